import { confidences, type Confidence } from '#lib/okr/checkIn.ts';
import { type NotANumber, parseNumber } from '#lib/okr/number.ts';
import type { KeyResult } from '#lib/okr/keyResult.ts';
import { isOtherUnit } from '#lib/okr/sameUnit.ts';
import { toPlain } from '../paste/columns.ts';

/** `other-unit`: a number in another unit than the key result's. */
export type CellProblem = Exclude<NotANumber, 'empty'> | 'no-value' | 'other-unit';

const notMeasured = new Set(['not measured', 'n a', 'na', 'none', 'nicht gemessen', 'k a']);
const yes = new Set(
	'yes|y|true|done|met|reached|1|100|x|ja|j|wahr|erledigt|erreicht|geschafft'.split('|')
);
const no = new Set('no|n|false|not yet|not met|open|0|nein|falsch|noch nicht|offen'.split('|'));

/** A measured value out of a cell: a number, of a milestone whether it is met, or null for "not measured". */
export function readValueCell(
	cell: string,
	{ kind, unit }: Pick<KeyResult, 'kind' | 'unit'>,
	locale: string
): { ok: true; value: number | null } | { ok: false; why: CellProblem } {
	if (cell === '') return { ok: false, why: 'no-value' };
	const plain = toPlain(cell);
	if (notMeasured.has(plain) || /^[-–—]$/.test(cell)) return { ok: true, value: null };
	if (kind === 'milestone') {
		if (/^[✓✔☑✅]/u.test(cell) || yes.has(plain)) return { ok: true, value: 1 };
		return no.has(plain) ? { ok: true, value: 0 } : { ok: false, why: 'not-a-number' };
	}
	const parsed = parseNumber(cell, locale);
	if (!parsed.ok) return { ok: false, why: parsed.why === 'empty' ? 'no-value' : parsed.why };
	return isOtherUnit(parsed.unit, unit)
		? { ok: false, why: 'other-unit' }
		: { ok: true, value: parsed.value };
}

/** 1 to 5, also as `4/5` or `4 of 5`; null for an empty cell, undefined for what is neither. */
export function readConfidence(cell: string): Confidence | null | undefined {
	if (cell === '') return null;
	const digit = /^([1-5])(?:\s*(?:\/|of|von)\s*5)?$/i.exec(cell)?.[1];
	return confidences.find((one) => String(one) === digit);
}
