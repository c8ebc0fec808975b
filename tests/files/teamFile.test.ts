import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import {
	largestTeamFile,
	readTeamFile,
	writeTeamFile,
	type FiledDocument,
	type TeamFile
} from '#lib/files/teamFile.ts';
import { createRandom } from '../doc/replicas.ts';

const teamId = 'a'.repeat(26);
const given = { teamId, name: 'Ferry', now: Date.UTC(2026, 10, 26) };

function updateOf(text: string): Uint8Array {
	const doc = new Y.Doc();
	doc.getText('t').insert(0, text);
	return Y.encodeStateAsUpdate(doc);
}

const documents: FiledDocument[] = [
	{ room: `${teamId}.team`, update: updateOf('people') },
	{ room: `${teamId}.cycle.q1`, update: updateOf('plan') },
	{ room: `${teamId}.cycle.q2`, update: updateOf('another plan') }
];
const text = writeTeamFile(given, documents);

function fileOf(given: string): TeamFile {
	const read = readTeamFile(given);
	if (!read.ok) throw new Error(read.why);
	return read.file;
}

test('a team file comes out as it went in', () => {
	expect(fileOf(text)).toEqual({
		teamId,
		name: 'Ferry',
		writtenAt: '2026-11-26T00:00:00.000Z',
		documents,
		broken: 0,
		missing: 0
	});
	expect(fileOf(`\uFEFF${text.replaceAll('\n', '\r\n')}`).documents).toEqual(documents);
});

describe('[FILE-14] of a team file that is not whole, everything whole is read and the rest counted', () => {
	test('cut anywhere', () => {
		const ends = [...text.matchAll(/\n/g)].map(({ index }) => index);
		for (let length = 0; length <= text.length; length++) {
			const read = readTeamFile(text.slice(0, length));
			if (length < ends[0]!) {
				expect(read).toEqual({ ok: false, why: 'foreign' });
				continue;
			}
			if (!read.ok) throw new Error(read.why);
			const whole = ends.filter((end) => end <= length).length - 1;
			expect(read.file.documents).toEqual(documents.slice(0, whole));
			expect(read.file.documents.length + read.file.broken + read.file.missing).toBe(3);
		}
	});

	test('any byte another', () => {
		const random = createRandom(7);
		const from = text.indexOf('\n') + 1;
		for (let round = 0; round < 500; round++) {
			const at = from + Math.floor(random() * (text.length - from));
			const other = text[at] === 'x' ? 'y' : 'x';
			const {
				documents: found,
				broken,
				missing
			} = fileOf(text.slice(0, at) + other + text.slice(at + 1));
			expect(found.length + broken + missing).toBeGreaterThanOrEqual(3);
			for (const document of found) expect(documents).toContainEqual(document);
		}
	});
});

describe('[FILE-15] what a stranger wrote is checked before anything is made of it', () => {
	const [head = '', ...lines] = text.split('\n');
	const line = (room: string, update: Uint8Array) =>
		writeTeamFile(given, [{ room, update }]).split('\n')[1]!;

	test.each([
		['another team’s document', line(`${'b'.repeat(26)}.team`, documents[0]!.update)],
		['no room', line('../../etc', documents[0]!.update)],
		['bytes that are no update', line(`${teamId}.team`, Uint8Array.of(1, 2, 3))],
		[
			'an update that claims 257 MB',
			line(`${teamId}.team`, Uint8Array.of(0xff, 0xff, 0xff, 0x7f, 1, 1, 0))
		],
		['no JSON', '{"room":'],
		['JSON of another kind', '[1,2]'],
		['fields of another kind', '{"room":1,"sha256":2,"update":{}}']
	])('%s is counted as broken', (_, bad) => {
		const file = fileOf([head, ...lines.slice(0, 1), bad, ...lines.slice(2)].join('\n'));
		expect(file.documents).toEqual([documents[0], documents[2]]);
		expect(file.broken).toBe(1);
	});

	test.each([
		['', 'foreign'],
		['{}', 'foreign'],
		['{"cairn":"cycle","version":1}', 'foreign'],
		['{"cairn":"team","version":"1"}', 'foreign'],
		['{"cairn":"team","version":1}', 'foreign'],
		['\u0000\u0001', 'foreign'],
		['{"cairn":"team","version":2,"teamId":"x"}', 'newer'],
		['x'.repeat(largestTeamFile + 1), 'too-large']
	])('is refused: $1', (bad, why) => {
		expect(readTeamFile(bad)).toEqual({ ok: false, why });
	});
});
