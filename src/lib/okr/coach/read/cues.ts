import type { Quantity } from './quantity.ts';
import type { Token } from './tokens.ts';

/* The words before an amount that tell its part, in both languages. */

const skipped =
	/^(?:~|≈|a|an|the|about|around|approximately|approx|roughly|nearly|almost|only|just|ca|circa|rund|etwa|knapp|auf|just|total|eur|about|of|only|currently|new|additional|further|ein|einen|eine|einem|einer|der|die|den|dem|current|its|our|level|value|average|mean|median|\.|:|=)$/;

export const fromCue =
	/^(?:from|von|vom|baseline|was|were|currently|current|today|now|vs|versus|previously|prior|ist|ist-wert|stand|ausgangswert|basis|basiswert|aktuell|derzeit|heute|momentan|bisher|bislang|jetzt|statt|vorher|zuvor|war|start|starting|before|startwert|baseline:|ausgehend|against|status|anstatt|gegenüber|as-is|actual)$/;

export const toCue =
	/^(?:to|auf|→|->|-->|=>|⇒|➔|➜|➡|to:|target|goal|ziel|zielwert|zu|towards|toward|target:)$/;

export const arrow = /^(?:→|->|-->|=>|⇒|➔|➜|➡|›|»)$/;

export const byCue = /^(?:by|um)$/;

export const aboveCue =
	/^(?:least|minimum|min|mindestens|mind|≥|>=|>|over|above|exceed|exceeds|exceeding|surpass|surpassing|über|than|als|oberhalb|wenigstens|minimal|up-to)$/;

export const belowCue =
	/^(?:most|maximum|max|höchstens|binnen|maximal|≤|<=|<|under|below|unter|unterhalb|within|beneath|innerhalb)$/;

export const levelCue =
	/^(?:reach|reaches|reaching|reached|achieve|achieves|achieving|achieved|hit|hitting|attain|at|get|getting|be|is|are|of|erreichen|erreicht|bei|scoring|score|scores|maintain|keep|remain|stay|averaging|equals|stays|von|between|zwischen|stand|with|have|liegt|beträgt)$/;

export const scopeCue =
	/^(?:in|across|for|among|amongst|per|every|each|within|after|over|last|past|first|previous|next|through|throughout|for|older|during|je|pro|jede|jeder|jedes|alle|nach|seit|letzten|ersten|innerhalb|binnen|since|vor|aged|any|on|into|an|alongside|rolling|trailing)$/;

export const moreWords =
	/^(?:increase|growth|rise|uplift|gain|boost|improvement|reduction|decrease|decline|drop|cut|more|fewer|less|higher|lower|faster|slower|shorter|better|cheaper|quicker|uptick|additional|jump|saving|savings|yoy|mom|qoq|mehr|weniger|höher|niedriger|schneller|kürzer|zuwachs|wachstum|steigerung|senkung|reduktion|rückgang|expansion|lift|extra)$/;

/** The word before an amount that tells its part, and where it stands. */
export function cueBefore(tokens: readonly Token[], begin: number): { cue: string; at: number } {
	let at = begin - 1;
	let steps = 0;
	const isOfAmount = (index: number) =>
		tokens[index]?.lower === 'of' &&
		/^(?:average|total|mean|minimum|maximum|durchschnitt)$/.test(tokens[index - 1]?.lower ?? '');
	while (
		at >= 0 &&
		steps < 4 &&
		skipped.test(tokens[at]?.lower ?? '') &&
		(tokens[at]?.lower !== 'of' || isOfAmount(at))
	) {
		if (tokens[at]?.lower === 'current' || tokens[at]?.lower === 'currently') break;
		if (tokens[at]?.lower === 'auf') break;
		at--;
		steps++;
	}
	return { cue: tokens[at]?.lower ?? '', at };
}

export function isInBrackets(tokens: readonly Token[], quantity: Quantity): boolean {
	let depth = 0;
	for (const token of tokens.slice(0, quantity.begin)) {
		if (/^[([]$/.test(token.text)) depth++;
		if (/^[)\]]$/.test(token.text)) depth--;
	}
	return depth > 0;
}

export function hasToBehind(tokens: readonly Token[], quantity: Quantity): boolean {
	return tokens.slice(quantity.end, quantity.end + 8).some(({ lower }) => toCue.test(lower));
}
