import { describe, expect, test } from 'vitest';
import { coach } from '#lib/okr/coach/coach.ts';
import type { PersonId } from '#lib/okr/ids.ts';
import { readPaste, type PasteContext, type ReadLine } from '#lib/files/paste/readPaste.ts';
import { linesToPlan } from '#lib/files/paste/toPlan.ts';

const ana = 'aaaaaaaaaaaaaaaa' as PersonId;
const ben = 'bbbbbbbbbbbbbbbb' as PersonId;
const context: PasteContext = {
	locale: 'en-GB',
	startOn: '2026-10-01',
	endOn: '2026-12-31',
	people: [
		{ id: ana, name: 'Ana' },
		{ id: ben, name: 'Ben Schäfer' }
	]
};

function lines(text: string, more: Partial<PasteContext> = {}): ReadLine[] {
	const read = readPaste(text, { ...context, ...more });
	if (!read.ok) throw new Error(read.why);
	return read.lines;
}
const planOf = (text: string, more: Partial<PasteContext> = {}) =>
	linesToPlan(lines(text, more)).objectives.map(({ title, keyResults }) => [
		title,
		...keyResults.map(({ metric }) => metric)
	]);

describe('[FILE-1] a pasted text is read line by line', () => {
	const expected = [
		['Guests come back', 'Second visits', 'Reviews'],
		['Crew stays', 'Sick days']
	];
	test.each([
		[
			'labels',
			'O1: Guests come back\nKR1.1: Second visits\nKR 1.2 Reviews\n\nO2: Crew stays\nKR2.1: Sick days'
		],
		[
			'German labels',
			'Ziel 1: Guests come back\nErgebnis 1: Second visits\nErgebnis 2: Reviews\nZiel 2: Crew stays\nSchlüsselergebnis 1: Sick days'
		],
		[
			'headings and bullets',
			'# Q4\n\n## Guests come back\n- Second visits\n* Reviews\n## Crew stays\n1. Sick days'
		],
		[
			'headings in headings',
			'# Guests come back\n## Second visits\n## Reviews\n# Crew stays\n## Sick days'
		],
		[
			'bold lines',
			'**Guests come back**\n- Second visits\n- Reviews\n\n**Crew stays**\n- Sick days'
		],
		[
			'lines over bullets',
			'Guests come back\n• Second visits\n• Reviews\n\nCrew stays\n– Sick days'
		],
		[
			'nested bullets',
			'Our plan\n- Guests come back\n\t- Second visits\n\t- Reviews\n- Crew stays\n  - Sick days'
		],
		[
			'numbers',
			'1. Guests come back\n1.1 Second visits\n1.2 Reviews\n2. Crew stays\n2.1 Sick days'
		],
		['indentation', 'Guests come back\n    Second visits\n    Reviews\nCrew stays\n    Sick days'],
		['groups', 'Guests come back\nSecond visits\nReviews\n\nCrew stays\nSick days'],
		[
			'windows line breaks',
			'Guests come back\r\nSecond visits\r\nReviews\r\n\r\nCrew stays\r\nSick days'
		],
		[
			'section words',
			'Objective: Guests come back\nKey results:\n- Second visits\n- Reviews\nObjective: Crew stays\nKey Results\n- Sick days'
		]
	])('by %s', (_, text) => {
		expect(planOf(text)).toEqual(expected);
	});

	test('a line with an amount below a title is a key result, without one an objective', () => {
		expect(planOf('Guests come back\nNPS 60\nCrew stays')).toEqual([
			['Guests come back', 'NPS 60'],
			['Crew stays']
		]);
	});

	test('prose, deeper notes and rules are shown and left out', () => {
		const text = '## Guests come back\nWe lost many.\n- NPS\n  - ask Tom\n---';
		expect(lines(text).map(({ reading }) => reading)).toEqual([
			'objective',
			'ignored',
			'keyResult',
			'ignored',
			'ignored'
		]);
	});

	test('key results without an objective land under one without a title', () => {
		const plan = linesToPlan(lines('KR1: NPS\nKR2: Reviews\nO: Guests come back\nKR: Visits'));
		expect(plan).toMatchObject({ homeless: 2, keyResults: 3, ignored: 0 });
		expect(plan.objectives.map(({ title }) => title)).toEqual(['', 'Guests come back']);
	});
});

describe('[FILE-2] numbers, days and people in a line are read only where that is certain', () => {
	const keyResult = (text: string, more: Partial<PasteContext> = {}) =>
		lines(`KR: ${text}`, more)[0]!.keyResult;
	test.each([
		['NPS from 20 to 40 by 31 Dec (Ana)', 'NPS', 20, 40, '', '2026-12-31', ana],
		['Weekly actives: 1.2k → 3k @Ben', 'Weekly actives', 1200, 3000, '', null, ben],
		[
			'Second visits 12 % -> 40 % until 2026-11-30',
			'Second visits',
			12,
			40,
			'%',
			'2026-11-30',
			null
		],
		['Costs from € 3M to € 2.5M – Owner: Ben Schäfer', 'Costs', 3e6, 2.5e6, '€', null, ben]
	])('%s', (text, metric, baseline, target, unit, dueOn, ownerId) => {
		expect(keyResult(text)).toMatchObject({ metric, baseline, target, unit, dueOn, ownerId });
	});
	test('in German', () => {
		expect(
			keyResult('Umsatz von 1,5 Mio. € auf 2 Mio. € bis zum 15. Dezember', { locale: 'de-DE' })
		).toMatchObject({
			metric: 'Umsatz',
			baseline: 1.5e6,
			target: 2e6,
			unit: '€',
			dueOn: '2026-12-15'
		});
	});
	test.each([
		'NPS of 60 by next summer',
		'Answer within 2 days (Tom)',
		'From a few to many',
		'Revenue from 3 € to 4 $',
		'Due by 03/04/2026'
	])('%s stays as it is', (text) => {
		expect(keyResult(text)).toMatchObject({
			metric: text,
			baseline: null,
			target: null,
			dueOn: null
		});
	});
	test.each([
		['Increase NPS from 60 to 75 by end of Q3', 'NPS · end of Q3', 60, 75, ''],
		[
			'Raise the share of second visits from 12 % to 40 % by 31 Dec',
			'share of second visits',
			12,
			40,
			'%'
		],
		['Umsatz von 1.500 auf 2.000 steigern', 'Umsatz steigern', 1500, 2000, ''],
		['Hire 5 engineers', 'Hire 5 engineers', null, null, ''],
		['Reduce sick days to 4', 'Reduce sick days to 4', null, null, '']
	])('with the coach: %s', (text, metric, baseline, target, unit) => {
		const locale = text.startsWith('Umsatz') ? 'de' : 'en-GB';
		const more = { parseLine: coach.parseKeyResult, locale };
		expect(keyResult(text, more)).toMatchObject({ metric, baseline, target, unit });
	});
	test('a name two people share is nobody’s', () => {
		const people = [
			{ id: ana, name: 'Ana Lima' },
			{ id: ben, name: 'Ana Costa' }
		];
		expect(keyResult('NPS (Ana)', { people })).toMatchObject({
			metric: 'NPS (Ana)',
			ownerId: null
		});
		expect(keyResult('NPS (ana costa)', { people })).toMatchObject({ metric: 'NPS', ownerId: ben });
	});
});

test.each([
	['', 'empty'],
	[' \n\t\n', 'empty'],
	['x'.repeat(1024 * 1024 + 1), 'too-large'],
	['a\n'.repeat(2001), 'too-long'],
	['PK\u0003\u0004\0\0', 'foreign'],
	['{"cairn":"cycle","version":1,"objec', 'cut'],
	['{"cairn":"cycle","version":2}', 'newer'],
	['{"cairn":"team","version":1}', 'foreign']
])('is refused: $1', (text, why) => {
	expect(readPaste(text, context)).toEqual({ ok: false, why });
});

test('what is corrected in one line stays when another is edited', () => {
	const text = 'Guests come back\nNPS\n\nCrew stays\nSick days';
	const key = lines(text)[3]!.key;
	const again = lines(`New line above\n\n${text}`);
	expect(again.find((line) => line.key === key)?.source).toBe('Sick days');
	const repeated = lines('NPS\nNPS\nNPS').map((line) => line.key);
	expect(new Set(repeated).size).toBe(3);
});

describe('[FILE-26] a deadline in a line is a day, however it is said', () => {
	test.each([
		'by end of the quarter',
		'by the end of the quarter',
		'by end of quarter',
		'by Q4',
		'by end of Q4',
		'(by quarter-end)',
		'until the end of the year',
		'by 31 Dec',
		'bis Ende des Quartals',
		'bis zum Ende des Quartals',
		'bis Quartalsende',
		'bis Ende Dezember'
	])('%s', (deadline) => {
		for (const parseLine of [undefined, coach.parseKeyResult]) {
			const [, line] = lines(`# Guests come back\n- Second visits from 12 to 40 % ${deadline}`, {
				parseLine
			});
			expect(line).toMatchObject({
				keyResult: {
					metric: 'Second visits',
					baseline: 12,
					target: 40,
					unit: '%',
					dueOn: '2026-12-31'
				}
			});
		}
	});

	test('one of another cycle stays in the words, and is no part of the unit', () => {
		const [, line] = lines('# Guests come back\n- Second visits from 12 to 40 % by end of Q3');
		expect(line).toMatchObject({ keyResult: { target: 40, unit: '%', dueOn: null } });
		expect(line?.keyResult.metric).toContain('end of Q3');
	});

	test('and what is none stays where it was written', () => {
		const [, line] = lines('# Guests come back\n- Waiting time cut by half');
		expect(line).toMatchObject({ keyResult: { metric: 'Waiting time cut by half', dueOn: null } });
	});
});
