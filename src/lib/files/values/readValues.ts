import { type CheckIn, type CheckInDraft, type Confidence, longestNote } from '#lib/okr/checkIn.ts';
import { currentOf, standingCheckIns } from '#lib/okr/checkInLog.ts';
import type { KeyResultId } from '#lib/okr/ids.ts';
import { asksQuestion, type KeyResult } from '#lib/okr/keyResult.ts';
import { toPlain } from '../paste/columns.ts';
import { type DayContext, readDay } from '../paste/dayText.ts';
import { hasMoreLines } from '../paste/lines.ts';
import { type Row, splitTable, widthOf } from '../paste/table.ts';
import { type CellProblem, readConfidence, readValueCell } from './valueCells.ts';
import {
	guessRoles,
	isHeadings,
	rolesByHeading,
	valueRoleOf,
	type ValueRole
} from './valueColumns.ts';

/** A key result that a row can mean. */
export interface KnownKeyResult extends Pick<
	KeyResult,
	'id' | 'metric' | 'kind' | 'unit' | 'ambition'
> {
	/** `gone`: somebody deleted it. */
	where: 'plan' | 'aside' | 'gone';
	log: readonly CheckIn[];
}

export interface ValueContext extends Required<DayContext> {
	/** The last day that can have been measured: today, or the cycle's last. */
	lastDay: string;
	keyResults: readonly KnownKeyResult[];
	/** What the person takes columns for, by their index. */
	roles?: Readonly<Record<number, ValueRole>>;
	/** Which key result the person means by a name, by `ValueRow.name`; '' for none. */
	choices?: Readonly<Record<string, KeyResultId | ''>>;
}

/**
 * Why a row does not land: `several` key results have this name, `unknown` none, `deleted` is the one that has it,
 * `there` is the same value of the same day already, `left-out` by the person, a `question` has no value.
 */
export type RowProblem =
	| CellProblem
	| 'no-name'
	| 'unknown'
	| 'several'
	| 'left-out'
	| 'deleted'
	| 'no-day'
	| 'too-late'
	| 'no-confidence'
	| 'there'
	| 'question';

/** What is worth knowing of a row that lands. */
export type RowRemark = 'aside' | 'today' | 'older' | 'early' | 'cut';

export interface ValueRow {
	/** The place in the table, from 1, headings not counted. */
	number: number;
	source: string;
	/** As it names its key result, without capitals and signs. */
	name: string;
	keyResult: KnownKeyResult | null;
	/** What lands; null where nothing does. */
	checkIn: CheckInDraft | null;
	why: RowProblem | null;
	remarks: RowRemark[];
}

export interface ValueColumn {
	/** Its heading; '' where it has none. */
	name: string;
	role: ValueRole;
}

/** `columns`: it is not known which of them is the key result and which the value. */
export type ReadValues =
	| { ok: true; columns: ValueColumn[]; rows: ValueRow[]; needs: 'columns' | null }
	| { ok: false; why: 'empty' | 'too-large' | 'too-long' | 'foreign' };

/** In UTF-16 units. */
export const largestValues = 1024 * 1024;
/** Rows that land at once: twenty key results, week by week for half a year. */
export const mostValues = 500;
/** A note in a cell may have lines of its own. */
const mostLines = 10 * mostValues;

/**
 * Reads a pasted table of measured values. Never throws, and writes nothing: each row says what would happen to
 * it. Rows count one after the other, so the same value twice lands once.
 */
export function readValues(text: string, context: ValueContext): ReadValues {
	if (text.length > largestValues) return { ok: false, why: 'too-large' };
	const clean = text.replace(/^\uFEFF+/, '');
	if (clean.trim() === '') return { ok: false, why: 'empty' };
	if (clean.includes('\0')) return { ok: false, why: 'foreign' };
	// Before anything is taken apart: that takes its time.
	if (hasMoreLines(clean, mostLines)) return { ok: false, why: 'too-long' };
	const table = splitTable(clean, true, (cell) => valueRoleOf(cell) !== null);
	const rows = table?.rows ?? [];
	const [first] = rows;
	if (!first) return { ok: false, why: 'empty' };
	const hasHeadings = (table?.hasHeadings ?? false) || isHeadings(first);
	const body = hasHeadings ? rows.slice(1) : rows;
	if (body.length > mostValues) return { ok: false, why: 'too-long' };
	const known = byName(context.keyResults);
	const width = widthOf(rows);
	const names = Array.from({ length: width }, (_, at) =>
		hasHeadings ? (first.cells[at] ?? '') : ''
	);
	const found = hasHeadings
		? rolesByHeading(names)
		: guessRoles(body, width, new Set(known.keys()), context);
	const columns = names.map((name, at) => ({
		name,
		role: context.roles?.[at] ?? found[at] ?? 'nothing'
	}));
	const has = (role: ValueRole) => columns.some((column) => column.role === role);
	if (!has('keyResult') || !has('value')) return { ok: true, columns, rows: [], needs: 'columns' };
	return { ok: true, columns, rows: readRows(body, columns, known, context), needs: null };
}

type Known = ReadonlyMap<string, readonly KnownKeyResult[]>;

/** By id and by plain name. Of one name what stands goes before what was deleted. */
function byName(keyResults: readonly KnownKeyResult[]): Known {
	const known = new Map<string, KnownKeyResult[]>();
	for (const one of keyResults)
		for (const name of [one.id, toPlain(one.metric)])
			if (name !== '') known.set(name, [...(known.get(name) ?? []), one]);
	for (const [name, all] of known) {
		const standing = all.filter(({ where }) => where !== 'gone');
		if (standing.length > 0) known.set(name, standing);
	}
	return known;
}

function readRows(
	rows: readonly Row[],
	columns: readonly ValueColumn[],
	known: Known,
	context: ValueContext
): ValueRow[] {
	const standing = new Map(
		context.keyResults.map(({ id, log }) => [id, standingCheckIns(log)] as const)
	);
	const taken = new Set(
		[...standing].flatMap(([id, log]) =>
			log.map(({ measuredAt, value }) => `${id} ${measuredAt} ${String(value)}`)
		)
	);
	return rows.map((row, at) => {
		const cell = (role: ValueRole) =>
			row.cells[columns.findIndex((column) => column.role === role)]?.trim() ?? '';
		const name = toPlain(cell('keyResult'));
		const base = { number: at + 1, source: row.source, name };
		const meant = keyResultOf(name, known, context);
		if (typeof meant === 'string')
			return { ...base, keyResult: null, checkIn: null, why: meant, remarks: [] };
		const read = checkInOf(cell, meant, standing.get(meant.id) ?? [], context);
		const said = read.checkIn;
		const key = said ? `${meant.id} ${said.measuredAt} ${String(said.value)}` : '';
		if (said && taken.has(key))
			return { ...base, keyResult: meant, checkIn: null, why: 'there', remarks: [] };
		taken.add(key);
		return { ...base, keyResult: meant, ...read };
	});
}

function keyResultOf(
	name: string,
	known: Known,
	{ keyResults, choices }: ValueContext
): KnownKeyResult | RowProblem {
	if (name === '') return 'no-name';
	const choice = choices?.[name];
	if (choice === '') return 'left-out';
	const found =
		choice === undefined ? (known.get(name) ?? []) : keyResults.filter(({ id }) => id === choice);
	const [one] = found;
	if (!one) return 'unknown';
	return found.length > 1 ? 'several' : one;
}

function checkInOf(
	cell: (role: ValueRole) => string,
	keyResult: KnownKeyResult,
	log: readonly CheckIn[],
	context: ValueContext
): Pick<ValueRow, 'checkIn' | 'why' | 'remarks'> {
	const refuse = (why: RowProblem) => ({ checkIn: null, why, remarks: [] });
	if (keyResult.where === 'gone') return refuse('deleted');
	if (asksQuestion(keyResult)) return refuse('question');
	const value = readValueCell(cell('value'), keyResult, context.locale);
	if (!value.ok) return refuse(value.why);
	const typedDay = cell('day');
	const day = typedDay === '' ? context.lastDay : readDay(typedDay, context);
	if (day === null) return refuse('no-day');
	if (day > context.lastDay) return refuse('too-late');
	const told = readConfidence(cell('confidence'));
	if (told === undefined) return refuse('no-confidence');
	const before = log.filter(({ measuredAt }) => measuredAt <= day);
	const { confidence, last } = currentOf(before);
	const isOlder = before.length < log.length;
	const note = cell('note');
	const remarks: [RowRemark, boolean][] = [
		['aside', keyResult.where === 'aside'],
		['today', typedDay === ''],
		['older', isOlder],
		['early', day < context.startOn],
		['cut', note.length > longestNote]
	];
	return {
		why: null,
		remarks: remarks.flatMap(([remark, is]) => (is ? [remark] : [])),
		checkIn: {
			measuredAt: day,
			value: value.value,
			confidence: told ?? confidence ?? unsaid,
			note: note.slice(0, longestNote),
			// What is in the way does not go away because a number came from a sheet.
			blocker: isOlder ? null : (last?.blocker ?? null),
			nextStep: null,
			win: '',
			corrects: null,
			takesBack: false,
			imported: true
		}
	};
}

/** How sure a row is taken to be where nobody has said so, neither in it nor before: open. */
const unsaid: Confidence = 3;
