import { ambitions, isEveryDays, keyResultKinds, learningFields } from '#lib/okr/keyResult.ts';
import { createKeyResultDraft, type KeyResultDraft } from '#lib/okr/planDraft.ts';
import type { ColumnRole, Columns } from './columns.ts';
import { readDueDay } from './dueDayText.ts';
import { createKeys, draftObjective, withKept } from './lines.ts';
import { readNumber } from './numberText.ts';
import { findPerson } from './people.ts';
import type { Kept, PasteContext, ReadLine } from './readPaste.ts';
import type { Row, Table } from './table.ts';

const kindWords = [
	['number', 'zahl', 'metric', 'wert', 'from a number to a number'],
	['milestone', 'meilenstein', 'yes/no', 'ja/nein', 'milestone: reached or not'],
	['guard', 'leitplanke', 'guard: stay above or below']
];
const ambitionWords = [
	['committed', 'commit', 'verbindlich', 'zugesagt', 'committed: pass or fail'],
	['aspirational', 'stretch', 'moonshot', 'ambitioniert', 'aspirational: aims at 70 %'],
	['learning', 'lernen', 'lernziel', 'learning: answers a question']
];

/** The lines of a table: of each row its objective where another one begins, and its key result. */
export function readRows(table: Table, columns: Columns, context: PasteContext): ReadLine[] {
	const keyOf = createKeys();
	let objective: string | null = null;
	return table.rows.flatMap((row, at): ReadLine[] => {
		const cell = (role: ColumnRole) => cellOf(row, columns, role);
		const line = (reading: ReadLine['reading'], of: Partial<ReadLine>): ReadLine => ({
			key: keyOf(row.source, reading === 'objective' ? 'o' : 'k'),
			source: row.source,
			reading,
			objective: draftObjective(cell('objective') || cell('metric'), cell('audience')),
			keyResult: createKeyResultDraft({ metric: row.cells.filter(Boolean).join(' · ') }),
			kept: [],
			...of
		});
		if (at === 0 && table.hasHeadings) return [line('ignored', { isHeadings: true })];

		const lines: ReadLine[] = [];
		const title = cell('objective');
		// Sheets repeat the objective in every row, or leave it out below its first.
		if (title !== '' && title !== objective) {
			objective = title;
			lines.push(line('objective', {}));
		}
		const { keyResult, kept, isMeasured } = readCells(row, columns, context);
		if (isMeasured || (kept.length > 0 && lines.length === 0)) {
			lines.push(line('keyResult', { keyResult, kept }));
		} else if (kept.length > 0) {
			// A remark on the objective: nothing takes it yet, and a person may make a key result of it.
			lines.push(line('ignored', { keyResult, kept }));
		}
		return lines.length > 0 ? lines : [line('ignored', {})];
	});
}

function cellOf(row: Row, { all }: Columns, role: ColumnRole): string {
	const at = all.findIndex((column) => column.role === role);
	return at < 0 ? '' : unguarded(row.cells[at] ?? '');
}

function readCells(row: Row, columns: Columns, context: PasteContext) {
	const cell = (role: ColumnRole) => cellOf(row, columns, role);
	const labelOf = (role: ColumnRole) =>
		columns.hasHeadings ? (columns.all.find((column) => column.role === role)?.name ?? '') : '';
	const kept: Kept[] = [];
	const keep = (role: ColumnRole, why: Kept['why']): null => {
		if (cell(role) !== '') kept.push({ label: labelOf(role), text: cell(role), why });
		return null;
	};
	const numberIn = (role: 'baseline' | 'target', unit: string) => {
		const read = readNumber(cell(role), context.locale);
		if (!read) return keep(role, 'number');
		return read.unit === '' || isSameUnit(read.unit, unit) ? read.value : keep(role, 'unit');
	};

	const unit =
		cell('unit') ||
		readNumber(cell('target'), context.locale)?.unit ||
		readNumber(cell('baseline'), context.locale)?.unit ||
		'';
	const known: Partial<KeyResultDraft> = {
		unit,
		baseline: numberIn('baseline', unit),
		target: numberIn('target', unit),
		dueOn: readDueDay(cell('dueOn'), context) ?? keep('dueOn', 'date'),
		ownerId: findPerson(cell('owner'), context.people) ?? keep('owner', 'nobody')
	};
	const kind = keyResultKinds[indexIn(kindWords, cell('kind'))];
	if (kind) known.kind = kind;
	else keep('kind', 'column');
	const ambition = ambitions[indexIn(ambitionWords, cell('ambition'))];
	if (ambition) known.ambition = ambition;
	else keep('ambition', 'column');
	const every = readNumber(cell('measuredEvery'), context.locale);
	if (every && isEveryDays(every.value)) known.measuredEveryDays = every.value;
	else keep('measuredEvery', 'column');
	// Who writes a question down wants to learn, unless they say something else.
	if (cell('question') !== '' && cell('ambition') === '') known.ambition = 'learning';
	for (const field of learningFields) {
		if (known.ambition !== 'learning') keep(field, 'column');
		else if (cell(field) !== '') known[field] = cell(field);
	}
	keep('current', 'current');
	for (const [at, { role, name }] of columns.all.entries()) {
		const text = unguarded(row.cells[at] ?? '');
		const label = columns.hasHeadings ? name : '';
		if (role === 'words' && text !== '') kept.push({ label, text, why: 'column' });
	}
	const isMeasured = (['metric', 'baseline', 'target', 'current', 'dueOn'] as const).some(
		(role) => cell(role) !== ''
	);
	const metric = withKept(cell('metric'), kept);
	return { keyResult: createKeyResultDraft({ ...known, metric }), kept, isMeasured };
}

function indexIn(words: readonly string[][], cell: string): number {
	return words.findIndex((some) => some.includes(cell.toLowerCase()));
}

function isSameUnit(a: string, b: string): boolean {
	return a.toLowerCase() === b.toLowerCase();
}

/** Takes off what a careful program put before a text so that no sheet runs it as a formula. */
function unguarded(cell: string): string {
	return /^'\s*[=+\-@＝＋－＠\t]/.test(cell) ? cell.slice(1) : cell;
}
