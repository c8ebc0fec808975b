import { cueBefore, fromCue, hasToBehind, isInBrackets, toCue } from './cues.ts';
import type { Quantity } from './quantity.ts';
import type { Token } from './tokens.ts';

/** "(currently 9)", "up from 60", "baseline: 12", "vs. 40 today", "9 today". */
export function isFrom(tokens: readonly Token[], quantity: Quantity): boolean {
	const { cue, at } = cueBefore(tokens, quantity.begin);
	const before = tokens[at - 1]?.lower ?? '';
	if (/^(?:innerhalb|binnen|anstelle)$/.test(before)) return false;
	if (cue === 'von') return hasToBehind(tokens, quantity);
	if (cue === 'from' && quantity.unit === '%' && tokens[quantity.end]?.lower === 'of')
		return hasToBehind(tokens, quantity);
	if (cue === 'from') {
		// "from 5 partners" says where something comes from, unless it is the start of a way.
		const behind = tokens[quantity.end];
		return !(
			behind?.kind === 'word' &&
			/^(?:up|down|away)$/.test(before) === false &&
			isCounted(tokens, quantity) &&
			!hasToBehind(tokens, quantity)
		);
	}
	// "(2026: 13)", "(last quarter: 71 %)"
	const isPast =
		/^(?:19|20)\d\d$/.test(cue) ||
		/^(?:last|prev|season|previous|prior|letztes|voriges|vorjahr)$/.test(before) ||
		cue === 'vorjahr';
	if (isPast && isInBrackets(tokens, quantity)) return true;
	if (/^(?:current|baseline|ausgangswert|ist|basis|ist-wert|startwert|basiswert)$/.test(cue))
		return true;
	if (fromCue.test(cue)) return true;
	if (cue === 'to' && before === 'compared') return true;
	if (
		/^(?:of|at|with|bei|is|mit|level|rate)$/.test(cue) &&
		(fromCue.test(before) ||
			/^(?:current|currently|baseline|now|today|aktuell|derzeit|starting)$/.test(before))
	)
		return true;
	if (isBehindNow(tokens, quantity)) return true;
	const behind = tokens[quantity.end]?.lower ?? '';
	return (
		/^(?:today|currently|now|heute|aktuell|derzeit|baseline|momentan)$/.test(behind) &&
		tokens[quantity.end]?.text !== ':'
	);
}

/** Words that say by themselves that a value is the one of today or of before. */
const past =
	/^(?:currently|today|today's|baseline|ly|py|vj|previously|instead|statt|anstatt|anstelle|heute|aktuell|derzeit|bisher|bislang|zuletzt|momentan|vorher|zuvor|vorjahr|vorjahres|ausgangswert|formerly|originally|initially|was|were|war|lag|startwert|starting)$/;

/** "today it's 35", "currently sits at 12", "instead of 95", "LY 55 %", "heute sind es 12": not across a mark or another number. */
function isBehindNow(tokens: readonly Token[], quantity: Quantity): boolean {
	for (let at = quantity.begin - 1; at >= Math.max(0, quantity.begin - 5); at--) {
		const token = tokens[at];
		if (!token || token.kind === 'number' || toCue.test(token.lower)) return false;
		if (past.test(token.lower))
			return !/^(?:instead|statt|anstatt|anstelle)$/.test(token.lower) || quantity.begin - at <= 2;
		if (token.kind === 'mark' && !/^[:=±~≈'’€$£]$/.test(token.text)) return false;
		if (/^(?:by|um|and|und|within|goal|target)$/.test(token.lower)) return false;
	}
	return false;
}

const earlier =
	/^(?:last|previous|prior|earlier|ago|survey|figure|before|pre|so|far|start|initial|benchmark|vorjahr|voriges|letztes|letzter|letzte|umfrage|q[1-4]|h[12]|fy\d*|20\d\d|19\d\d|jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june|july|august|september|october|november|december|current|now|is|says?|showed|shows|ist|jetzt|base)$/;
const wanted =
	/^(?:target|goal|stretch|aim|ziel|min|max|minimum|maximum|least|most|top|of|out|plus|per|n|scale|confidence|ci|bis|by|until|to|auf|including|incl|von|≥|≤|>|<|better|tier|within|under|below|above|over)$/;

/**
 * The amount in brackets behind a target that says where one stands: "72 % (55 %)", "±5 % (last 4 quarters:
 * ±14 %)", "4.5 million (Q2: 3.8 million)".
 */
export function startInBrackets(
	tokens: readonly Token[],
	to: Quantity,
	others: readonly Quantity[]
): Quantity | null {
	if (isInBrackets(tokens, to)) return null;
	return (
		others.find((other) => {
			if (other.begin < to.end || !isInBrackets(tokens, other)) return false;
			const isAlike = other.unit === to.unit || other.unit === null;
			let open = other.begin - 1;
			while (open > 0 && !/^[([]$/.test(tokens[open]?.text ?? '')) open--;
			const inside = tokens.slice(open + 1, other.begin).map(({ lower }) => lower);
			if (!isAlike || inside.length > 8 || inside.some((lower) => wanted.test(lower))) return false;
			const isBare =
				inside.length === 0 && other.unit !== null && /^[)\]]$/.test(tokens[other.end]?.text ?? '');
			return isBare || inside.some((lower) => earlier.test(lower));
		}) ?? null
	);
}

function isCounted(tokens: readonly Token[], quantity: Quantity): boolean {
	const next = tokens[quantity.end];
	return next?.kind === 'word' && quantity.unit === null && /s$/.test(next.lower);
}
