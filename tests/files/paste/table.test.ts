import { describe, expect, test } from 'vitest';
import { createId, type PersonId } from '#lib/okr/ids.ts';
import { unknownOwners } from '#lib/files/paste/people.ts';
import { readPaste, type PasteContext } from '#lib/files/paste/readPaste.ts';
import { splitTable } from '#lib/files/paste/table.ts';
import { linesToPlan } from '#lib/files/paste/toPlan.ts';

const ana = 'aaaaaaaaaaaaaaaa' as PersonId;
const context: PasteContext = {
	locale: 'en-GB',
	startOn: '2026-10-01',
	endOn: '2026-12-31',
	people: [{ id: ana, name: 'Ana' }]
};

function table(text: string, more: Partial<PasteContext> = {}) {
	const read = readPaste(text, { ...context, ...more });
	if (!read.ok) throw new Error(read.why);
	expect(read.as).toBe('table');
	return { ...read, plan: linesToPlan(read.lines).objectives };
}

const rows = [
	['Objective', 'Key result', 'Baseline', 'Target', 'Unit', 'Due', 'Owner'],
	['Guests come back', 'Second visits', '12', '40', '%', '2026-12-31', 'Ana'],
	['', 'Reviews', '30', '1200', 'reviews', '30 Nov 2026', 'Ana'],
	['Crew stays', 'Sick days', '9', '4', 'days', '', '']
];
const expected = [
	{
		title: 'Guests come back',
		keyResults: [
			{
				metric: 'Second visits',
				baseline: 12,
				target: 40,
				unit: '%',
				dueOn: '2026-12-31',
				ownerId: ana
			},
			{ metric: 'Reviews', baseline: 30, target: 1200, unit: 'reviews', dueOn: '2026-11-30' }
		]
	},
	{
		title: 'Crew stays',
		keyResults: [{ metric: 'Sick days', baseline: 9, target: 4, dueOn: null }]
	}
];

describe('[FILE-4] a table is read by its headings', () => {
	test.each(['\t', ';', ','])('split by %j', (delimiter) => {
		const text = rows.map((row) => row.join(delimiter)).join('\r\n');
		expect(table(text).plan).toMatchObject(expected);
	});

	test('of Markdown', () => {
		const text = rows.map((row) => `| ${row.join(' | ')} |`);
		text.splice(1, 0, '|---|:--|---|--:|---|---|---|');
		expect(table(text.join('\n')).plan).toMatchObject(expected);
	});

	test('in German, with German numbers and dates', () => {
		const text =
			'Ziel;Schlüsselergebnis;Ausgangswert;Zielwert;Einheit;Fällig am;Verantwortlich\n' +
			'Gäste kommen wieder;Zweitbesuche;12,5;1.200;%;31.12.2026;Ana';
		expect(table(text, { locale: 'de-DE' }).plan).toMatchObject([
			{
				title: 'Gäste kommen wieder',
				keyResults: [{ baseline: 12.5, target: 1200, unit: '%', dueOn: '2026-12-31', ownerId: ana }]
			}
		]);
	});

	test('with quoted cells, line breaks, quotes and delimiters in them', () => {
		const text =
			'Objective,Key result,Target\n"Guests, and their ""dogs"", come back","Visits\nper month",12\n';
		expect(table(text).plan).toMatchObject([
			{
				title: 'Guests, and their "dogs", come back',
				keyResults: [{ metric: 'Visits\nper month', target: 12 }]
			}
		]);
	});

	test('an objective repeated in every row is one', () => {
		const text = 'Objective\tKR\nGuests\tVisits\nGuests\tReviews\nCrew\tSick days';
		expect(table(text).plan.map(({ keyResults }) => keyResults.length)).toEqual([2, 1]);
	});

	test('units come with the numbers where there is no column for them', () => {
		const text = 'Objective\tKR\tFrom\tTo\nGuests\tVisits\t12 %\t40 %\nGuests\tRevenue\t€ 3M\t€ 4M';
		expect(table(text).plan[0]?.keyResults).toMatchObject([
			{ baseline: 12, target: 40, unit: '%' },
			{ baseline: 3e6, target: 4e6, unit: '€' }
		]);
	});
});

describe('[FILE-5] what has no field is kept in words', () => {
	test.each([
		['Target', 'soon', 'Visits · Target: soon', 'number'],
		['Due', '03/04/2026', 'Visits · Due: 03/04/2026', 'date'],
		['Owner', 'Tom', 'Visits · Owner: Tom', 'nobody'],
		['Current', '41', 'Visits · Current: 41', 'current'],
		['Comment', 'see the wiki', 'Visits · Comment: see the wiki', 'column'],
		['Kind', 'strange', 'Visits · Kind: strange', 'column']
	])('%s “%s”', (heading, cell, metric, why) => {
		const { plan, lines } = table(`Objective\tKey result\t${heading}\nGuests\tVisits\t${cell}`);
		expect(plan[0]?.keyResults[0]?.metric).toBe(metric);
		expect(lines.at(-1)?.kept).toMatchObject([{ text: cell, why }]);
	});

	test('two units that do not go together', () => {
		const { plan } = table('Objective\tKR\tFrom\tTo\nGuests\tRevenue\t3 €\t4 $');
		expect(plan[0]?.keyResults[0]).toMatchObject({
			metric: 'Revenue · From: 3 €',
			target: 4,
			unit: '$'
		});
	});

	test('a remark on an objective is shown beside it', () => {
		const { lines } = table('Objective\tKR\tComment\nGuests\t\tsee the wiki\n\tVisits\t');
		expect(lines.map(({ reading }) => reading)).toEqual([
			'ignored',
			'objective',
			'ignored',
			'keyResult'
		]);
	});
});

describe('without headings', () => {
	const text =
		'Guests come back\tVisits\t12\t40\t2026-12-31\tAna\nGuests come back\tReviews\t30\t1200\t2026-11-30\tAna';
	test('columns are taken for what is in them', () => {
		expect(table(text).columns.map(({ role }) => role)).toEqual([
			'objective',
			'metric',
			'baseline',
			'target',
			'dueOn',
			'owner'
		]);
		expect(table(text).plan[0]?.keyResults).toMatchObject([
			{ target: 40, ownerId: ana },
			{ target: 1200 }
		]);
	});
	test('a person says what a column is', () => {
		const roles = { 2: 'nothing', 3: 'baseline' } as const;
		expect(table(text, { roles }).plan[0]?.keyResults[0]).toMatchObject({
			baseline: 40,
			target: null,
			metric: 'Visits'
		});
	});
	test('a list with commas is none, unless a person says so', () => {
		const list = 'Guests, crew and all come back\nVisits, and more visits';
		expect(readPaste(list, context)).toMatchObject({ as: 'list' });
		expect(readPaste(list, { ...context, as: 'table' })).toMatchObject({ as: 'table' });
		expect(readPaste(text, { ...context, as: 'list' })).toMatchObject({ as: 'list' });
	});
});

test('[FILE-25] owners whom the team does not know are named once, and are found as soon as they are in it', () => {
	const table =
		'Objective\tKey result\tOwner\nGuests return\tVisits\tEva Roth\n\tCalls\teva roth\n\tMails\tAna and Tom\n\tLetters\tSam';
	const sams = [{ name: 'Sam Orth' }, { name: 'Sam Blum' }].map((one, at) => ({
		...one,
		id: createId<PersonId>(new Uint8Array(10).fill(at + 40))
	}));
	const read = (people: typeof sams) =>
		readPaste(table, { locale: 'en', startOn: '2026-10-01', endOn: '2026-12-31', people });
	const before = read(sams);
	const names = before.ok ? unknownOwners(before.lines, sams) : null;
	expect(names).toEqual(['Eva Roth']);
	const eva = { id: createId<PersonId>(new Uint8Array(10).fill(50)), name: 'Eva Roth' };
	const after = read([...sams, eva]);
	const owners = after.ok ? after.lines.map(({ keyResult }) => keyResult.ownerId) : [];
	expect(owners.filter((id) => id === eva.id)).toHaveLength(2);
	expect(after.ok && unknownOwners(after.lines, [...sams, eva])).toEqual([]);
});

test('[FILE-8] a table of very many lines is taken apart without an error', () => {
	expect(splitTable('x\n'.repeat(130_000), true)?.rows).toHaveLength(130_000);
}, 60_000);
