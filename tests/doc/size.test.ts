import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { recordCheckIn } from '#lib/doc/recordCheckIn.ts';
import { addKeyResult, addObjective, deleteItem, readCycle, setKeyResult } from '#lib/doc/cycle.ts';
import { addDismissals } from '#lib/doc/dismissals.ts';
import { setListed } from '#lib/doc/rules.ts';
import { commitText, writeText } from '#lib/doc/text.ts';
import { toAdvisedWords } from '#lib/okr/dismissal.ts';
import { createId, type DeviceId, type DismissalId } from '#lib/okr/ids.ts';
import { keyResultId, objectiveId, personId, team, type } from './replicas.ts';

/** The figures of docs/data.md, with some room. */

const title = 'Our customers reach us without waiting for anybody else';
const metric = 'Median wait for a first answer';

function plan() {
	const { ana } = team('ana');
	ana.by = personId();
	const [o, ...others] = Array.from({ length: 5 }, objectiveId);
	if (!o) throw new Error('no objective');
	let last = keyResultId();
	for (const id of [o, ...others]) {
		addObjective(ana.doc, ana, { id });
		[...title].forEach((letter, at) => {
			type(ana, id, 'title', at, letter);
		});
		commitText(ana.doc, ana, id, 'title');
		for (let count = 0; count < 4; count++) {
			last = keyResultId();
			addKeyResult(ana.doc, ana, { id: last, objectiveId: id });
			writeText(ana.doc, ana, last, 'metric', metric);
			setKeyResult(ana.doc, ana, last, { baseline: 10, target: 50, unit: 'minutes' });
			setKeyResult(ana.doc, ana, last, { dueOn: '2026-12-31', ownerId: personId() });
			setKeyResult(ana.doc, ana, last, { ambition: 'aspirational' });
		}
	}
	const size = () => Y.encodeStateAsUpdate(ana.doc).length;
	let sent = 0;
	ana.doc.on('update', (update: Uint8Array) => (sent += update.length));
	const measure = (verb: () => void) => {
		const before = size();
		sent = 0;
		verb();
		return { sent, grown: size() - before };
	};
	return { ana, o, k: last, size, measure };
}

test('a plan of five objectives with four key results each takes some 23 kB', () => {
	expect(plan().size()).toBeLessThan(25_000);
});

test('a field set again sends some 100 bytes, and a thousand of them leave the document as it was', () => {
	const { ana, k, measure } = plan();
	const set = (target: number) => setKeyResult(ana.doc, ana, k, { target });
	expect(measure(() => set(60)).sent).toBeLessThan(110);
	const many = measure(() => {
		for (let target = 100; target < 1100; target++) set(target);
	});
	expect(many.grown).toBeLessThan(60);
});

test('a version of a title sends less than a kilobyte after a day of bursts', () => {
	const { ana, o, measure } = plan();
	const burst = () => {
		type(ana, o, 'title', 0, 'x', 1);
		commitText(ana.doc, ana, o, 'title');
	};
	for (let count = 0; count < 150; count++) burst();
	expect(measure(burst).sent).toBeLessThan(1000);
	expect(measure(burst).grown).toBeLessThan(40);
});

test('deleting an objective with four key results takes some 700 bytes', () => {
	const { ana, o, measure } = plan();
	expect(measure(() => deleteItem(ana.doc, ana, o)).grown).toBeLessThan(850);
});

test('reading that plan takes about a millisecond', () => {
	const { ana } = plan();
	for (let count = 0; count < 300; count++) readCycle(ana.doc);
	const before = process.cpuUsage();
	for (let count = 0; count < 200; count++) readCycle(ana.doc);
	const { user } = process.cpuUsage(before);
	expect(user / 200_000).toBeLessThan(5);
});

test('a dismissal takes some 300 bytes, a word in the house rules some 100', () => {
	const { ana, k, measure } = plan();
	const said = {
		item: k,
		code: 'output-not-outcome',
		words: toAdvisedWords('Launch the new app for crews'),
		reason: 'The launch itself is our bet for this cycle.'
	};
	const id = createId<DismissalId>(ana.random(10));
	const dismissal = measure(() => addDismissals(ana.doc, ana, [{ ...said, id }]));
	const word = measure(() => setListed(ana.doc, ana, 'vague', 'synergy', true));
	expect(dismissal.grown).toBeLessThan(350);
	expect(word.grown).toBeLessThan(110);
});

test('a check-in takes some 40 bytes, a note of 60 letters 70 more', () => {
	const { ana, k, measure } = plan();
	const device = createId<DeviceId>(ana.random(10));
	const say = (value: number, note?: string) => () =>
		recordCheckIn(ana.doc, ana, device, k, {
			measuredAt: '2026-10-01',
			value,
			confidence: 4,
			...(note !== undefined && { note })
		});
	// The first one also says whose pen it is.
	measure(say(1));
	const plain = measure(say(41.5));
	const noted = measure(say(42, 'n'.repeat(60)));
	expect(plain.grown).toBeLessThan(45);
	expect(plain.sent).toBeLessThan(75);
	expect(noted.grown).toBeLessThan(115);
	expect(noted.sent).toBeLessThan(145);
});
