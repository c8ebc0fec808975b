import { isInBrackets } from './cues.ts';
import type { Quantity } from './quantity.ts';
import { wholeOf } from './ratio.ts';
import { lowersOf, textOf, type Reading } from './reading.ts';
import { prepositions } from './smallWords.ts';
import { isChanging } from './verb.ts';

/**
 * What is left of the line without its verb, its amounts and its deadline; the line itself where nothing is. With an
 * amount go the words that only lead to it or from it, and the brackets that hold a starting value.
 */
export function metricOf(reading: Reading): string {
	const { dates, head } = reading;
	const isLeftOut = new Set<number>();
	const leave = (begin: number, end: number) => {
		for (let at = begin; at < end; at++) isLeftOut.add(at);
	};
	leave(0, head.start);
	if (dates.deadline) leave(deadlineBegin(reading, dates.deadline.begin), dates.deadline.end);
	if (['up', 'down', 'improve', 'level', 'maintain'].some((name) => head.classes.has(name as 'up')))
		leave(head.at.begin, head.at.end);
	for (const { begin, end } of amountsOf(reading)) leave(begin, end);
	const metric = piecesOf(reading, isLeftOut)
		.join(' ')
		.replace(/\(\s*\)|\[\s*\]/g, ' ')
		.replace(/\s+/g, ' ')
		.replace(/\( /g, '(')
		.replace(/^[\s,;:.=<>≥≤→)-]+|[\s,;:.=<>≥≤→(-]+$/g, '')
		.replace(/^(?:the|of|die|der|das|den|our|unsere) /i, '');
	return metric || lowersOf(reading).length === 0
		? metric || reading.text.trim()
		: reading.text.trim();
}

/** With the words before it that only say until when: "by the", "no later than". */
function deadlineBegin({ tokens }: Reading, begin: number): number {
	let at = begin;
	while (
		at > 0 &&
		(prepositions.has(tokens[at - 1]?.lower ?? '') || untils.test(tokens[at - 1]?.lower ?? ''))
	)
		at--;
	return at;
}

const untils =
	/^(?:by|until|till|before|latest|later|than|no|due|deadline|eta|the|on|bis|spätestens|zum|zur|vor|am|im|ab|dem|der|den|[([:=–—-])$/;

function amountsOf(reading: Reading): { begin: number; end: number }[] {
	const { roles } = reading;
	return reading.quantities.flatMap((quantity) => {
		// Of a range the role has all of it.
		const role = [roles.to, roles.from, roles.delta].find((one) => one?.begin === quantity.begin);
		return role ? [amountAt(reading, quantity, Math.max(quantity.end, role.end))] : [];
	});
}

/** An amount with the words that lead to it, "or more" behind it, and what it is a share of: "3 out of 4". */
function amountAt(reading: Reading, quantity: Quantity, behind: number) {
	const { tokens, quantities, roles, head } = reading;
	const lowerAt = (at: number) => tokens[at]?.lower ?? '';
	let { begin } = quantity;
	let end = behind;
	const denominator = quantities[quantities.indexOf(quantity) + 1];
	if (denominator && wholeOf(tokens, quantity, quantities)) ({ end } = denominator);
	if (/^(?:or|oder)$/.test(lowerAt(end)) && beyond.test(lowerAt(end + 1))) end += 2;
	const isOf = quantity.unit === '%' && /^(?:of|der|aller|von)$/.test(lowerAt(end));
	const isRelated = isOf && /^(?:to|from|von|bei)$/.test(lowerAt(begin - 1));
	const isWay = (roles.from && !isInBrackets(tokens, roles.from)) || isChanging(head);
	// "praise from 90 % of guests" keeps its "from", "share: 12 % → 25 % of hires" its "of".
	if (isRelated && !isWay) return { begin, end: end + 1 };
	if (isOf && !isWay) end++;
	// "in under 20 days", but not "in 3 regions"
	const isLeading = (at: number) =>
		leading.test(lowerAt(at)) ||
		(quantity.isTime && /^(?:in|within|innerhalb|binnen)$/.test(lowerAt(at)));
	while (begin > 0 && isLeading(begin - 1)) begin--;
	const isStart = quantity.begin === roles.from?.begin && isInBrackets(tokens, quantity);
	return isStart && roles.to && !isInBrackets(tokens, roles.to)
		? bracketsAround(reading, begin, end)
		: { begin, end };
}

function bracketsAround({ tokens }: Reading, begin: number, end: number) {
	let [first, last] = [begin, end];
	while (first > 0 && !/^[([]$/.test(tokens[first]?.text ?? '')) first--;
	while (last < tokens.length && !/^[)\]]$/.test(tokens[last - 1]?.text ?? '')) last++;
	return { begin: first, end: last };
}

function piecesOf(reading: Reading, isLeftOut: ReadonlySet<number>): string[] {
	const { tokens } = reading;
	const pieces: string[] = [];
	let begin = -1;
	for (let at = 0; at <= tokens.length; at++) {
		if (at < tokens.length && !isLeftOut.has(at)) {
			if (begin < 0) begin = at;
		} else if (begin >= 0) {
			pieces.push(textOf(reading, begin, at));
			begin = -1;
		}
	}
	return pieces;
}

const beyond = /^(?:more|better|higher|above|less|fewer|lower|below|mehr|besser|höher|weniger)$/;

const leading =
	/^(?:from|to|by|at|of|von|auf|um|bis|bei|least|most|mindestens|höchstens|maximal|minimal|is|currently|current|baseline|→|->|-->|=>|=|:|≥|>=|>|<|<=|≤|over|under|above|below|unter|über|than|more|less|fewer|higher|lower|longer|no|between|zwischen|instead|statt|up|down|aktuell|derzeit|about|around|a|an|reach|to)$/;
