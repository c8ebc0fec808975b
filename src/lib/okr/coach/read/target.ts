import { isShareHolder, isThreshold } from './threshold.ts';
import type { Words } from '../lexicon/lexicon.ts';
import { aboveCue, belowCue, cueBefore, isInBrackets, levelCue, scopeCue, toCue } from './cues.ts';
import type { Head } from './head.ts';
import { inherit } from './pair.ts';
import type { Quantity } from './quantity.ts';
import type { Roles } from './roles.ts';
import type { Token } from './tokens.ts';

/** How much speaks for an amount being the value to reach; 0 and less is none. */
export function weightOf(
	tokens: readonly Token[],
	quantity: Quantity,
	isChange: boolean,
	head: Head,
	words: Words
): number {
	const { cue, at } = cueBefore(tokens, quantity.begin);
	const isBracketed = isInBrackets(tokens, quantity);
	if (isThreshold(tokens, quantity, isChange, head, words, cue, at)) return 0;
	let weight = 2;
	// "to fewer than 18", "to at least 60 %"
	const isSide = aboveCue.test(cue) || belowCue.test(cue);
	const lead = /^(?:fewer|less|more|lower|higher|at|no)$/.test(tokens[at - 1]?.lower ?? '')
		? at - 2
		: at - 1;
	const isTo = toCue.test(cue) || (isSide && toCue.test(tokens[lead]?.lower ?? ''));
	if (isTo)
		weight =
			isChange || head.kind === 'none' || head.kind === 'participle' || head.kind === 'subject'
				? 6
				: 3;
	else if (quantity.isTime && isWindow(tokens, quantity, cue, at, words))
		weight = /^(?:within|in|under|below|innerhalb|binnen)$/.test(cue) ? 1 : 0;
	// "invoices > 60 days under €200k": of two limits the time says which ones.
	else if (
		quantity.isTime &&
		(aboveCue.test(cue) || belowCue.test(cue)) &&
		hasLimitBehind(tokens, quantity)
	)
		weight = 1.5;
	else if (aboveCue.test(cue) || belowCue.test(cue)) weight = isScope(tokens, at, words) ? 1.5 : 4;
	else if (
		cue === 'of' &&
		/^(?:all|each|any|some|one|both|most|none|many|alle|die)$/.test(tokens[at - 1]?.lower ?? '')
	)
		weight = 0;
	else if (levelCue.test(cue)) weight = 4;
	else if (/^(?:per|every|each|pro|je)$/.test(cue)) weight = 0;
	else if (scopeCue.test(cue)) weight = 1.2;
	// "2 new flavours account for 10 % of sales"
	else if (quantity.begin === head.start && isShareHolder(tokens, quantity)) weight = 1.5;
	else if (quantity.begin === head.at.end || quantity.begin === head.start) weight = 4;
	else if (/^[:=]$/.test(tokens[quantity.begin - 1]?.text ?? '')) weight = 4;
	if (quantity.unit === '%' && weight >= 1.2) weight += 0.5;
	// "answered within 24 h (80 %)"
	if (isBracketed) weight = Math.min(weight, quantity.unit === '%' ? 1.1 : 1);
	return weight;
}

/** "within 2 days", "in the last 30 days", "after 6 months", "for 3 months": not what is measured, if anything else is. */
function isWindow(
	tokens: readonly Token[],
	quantity: Quantity,
	cue: string,
	at: number,
	words: Words
): boolean {
	return (
		scopeCue.test(cue) ||
		/^(?:innerhalb|binnen)$/.test(tokens[at - 1]?.lower ?? '') ||
		(cue === 'than' && /^(?:older|younger|newer)$/.test(tokens[at - 1]?.lower ?? '')) ||
		// "a runway of 18 months" is one, "a window of 30 days" is not.
		(/^(?:of|a|the)$/.test(cue) &&
			!(cue === 'of' && words.isNoun(tokens[at - 1]?.lower ?? '', 'metric'))) ||
		(/^(?:under|below|unter)$/.test(cue) && hasOtherBefore(tokens, quantity))
	);
}

function hasLimitBehind(tokens: readonly Token[], quantity: Quantity): boolean {
	return tokens
		.slice(quantity.end, quantity.end + 6)
		.some(
			({ lower }, index, rest) =>
				(aboveCue.test(lower) || belowCue.test(lower)) &&
				rest.slice(index + 1, index + 3).some(({ kind }) => kind === 'number')
		);
}

function hasOtherBefore(tokens: readonly Token[], quantity: Quantity): boolean {
	return tokens.slice(0, quantity.begin).some(({ text }) => text === '%');
}

/** "accounts over $100k", "teams with more than 50 people": which ones, not how many. */
function isScope(tokens: readonly Token[], cueAt: number, words: Words): boolean {
	const before = tokens[cueAt - 1]?.lower ?? '';
	// "visitors under 26 make up 30 %"
	const isOpening = cueAt <= 2 && words.isNoun(before, 'audience');
	if (isOpening && tokens.slice(cueAt).some(({ text }) => text === '%')) return true;
	const isThan = tokens[cueAt]?.lower === 'than';
	const noun = isThan ? (tokens[cueAt - 2]?.lower ?? '') : before;
	return (
		/^(?:with|having|mit)$/.test(noun) ||
		(words.isNoun(noun, 'outside') && !words.isNoun(noun, 'metric'))
	);
}

export function limitOf(tokens: readonly Token[], quantity: Quantity): Roles['limit'] {
	const { cue, at } = cueBefore(tokens, quantity.begin);
	const before = tokens[at - 1]?.lower ?? '';
	// "not above 8 %", "not below 99 %"
	if (/^(?:not|nicht|never|nie)$/.test(before)) {
		if (/^(?:above|over|exceed|exceeding|über)$/.test(cue)) return 'below';
		if (/^(?:below|under|unter)$/.test(cue)) return 'above';
	}
	if (cue === 'than' || cue === 'als') {
		const isDenied = /^(?:no|not|nicht|never)$/.test(tokens[at - 2]?.lower ?? '');
		if (/^(?:less|fewer|lower|weniger|shorter|faster|kürzer|niedriger)$/.test(before))
			return isDenied ? 'above' : 'below';
		if (isDenied || /^(?:nobody|no-one|none|niemand|keine?)$/.test(tokens[0]?.lower ?? ''))
			return 'below';
		return 'above';
	}
	const behind = tokens
		.slice(quantity.end, quantity.end + 2)
		.map(({ lower }) => lower)
		.join(' ');
	if (/^(?:max\b|maximum|or (?:less|lower|fewer|below|under)|oder weniger)/.test(behind))
		return 'below';
	if (/^(?:min\b|minimum|or (?:more|higher|better|above)|oder mehr)/.test(behind)) return 'above';
	if (belowCue.test(cue)) return 'below';
	return aboveCue.test(cue) ? 'above' : null;
}

/** Of "10–15 interviews" the end at which it counts as met. */
export function nearEnd(
	tokens: readonly Token[],
	quantity: Quantity,
	all: readonly Quantity[],
	isBelow: boolean
): Quantity {
	const index = all.indexOf(quantity);
	const next = all[index + 1];
	if (!next) return quantity;
	const between = tokens.slice(quantity.end, next.begin);
	const isRange =
		between.length === 1 && /^(?:[-–—]|to|bis|and|und|or|oder)$/.test(between[0]?.lower ?? '');
	if (!isRange) return quantity;
	if (
		/^(?:and|und)$/.test(between[0]?.lower ?? '') &&
		!/^(?:between|zwischen)$/.test(cueBefore(tokens, quantity.begin).cue)
	)
		return quantity;
	const { from, to } = inherit(quantity, next);
	return isBelow ? to : { ...from, end: to.end };
}
