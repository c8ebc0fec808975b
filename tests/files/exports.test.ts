import { describe, expect, test, vi } from 'vitest';
import type { CycleId, PersonId } from '#lib/okr/ids.ts';
import { ambitions, guardSides, keyResultKinds } from '#lib/okr/keyResult.ts';
import { lifecycles } from '#lib/okr/objective.ts';
import type { Plan } from '#lib/okr/plan.ts';
import {
	createKeyResultDraft,
	type KeyResultDraft,
	type ObjectiveDraft
} from '#lib/okr/planDraft.ts';
import { addPlan } from '#lib/doc/addPlan.ts';
import { readCycle } from '#lib/doc/cycle.ts';
import { readCycleFile, writeCycleFile } from '#lib/files/cycleFile.ts';
import type { Exported } from '#lib/files/exported.ts';
import { planToCsv, type TableWords } from '#lib/files/planTable.ts';
import { planToMarkdown, type TextWords } from '#lib/files/planText.ts';
import { readPaste, type PasteContext } from '#lib/files/paste/readPaste.ts';
import { leftOut, linesToPlan } from '#lib/files/paste/toPlan.ts';
import { createRandom, team } from '../doc/replicas.ts';

vi.setConfig({ testTimeout: 30_000 });

const ana = 'aaaaaaaaaaaaaaaa' as PersonId;
const people = [{ id: ana, name: 'Ana' }];
const cycle = {
	name: 'Q4 2026',
	startOn: '2026-10-01',
	endOn: '2026-12-31',
	timeZone: 'Europe/Berlin'
};
const context: PasteContext = { locale: 'en-GB', ...cycle, people };

const tableWords: TableWords = {
	objective: 'Objective',
	audience: 'Who notices',
	metric: 'Key result',
	kind: 'Kind',
	baseline: 'From (baseline)',
	target: 'To (target)',
	unit: 'Unit',
	dueOn: 'Due date',
	owner: 'Owner',
	ambition: 'Ambition',
	measuredEvery: 'Measured every (days)',
	question: 'Question',
	evidence: 'Evidence',
	decision: 'Decision',
	kinds: { number: 'number', milestone: 'milestone', guard: 'guard' },
	ambitions: { committed: 'committed', aspirational: 'aspirational', learning: 'learning' }
};
const textWords: TextWords = {
	audience: (who) => `Who notices: ${who}`,
	fromTo: (from, to) => `from ${from} to ${to}`,
	from: (from) => `from ${from}`,
	to: (to) => `to ${to}`,
	above: (limit) => `stay above ${limit}`,
	below: (limit) => `stay below ${limit}`,
	by: (day) => `by ${day}`,
	question: (text) => `Question: ${text}`,
	evidence: (text) => `Evidence: ${text}`,
	decision: (text) => `Decision: ${text}`,
	untitled: 'Not yet written',
	pack: 'Context pack',
	section: (section) => section
};

function planOf(objectives: ObjectiveDraft[]): Plan {
	const { ana } = team('ana');
	addPlan(ana.doc, ana, objectives);
	return readCycle(ana.doc).plan;
}

function exported(plan: Plan, more: Partial<Exported> = {}): Exported {
	const nameOf = (id: string) => people.find((person) => person.id === id)?.name;
	return {
		team: 'Ferry',
		cycle,
		plan,
		nameOf,
		locale: 'en-GB',
		now: Date.UTC(2026, 10, 26),
		...more
	};
}

function objective(title: string, ...keyResults: Partial<KeyResultDraft>[]): ObjectiveDraft {
	return {
		title,
		audience: '',
		lifecycle: 'draft',
		keyResults: keyResults.map(createKeyResultDraft)
	};
}

/** A plan without ids and order, which are made anew wherever it lands. */
function contentOf(plan: Plan): ObjectiveDraft[] {
	return plan.objectives.map(({ title, audience, lifecycle, keyResults }) => ({
		title,
		audience,
		lifecycle,
		keyResults: keyResults.map((one) => {
			const { metric, kind, unit, baseline, target, guard, dueOn, ownerId, ambition } = one;
			const { measuredEveryDays, question, evidence, decision } = one;
			return createKeyResultDraft({
				...{ metric, kind, unit, baseline, target, guard, dueOn, ownerId, ambition },
				measuredEveryDays,
				...(question && { question }),
				...(evidence && { evidence }),
				...(decision && { decision })
			});
		})
	}));
}

function landed(text: string, more: Partial<PasteContext> = {}): Plan {
	const read = readPaste(text, { ...context, ...more });
	if (!read.ok) throw new Error(read.why);
	return planOf(linesToPlan(read.lines).objectives);
}

function anyDraft(random: () => number): ObjectiveDraft[] {
	const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)]!;
	const text = () =>
		pick(['', 'NPS', 'O1: "x", =1+1', 'a\nb\tc', '👩‍🚀 مرحبا', '- # *', 'x'.repeat(9999)]);
	const number = () => pick([null, 0, -1, 0.1, 1e14, -12.5, 1 / 3]);
	return Array.from({ length: Math.floor(random() * 5) }, () => ({
		title: text(),
		audience: text(),
		lifecycle: pick(lifecycles),
		keyResults: Array.from({ length: Math.floor(random() * 5) }, () => ({
			kind: pick(keyResultKinds),
			metric: text(),
			unit: text(),
			baseline: number(),
			target: number(),
			guard: pick(guardSides),
			dueOn: pick([null, '2026-12-31', '2027-02-28']),
			ownerId: pick([null, ana]),
			ambition: pick(ambitions),
			measuredEveryDays: pick([null, 1, 366]),
			...pick([{}, { question: text(), decision: text() }, { evidence: text() }])
		}))
	}));
}

describe('JSON', () => {
	test('[FILE-9] whatever is in a plan, its JSON lands as an equal plan', () => {
		const random = createRandom(99);
		for (let round = 0; round < 100; round++) {
			const plan = planOf(anyDraft(random));
			const again = landed(writeCycleFile(exported(plan)));
			expect(contentOf(again)).toEqual(contentOf(plan));
		}
	});

	test('somebody who is not in the other team is named in words', () => {
		const text = writeCycleFile(
			exported(planOf([objective('Guests', { metric: 'NPS', ownerId: ana })]))
		);
		const read = readPaste(text, { ...context, people: [] });
		expect(read).toMatchObject({ as: 'export', strangers: ['Ana'] });
		expect(landed(text, { people: [] }).objectives[0]?.keyResults[0]).toMatchObject({
			metric: 'NPS · Ana',
			ownerId: null
		});
	});

	test('what a careless program wrote is read as far as it goes', () => {
		const text = JSON.stringify({
			cairn: 'cycle',
			version: 1,
			more: true,
			objectives: [
				null,
				'x',
				{ title: 7, lifecycle: 'lost', keyResults: { length: 1 } },
				{
					title: 'Guests',
					keyResults: [{ metric: 'NPS', target: '40', dueOn: '2026-02-30', kind: 'x' }]
				}
			]
		});
		const read = readCycleFile(text);
		if (!read.ok) throw new Error(read.why);
		expect(read.file.objectives.map(({ title, lifecycle }) => [title, lifecycle])).toEqual([
			['', 'draft'],
			['', 'draft'],
			['', 'draft'],
			['Guests', 'draft']
		]);
		expect(read.file.objectives[3]?.keyResults[0]).toMatchObject({
			metric: 'NPS',
			target: null,
			dueOn: null,
			kind: 'number'
		});
	});

	test('cut anywhere it says so, and never throws', () => {
		const text = writeCycleFile(
			exported(planOf([objective('Guests', { metric: 'NPS' })]))
		).trimEnd();
		for (let length = 12; length < text.length; length++) {
			expect(readPaste(text.slice(0, length), context)).toEqual({ ok: false, why: 'cut' });
		}
	});
});

describe('CSV', () => {
	const objectives = [
		{
			...objective(
				'Guests, "all" of them',
				{
					metric: 'Visits\nper month',
					baseline: 12.5,
					target: 40,
					unit: '%',
					dueOn: '2026-12-31',
					ownerId: ana
				},
				{ metric: 'Uptime', kind: 'guard', target: 99.9, unit: '%', ambition: 'aspirational' },
				{ metric: 'Days without rain', target: 3, unit: 'days', measuredEveryDays: 14 }
			),
			audience: 'guests'
		},
		objective('Crew stays')
	];

	test.each([
		['en-GB', ',', '12.5'],
		['de-DE', ';', '"12,5"']
	])(
		'[FILE-10] has a row for each key result, as sheets in %s read it',
		(locale, delimiter, number) => {
			const csv = planToCsv(exported(planOf(objectives), { locale }), tableWords);
			expect(csv.startsWith('\uFEFFObjective')).toBe(true);
			expect(csv).toContain(`${delimiter}${number.replaceAll('"', '')}${delimiter}`);
			const again = contentOf(landed(csv, { locale }));
			expect(again).toEqual(contentOf(planOf(objectives)));
		}
	);

	test.each([
		'=1+1',
		'+SUM(A1)',
		'-2+3',
		'@cmd',
		'\t=1',
		' =1',
		'＝1+1',
		'=HYPERLINK("http://x","y")'
	])('[FILE-11] %j is no formula in any cell', (text) => {
		const plan = planOf([objective(text, { metric: text, unit: text, baseline: -5 })]);
		const csv = planToCsv(exported(plan, { team: text }), tableWords);
		const cells = csv.split('\r\n')[1]!;
		expect(
			cells.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/).filter((cell) => /^"?[\s]*[=+@＝]/.test(cell))
		).toEqual([]);
		// A number stays one.
		expect(cells).toContain(',-5,');
		expect(landed(csv).objectives[0]?.title.trim()).toBe(text.trim());
	});
});

describe('Markdown', () => {
	const objectives = [
		{
			...objective(
				'Guests come *back*',
				{
					metric: 'Second visits',
					baseline: 12,
					target: 40,
					unit: '%',
					dueOn: '2026-12-31',
					ownerId: ana
				},
				{ metric: 'Reviews_a month', baseline: 1200, target: 3000 },
				{ metric: 'New pier opened', kind: 'milestone', dueOn: '2026-11-30' }
			),
			audience: 'guests'
		},
		objective('Crew stays', { metric: 'Uptime', kind: 'guard', target: 99.9, unit: '%' })
	];

	test('[FILE-12] reads well, and pastes as the same plan', () => {
		const text = planToMarkdown(exported(planOf(objectives)), textWords);
		expect(text.replaceAll('\u00a0', ' ')).toBe(
			[
				'# Ferry: Q4 2026 (2026-10-01 – 2026-12-31)',
				'',
				'## Guests come \\*back\\*',
				'',
				'> Who notices: guests',
				'',
				'- Second visits from 12% to 40% by 2026-12-31 (Ana)',
				'- Reviews\\_a month from 1,200 to 3,000',
				'- New pier opened by 2026-11-30',
				'',
				'## Crew stays',
				'',
				'- Uptime stay above 99.9%',
				''
			].join('\n')
		);
		const again = landed(text).objectives;
		expect(again.map(({ title }) => title)).toEqual(['Guests come *back*', 'Crew stays']);
		expect(again[0]?.keyResults).toMatchObject([
			{
				metric: 'Second visits',
				baseline: 12,
				target: 40,
				unit: '%',
				dueOn: '2026-12-31',
				ownerId: ana
			},
			{ metric: 'Reviews_a month', baseline: 1200, target: 3000 },
			{ metric: 'New pier opened', dueOn: '2026-11-30' }
		]);
	});
});

test('an unknown cycle id is no part of any file', () => {
	const withId = { ...cycle, id: 'cccccccccccccccc' as CycleId };
	const text = writeCycleFile(exported(planOf([]), { cycle: withId }));
	expect(text).not.toContain('cccccccc');
	expect(JSON.parse(text)).toMatchObject({ cairn: 'cycle', version: 1, cycle });
});

describe('[LEARN-7] what is there to learn', () => {
	const asked = {
		...{ metric: 'Why teams leave', ambition: 'learning' as const, dueOn: '2026-12-31' },
		question: 'Why do teams *stop* after week 3?',
		evidence: 'Twelve interviews, "as recorded"',
		decision: '=Import or reminders first'
	};
	const objectives = [
		objective('Teams stay', asked, { metric: 'Visits', target: 40 }),
		objective('Crew stays', { ...asked, question: '', decision: '' })
	];

	test('lands again from CSV, whatever stands in it, without a formula', () => {
		const csv = planToCsv(exported(planOf(objectives)), tableWords);
		expect(csv).toContain(",'=Import or reminders first");
		expect(contentOf(landed(csv))).toEqual(contentOf(planOf(objectives)));
	});

	test('lands again from Markdown, as bullets of its key result', () => {
		const text = planToMarkdown(exported(planOf(objectives)), textWords);
		expect(text).toContain(
			[
				'- Why teams leave by 2026-12-31',
				'  - Question: Why do teams \\*stop\\* after week 3?',
				'  - Evidence: Twelve interviews, "as recorded"',
				'  - Decision: =Import or reminders first',
				'- Visits to 40'
			].join('\n')
		);
		const again = landed(text).objectives;
		expect(again[0]?.keyResults[0]).toMatchObject(asked);
		expect(again[0]?.keyResults[1]).toMatchObject({
			metric: 'Visits to 40',
			ambition: 'committed'
		});
		expect(again[0]?.keyResults).toHaveLength(2);
		expect(again[1]?.keyResults[0]).toMatchObject({ evidence: asked.evidence });
		const read = readPaste(text, context);
		if (!read.ok) throw new Error(read.why);
		expect(leftOut(read.lines).map(({ source }) => source)).not.toContain(
			'  - Decision: =Import or reminders first'
		);
	});

	test('in a table a decision of what is not there to learn stays in the words', () => {
		const rows = ['Objective\tKey result\tTarget\tDecision', 'Guests\tVisits\t40\tBoard says yes'];
		expect(landed(rows.join('\n')).objectives[0]?.keyResults[0]).toMatchObject({
			metric: 'Visits · Decision: Board says yes'
		});
		const learning = ['Key result\tFrage', 'Warum Teams gehen\tWarum gehen sie?'];
		expect(landed(learning.join('\n')).objectives[0]?.keyResults[0]).toMatchObject({
			...{ ambition: 'learning', question: 'Warum gehen sie?' }
		});
	});
});
