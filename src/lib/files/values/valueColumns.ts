import { parseNumber } from '#lib/okr/number.ts';
import { toPlain } from '../paste/columns.ts';
import { type DayContext, readDay } from '../paste/dayText.ts';
import type { Row } from '../paste/table.ts';

/** What a column of a table of measured values holds. */
export const valueRoles = ['keyResult', 'value', 'day', 'note', 'confidence', 'nothing'] as const;
export type ValueRole = (typeof valueRoles)[number];

/** Headings people give such columns, in English and German, as `toPlain` leaves them. */
const headings: Record<Exclude<ValueRole, 'nothing'>, string> = {
	keyResult:
		'key result|keyresult|kr|id|key result id|metric|measure|kpi|name|title|what|' +
		'schlusselergebnis|ergebnis|kennzahl|messgrosse|metrik|titel|bezeichnung|was',
	value:
		'value|current|current value|actual|now|latest|result|score|reading|measured value|' +
		'wert|ist|istwert|ist wert|aktuell|aktueller wert|stand|messwert|gemessen',
	day:
		'measured at|measured on|date|day|when|as of|on|timestamp|time|at|' +
		'gemessen am|datum|tag|wann|stand vom|am|zeitpunkt|zeit|stichtag',
	note:
		'note|notes|comment|comments|remark|remarks|text|why|' +
		'notiz|notizen|kommentar|bemerkung|anmerkung|hinweis|warum',
	confidence: 'confidence|sure|how sure|zuversicht|sicherheit|konfidenz'
};

const roleByHeading = new Map(
	Object.entries(headings).flatMap(([role, words]) =>
		words.split('|').map((word) => [word, role as ValueRole] as const)
	)
);

/** What a heading names, or null: `Wert (%)` is a value. */
export function valueRoleOf(cell: string): ValueRole | null {
	if (cell.length > 60) return null;
	return roleByHeading.get(toPlain(cell.replace(/\([^()]*\)/g, ' '))) ?? null;
}

/** Whether a first row names columns: two of them at least, or one and nothing else. */
export function isHeadings({ cells }: Row): boolean {
	const full = cells.filter((cell) => cell !== '');
	const known = full.filter((cell) => valueRoleOf(cell) !== null).length;
	return known >= 2 || (known === 1 && full.length === 1);
}

/** What each column is taken for where it has a heading: the first of each role. */
export function rolesByHeading(names: readonly string[]): ValueRole[] {
	const roles = names.map((name) => valueRoleOf(name) ?? 'nothing');
	return roles.map((role, at) => (roles.indexOf(role) === at ? role : 'nothing'));
}

/** What each column is taken for by what is in it: the first that names key results, and behind it a number, a day, words. */
export function guessRoles(
	rows: readonly Row[],
	width: number,
	names: ReadonlySet<string>,
	context: DayContext
): ValueRole[] {
	const some = rows.slice(0, 50);
	const roles: ValueRole[] = [];
	const fits: [ValueRole, (cell: string) => boolean][] = [
		['keyResult', (cell) => names.has(toPlain(cell))],
		['day', (cell) => readDay(cell, context) !== null],
		['value', (cell) => parseNumber(cell, context.locale).ok],
		['note', () => true]
	];
	for (let at = 0; at < width; at++) {
		const cells = some.map(({ cells: all }) => all[at] ?? '').filter((cell) => cell !== '');
		const fit = fits.find(
			([role, is]) =>
				!roles.includes(role) && cells.length > 0 && cells.filter(is).length * 2 > cells.length
		);
		roles.push(fit?.[0] ?? 'nothing');
	}
	return roles;
}
