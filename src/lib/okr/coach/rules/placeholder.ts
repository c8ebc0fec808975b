import type { Reading } from '../read/reading.ts';

const blanks = /^(?:number|amount|target|value|figure|count|n|zahl|anzahl|wert|ziel|zielwert)$/;

/** "by X %", "from X to Y", "N customers", "__ leads", "TBD": an amount somebody still has to find. */
export function hasPlaceholder({ tokens }: Reading): boolean {
	return tokens.some((token, at) => {
		const next = tokens[at + 1];
		const before = tokens[at - 1];
		if (/^(?:tbd|tba|tbc|xx|xxx|yy|xy|nn)$/.test(token.lower)) return true;
		// "[number]", "<target>"
		if (blanks.test(token.lower) && /^[[<{]$/.test(before?.text ?? '') && token.glued) return true;
		if (/^[?_]$/.test(token.text)) return next?.text === '%' || next?.text === token.text;
		if (
			!/^[XYZN]$/.test(token.text) &&
			!(
				/^[xyzn]$/.test(token.text) &&
				(next?.text === '%' || /^(?:by|to|from)$/.test(before?.lower ?? ''))
			)
		)
			return false;
		if (
			before?.kind === 'number' ||
			(token.glued &&
				before?.text !== '$' &&
				before?.text !== '€' &&
				before?.text !== '[' &&
				before?.text !== '<' &&
				before?.text !== '{')
		)
			return false;
		if (before && /^[[<{]$/.test(before.text) && token.glued) return true;
		return (
			next?.text === '%' ||
			/^(?:percent|to|auf|prozent|and|points?|customers|users|leads|times|days|hours|new|dollars|euros?|more|additional|qualified|people|eur|usd)$/.test(
				next?.lower ?? ''
			) ||
			/^(?:from|to|by|of|least|reach|von|auf|um|\$|€|£|get|hire|achieve)$/.test(before?.lower ?? '')
		);
	});
}
