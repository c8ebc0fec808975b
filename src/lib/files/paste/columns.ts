import type { PasteContext, ReadColumn } from './readPaste.ts';
import { type Table, widthOf } from './table.ts';
import { readDay } from './dayText.ts';
import { readNumber } from './numberText.ts';
import { findPerson } from './people.ts';

/**
 * What a column of a pasted table holds. `words` has no field, and is kept in the words of the key
 * result; `nothing` is left out, which only a person decides.
 */
export const columnRoles = [
	'objective',
	'audience',
	'metric',
	'baseline',
	'current',
	'target',
	'unit',
	'dueOn',
	'owner',
	'kind',
	'ambition',
	'measuredEvery',
	'question',
	'evidence',
	'decision',
	'words',
	'nothing'
] as const;
export type ColumnRole = (typeof columnRoles)[number];

export interface Columns {
	all: ReadColumn[];
	hasHeadings: boolean;
}

/** Headings people give such columns, in English and German, without capitals, accents and signs. */
const headings: Record<Exclude<ColumnRole, 'words' | 'nothing'>, string> = {
	objective: 'objective|objectives|goal|goals|o|ziel|ziele|zielsetzung|okr',
	audience: 'audience|who notices|for whom|zielgruppe|publikum|wer merkt es|fur wen',
	metric:
		'key result|key results|keyresult|kr|krs|metric|metrics|measure|result|kpi|what is measured|' +
		'schlusselergebnis|schlusselergebnisse|ergebnis|ergebnisse|kennzahl|kennzahlen|messgrosse|metrik|was gemessen wird',
	baseline:
		'baseline|start|start value|starting value|from|initial|initial value|base|' +
		'ausgangswert|startwert|basis|basiswert|ausgangslage|von|anfangswert',
	current:
		'current|current value|actual|now|latest|today|is|ist|istwert|ist wert|aktuell|aktueller wert|aktueller stand|stand|heute',
	target: 'target|target value|goal value|to|zielwert|sollwert|soll|zielgrosse|auf|bis wert',
	unit: 'unit|units|uom|einheit|einheiten|masseinheit',
	dueOn:
		'due|due date|due on|deadline|by|by when|until|end date|target date|' +
		'fallig|falligkeit|fallig am|frist|termin|bis|bis wann|enddatum|zieldatum|zieltermin',
	owner:
		'owner|owners|owned by|responsible|lead|assignee|who|person|dri|' +
		'verantwortlich|verantwortliche|verantwortlicher|verantwortung|zustandig|zustandigkeit|besitzer|wer',
	kind: 'kind|type|art|typ',
	ambition: 'ambition|anspruch',
	measuredEvery:
		'measured every|measured every days|every days|gemessen alle|gemessen alle tage|alle tage',
	question: 'question|learning question|frage|lernfrage',
	evidence: 'evidence|beleg|belege|nachweis',
	decision: 'decision|entscheidung'
};

const roleByHeading = new Map(
	Object.entries(headings).flatMap(([role, words]) =>
		words.split('|').map((word) => [word, role as ColumnRole] as const)
	)
);

/** What a heading names, or null: `Zielwert (Q4)` is a target. */
export function roleOfHeading(cell: string): ColumnRole | null {
	if (cell.length > 60) return null;
	const plain = toPlain(cell.replace(/\([^()]*\)/g, ' '));
	return roleByHeading.get(plain) ?? null;
}

/** What each column is taken for: by its heading, else by what is in it; a person's word stands above both. */
export function readColumns(table: Table, context: PasteContext): Columns {
	const width = widthOf(table.rows);
	const names = Array.from({ length: width }, (_, at) => table.rows[0]?.cells[at] ?? '');
	const roles = table.hasHeadings
		? onceEach(names.map((name) => roleOfHeading(name) ?? 'words'))
		: guess(table, width, context);
	const all = names.map((name, at) => ({
		name,
		role: context.roles?.[at] ?? roles[at] ?? 'words'
	}));
	return { all, hasHeadings: table.hasHeadings };
}

/** A second column of the same name has no field left for it. */
function onceEach(roles: ColumnRole[]): ColumnRole[] {
	return roles.map((role, at) => (roles.indexOf(role) === at ? role : 'words'));
}

function guess(table: Table, width: number, context: PasteContext): ColumnRole[] {
	const columns = Array.from({ length: width }, (_, at) =>
		table.rows.map(({ cells }) => cells[at] ?? '')
	);
	const kinds = columns.map((cells) => kindOfCells(cells, context));
	const textAt = kinds.flatMap((kind, at) => (kind === 'text' ? [at] : []));
	const numberAt = kinds.flatMap((kind, at) => (kind === 'number' ? [at] : []));
	return kinds.map((kind, at): ColumnRole => {
		if (kind === 'day') return kinds.indexOf('day') === at ? 'dueOn' : 'words';
		if (kind === 'person') return kinds.indexOf('person') === at ? 'owner' : 'words';
		if (kind === 'number') return numberRole(numberAt, at);
		if (textAt.length === 1) return 'metric';
		return (['objective', 'metric'] as const)[textAt.indexOf(at)] ?? 'words';
	});
}

/** One number is the target; of several the first is where it starts and the last where it goes. */
function numberRole(numberAt: number[], at: number): ColumnRole {
	if (at === numberAt.at(-1)) return 'target';
	return at === numberAt[0] ? 'baseline' : numberAt.length === 3 ? 'current' : 'words';
}

function kindOfCells(cells: string[], context: PasteContext): 'number' | 'day' | 'person' | 'text' {
	const full = cells.filter((cell) => cell !== '');
	if (full.length === 0) return 'text';
	if (full.every((cell) => readDay(cell, context) !== null)) return 'day';
	if (full.every((cell) => readNumber(cell, context.locale) !== null)) return 'number';
	return full.every((cell) => findPerson(cell, context.people) !== null) ? 'person' : 'text';
}

/** Without capitals, accents and signs, with single spaces. */
export function toPlain(text: string): string {
	return text
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replaceAll('ß', 'ss')
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();
}
