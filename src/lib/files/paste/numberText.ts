import { parseNumber } from '#lib/okr/number.ts';

/**
 * A number out of a cell or a line with the unit beside it, or null where it cannot be read with
 * certainty. Signs of order before it (`≥ 40`) make it uncertain: they may mean a guard.
 */
export function readNumber(text: string, locale: string): { value: number; unit: string } | null {
	const parsed = parseNumber(text, locale);
	return parsed.ok ? { value: parsed.value, unit: parsed.unit ?? '' } : null;
}
