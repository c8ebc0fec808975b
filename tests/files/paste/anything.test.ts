import { expect, test, vi } from 'vitest';
import { readPaste, type PasteContext } from '#lib/files/paste/readPaste.ts';
import { linesToPlan } from '#lib/files/paste/toPlan.ts';
import { coach } from '#lib/okr/coach/coach.ts';
import { createRandom } from '../../doc/replicas.ts';

vi.setConfig({ testTimeout: 60_000 });

const base: PasteContext = {
	locale: 'en',
	startOn: '2026-10-01',
	endOn: '2026-12-31',
	people: [],
	parseLine: coach.parseKeyResult
};

/** Pieces that mean something to one of the readers, and pieces that mean nothing to anybody. */
const pieces = [
	'O1: ',
	'KR 1.1: ',
	'## ',
	'- ',
	'* [ ] ',
	'1. ',
	'1.1 ',
	'**',
	'| ',
	' |',
	'---',
	'|---|',
	'\t',
	';',
	',',
	'"',
	'""',
	'\n',
	'\r\n',
	'\r',
	'\n\n',
	'\u2028',
	' ',
	'    ',
	'Objective',
	'Key result',
	'Target',
	'Ziel',
	'Guests come back',
	'NPS',
	'40',
	'12 %',
	'€ 3M',
	' from ',
	' to ',
	' → ',
	' by 31 Dec',
	' (Ana)',
	'@Ana',
	'=1+1',
	'{"cairn":"cycle","version":1,"objectives":[{"title":"x"}]}',
	'{',
	'\uFEFF',
	'\uD800',
	'👩‍🚀',
	'مرحبا',
	'\u202E',
	'__proto__',
	'constructor',
	'\\',
	'\u0007',
	'#######',
	':',
	'('
];

function anyText(random: () => number): string {
	const count = 1 + Math.floor(random() * 40);
	return Array.from({ length: count }, () => pieces[Math.floor(random() * pieces.length)]).join('');
}

test('[FILE-6] no text makes the reading throw, and every line of it is in the preview', () => {
	const random = createRandom(20261126);
	const seen = new Set<string>();
	for (let round = 0; round < 1500; round++) {
		const text = anyText(random);
		const as = ([undefined, 'list', 'table'] as const)[round % 3];
		const read = readPaste(text, { ...base, as });
		if (!read.ok) {
			seen.add(read.why);
			continue;
		}
		seen.add(read.as);
		linesToPlan(read.lines);
		expect(new Set(read.lines.map(({ key }) => key)).size, JSON.stringify(text)).toBe(
			read.lines.length
		);
		if (read.as === 'export') continue;
		const shown = read.lines.map(({ source }) => source).join('\n');
		for (const line of text.split(/\r\n?|[\n\u2028\u2029]/)) {
			const words = line.replace(/^\uFEFF+/, '').trim();
			expect(shown.includes(words), JSON.stringify([text, words])).toBe(true);
		}
	}
	expect([...seen].sort()).toEqual(['cut', 'empty', 'export', 'list', 'table']);
});

test.each([
	['one long line', 'a '.repeat(500_000)],
	['spaces', `x${' '.repeat(1_000_000)}y`],
	['hashes', `# ${'# '.repeat(400_000)}`],
	['quotes', '"'.repeat(1_000_000)],
	['tabs', '\t'.repeat(1_000_000) + 'x'],
	['brackets', `${'('.repeat(290)}\n`.repeat(1990)],
	['arrows', `${'1 → '.repeat(70)}\n`.repeat(1990)],
	['commas', `Objective,Target\n${','.repeat(400)}1\n`.repeat(900)]
])('$0 are read within seconds', (_, text) => {
	const before = performance.now();
	readPaste(text, base);
	expect(performance.now() - before).toBeLessThan(6000);
});
