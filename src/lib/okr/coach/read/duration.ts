import type { Token } from './tokens.ts';

const longUnits =
	/^(?:months?|quarters?|years?|half-years?|semesters?|cycles?|monate?n?|quartalen?|jahre?n?|halbjahre?n?)$/;

const middleUnits = /^(?:days?|weeks?|sprints?|tage?n?|wochen?)$/;

const after = /^(?:of|after|from|following|nach|ab|seit|since)$/;

const counts =
	/^(?:one|two|three|four|five|six|nine|twelve|zwei|drei|vier|fünf|sechs|neun|zwölf|couple|few|several)$/;

/** "within 6 months", "over the next two quarters", "in 90 days", "innerhalb von 30 Tagen": index behind it. */
export function durationEnd(tokens: readonly Token[], begin: number): number {
	const lower = tokens[begin]?.lower ?? '';
	if (!/^(?:within|in|over|innerhalb|binnen|during|for)$/.test(lower)) return begin;
	let at = begin + 1;
	while (
		/^(?:the|next|coming|following|first|von|der|den|nächsten|kommenden|ersten|less|than|about|a)$/.test(
			tokens[at]?.lower ?? ''
		)
	)
		at++;
	const number = tokens[at];
	// "within a year"
	if (
		/^(?:within|innerhalb|binnen)$/.test(lower) &&
		/^(?:a|eines|einem)$/.test(tokens[begin + 1]?.lower ?? '')
	) {
		const unit = tokens[begin + 2]?.lower ?? '';
		return longUnits.test(unit) ? begin + 3 : begin;
	}
	if (number?.kind !== 'number' && !counts.test(number?.lower ?? '')) return begin;
	at++;
	if (tokens[at]?.lower === 'of') at++;
	if (/^(?:business|working|calendar|full|short)$/.test(tokens[at]?.lower ?? '')) at++;
	const unit = tokens[at]?.lower ?? '';
	return longUnits.test(unit) || middleUnits.test(unit) ? at + 1 : begin;
}

export function isDeadlineSpan(
	tokens: readonly Token[],
	begin: number,
	end: number,
	isCase: (lower: string) => boolean,
	isDelivery: boolean
): boolean {
	const words = tokens.slice(begin, end).map(({ lower }) => lower);
	if (words.some((word) => /^(?:next|coming|nächsten|kommenden)$/.test(word)))
		return words[0] !== 'for';
	if (words.some((word) => /^(?:first|ersten|business|working|less)$/.test(word))) return false;
	if (words[0] === 'over' || words[0] === 'for') return false;
	if (after.test(tokens[end]?.lower ?? '') || tokens[begin - 1]?.lower === 'to') return false;
	const hasCase = tokens.slice(0, begin).some(({ lower }) => isCase(lower));
	const isLong = longUnits.test(words.at(-1) ?? '');
	if (isLong) return isDelivery || !hasCase;
	const number = Number(words.find((word) => /^\d+$/.test(word)) ?? 0);
	return (
		isDelivery && !hasCase && number >= (/^(?:weeks?|wochen?)$/.test(words.at(-1) ?? '') ? 2 : 14)
	);
}
