import type { Words } from '../lexicon/lexicon.ts';
import {
	aboveCue,
	belowCue,
	byCue,
	cueBefore,
	levelCue,
	moreWords,
	scopeCue,
	toCue
} from './cues.ts';
import type { Head } from './head.ts';
import type { Quantity } from './quantity.ts';
import type { Token } from './tokens.ts';

export function isDelta(
	tokens: readonly Token[],
	quantity: Quantity,
	isChange: boolean,
	head: Head,
	words: Words
): boolean {
	const { cue, at } = cueBefore(tokens, quantity.begin);
	const next = tokens[quantity.end];
	const behind = next?.lower ?? '';
	const second = tokens[quantity.end + 1]?.lower ?? '';
	// "reported on three times" counts, "twice as many" compares.
	const isOften = /^(?:zwei|drei|vier|fünf|zehn)mal$/.test(tokens[quantity.begin]?.lower ?? '');
	if (quantity.isWord && quantity.unit === 'x') return isChange || !isOften || behind === 'so';
	if (/^(?:every|jede[rsnm]?)$/.test(tokens[quantity.begin]?.lower ?? '')) return false;
	if (quantity.isWord && quantity.unit === '%' && !toCue.test(cue)) {
		// "half of the clinics" is a level, "by half" and "in half" a change.
		const isOfNumber =
			behind === 'the' && /^(?:number|amount|count|rate|cost|costs|volume|share)$/.test(second);
		if (isOfNumber && quantity.begin <= head.start + 1) return true;
		const isPart = /^(?:of|the|our|all|aller|der|unserer)$/.test(behind) && !isChange;
		return !isPart;
	}
	if (quantity.sign !== '' && quantity.begin > 0 && !toCue.test(cue)) return true;
	if (quantity.sign !== '' && quantity.begin === 0) return true;
	if (toCue.test(cue) || isAgent(tokens, at, words)) return false;
	// "be up 99.8 %"
	if (cue === 'up' && /^(?:be|is|are|stay|remain|makes?|made)$/.test(tokens[at - 1]?.lower ?? ''))
		return false;
	if (byCue.test(cue))
		return isChange || head.kind !== 'none' || quantity.unit === '%' || quantity.unit === 'pp';
	if (
		/^(?:least|over|than|up|to)$/.test(cue) &&
		byCue.test(tokens[at - 2]?.lower ?? '') &&
		tokens[at - 1]?.lower !== 'reach'
	)
		return true;
	if (/^(?:over|mindestens|under)$/.test(cue) && byCue.test(tokens[at - 1]?.lower ?? ''))
		return true;
	// "pipeline coverage 3x", "a ROAS of 4x" are levels.
	const isMultiple = tokens
		.slice(Math.max(0, at - 1), quantity.begin)
		.some(({ lower }) =>
			/^(?:coverage|roi|roas|ratio|multiple|turns?|return|ltv|payback|leverage|moic)$/.test(lower)
		);
	if (quantity.unit === 'x' && isMultiple && !isChange) return false;
	if (quantity.unit === 'pp' && !aboveCue.test(cue)) return true;
	if (quantity.unit === 'x' && !levelCue.test(cue) && !aboveCue.test(cue) && !belowCue.test(cue))
		return !/^(?:at|of)$/.test(cue);
	if (isComparedTo(tokens, quantity)) return true;
	// "5 complaints fewer", "5 Beschwerden weniger": more of them are counted instead.
	if (
		next?.kind === 'word' &&
		!moreWords.test(behind) &&
		/^(?:fewer|less|weniger)$/.test(second) &&
		!/^(?:than|als)$/.test(tokens[quantity.end + 2]?.lower ?? '')
	)
		return true;
	if (
		(moreWords.test(behind) ||
			(/^(?:net|overall|annual|yearly|relative|additional|year|yoy|revenue|monthly)$/.test(
				behind
			) &&
				moreWords.test(second))) &&
		(quantity.unit !== null || /^(?:more|fewer|less|additional|mehr|weniger|extra)$/.test(behind))
	) {
		const isCount = quantity.unit === null && /^(?:more|additional|mehr|extra)$/.test(behind);
		return !isCount && !/^(?:than|als)$/.test(second);
	}
	if (quantity.unit === '%' && isGrowth(tokens, quantity)) return true;
	if (
		cue === 'of' &&
		moreWords.test(tokens[at - 1]?.lower ?? '') &&
		!/^(?:rate|quote)$/.test(tokens[at - 1]?.lower ?? '')
	)
		return true;
	// "augment the sales of 10 %" means by.
	if (
		isChange &&
		head.kind === 'verb' &&
		cue === 'of' &&
		quantity.unit === '%' &&
		head.object.end === at
	)
		return true;
	if (
		!isChange ||
		aboveCue.test(cue) ||
		belowCue.test(cue) ||
		levelCue.test(cue) ||
		scopeCue.test(cue)
	)
		return false;
	if (head.classes.has('up') && head.base === 'raise' && quantity.unit !== '%') return false;
	// "grow revenue 20 %", "reduce 5 incidents": a verb of change with an amount and nothing between that says "to".
	const isBehindVerb = quantity.begin === head.at.end;
	if (isBehindVerb && head.kind === 'participle') return quantity.unit !== null;
	if (isBehindVerb && head.kind === 'verb')
		return !(words.isNoun(behind, 'measure') || behind === 'of');
	if (
		(head.kind === 'verb' || head.kind === 'thing') &&
		quantity.unit === '%' &&
		behind !== 'of' &&
		cue !== ''
	)
		return !hasMarkBefore(tokens, quantity);
	return false;
}

/** "15 % lower than in 2025", "10 points higher than last year", "12 % above last year": compared with what was. */
function isComparedTo(tokens: readonly Token[], quantity: Quantity): boolean {
	const [first, second, third] = tokens.slice(quantity.end, quantity.end + 3);
	const lower = first?.lower ?? '';
	if (quantity.unit === '%' && /^(?:above|below|over|under|über|unter)$/.test(lower))
		return /^(?:last|previous|prior|vorjahr|vorjahres\p{L}*|vormonat)$/u.test(
			/^(?:the|dem|den|des)$/.test(second?.lower ?? '')
				? (third?.lower ?? '')
				: (second?.lower ?? '')
		);
	const isCompared =
		/^(?:higher|lower|faster|slower|shorter|better|cheaper|quicker|höher|niedriger|schneller|kürzer|besser|günstiger)$/.test(
			lower
		) ||
		(/^(?:more|less|fewer|mehr|weniger)$/.test(lower) && quantity.unit === '%');
	return (
		isCompared &&
		/^(?:than|als)$/.test(second?.lower ?? '') &&
		third !== undefined &&
		third.kind !== 'number'
	);
}

/** "cited by 3 papers", "opened by 38 % of its readers": by whom, not by how much. */
function isAgent(tokens: readonly Token[], at: number, words: Words): boolean {
	const before = tokens[at - 1]?.lower ?? '';
	const verb = words.verb(before);
	if (verb === undefined) return tokens[at]?.lower === 'by' && /[a-z]{3}ed$/.test(before);
	return (
		tokens[at]?.lower === 'by' &&
		verb?.forms.has('past') === true &&
		!['up', 'down', 'improve'].some((name) => verb.classes.has(name as 'up')) &&
		!/^(?:improved|changed|moved|shifted|dropped|cut|grown)$/.test(before)
	);
}

/** "20 % revenue growth", "15 % year-on-year growth": a growth rate is a level only where it says "rate". */
function isGrowth(tokens: readonly Token[], quantity: Quantity): boolean {
	for (let at = quantity.end; at < Math.min(tokens.length, quantity.end + 5); at++) {
		const token = tokens[at];
		if (token?.kind !== 'word') {
			if (token?.text !== '-' && token?.text !== '/') return false;
			continue;
		}
		if (/^(?:of|in|by|for|from|to|rate)$/.test(token.lower)) return false;
		if (
			/^(?:growth|increase|reduction|improvement|decrease|uplift|wachstum|steigerung|reduktion)$/.test(
				token.lower
			)
		)
			return tokens[at + 1]?.lower !== 'rate';
	}
	return false;
}

function hasMarkBefore(tokens: readonly Token[], quantity: Quantity): boolean {
	return tokens
		.slice(Math.max(0, quantity.begin - 2), quantity.begin)
		.some(({ text }) => /^[:=≥>≤<]/.test(text));
}
