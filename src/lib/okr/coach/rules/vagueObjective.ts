import { objectWords } from '../read/object.ts';
import type { Reading } from '../read/reading.ts';
import { isDeterminer } from '../read/smallWords.ts';
import { purposeAt } from './clauses.ts';
import { spanOf, type Finding } from './rule.ts';

/** `vague`: any team could claim it: hardly a word in it says whose work it is, or it is nothing but "improve". */
export function isVagueObjective(reading: Reading): Finding | null {
	const { words, tokens } = reading;
	const counted = tokens.filter(({ kind }) => kind === 'word');
	if (counted.length === 0) return null;
	const specific = counted.filter(({ lower }) => !isGeneric(reading, lower));
	const found = (confidence: number) => ({ span: spanOf(reading, 0, 0), confidence });
	if (specific.length === 0 || reading.isCalledVague) return found(0.75);
	if (specific.some(({ lower }) => words.isNoun(lower, 'audience'))) return null;
	if (isBareImprovement(reading)) return found(0.6);
	if (specific.length === 1 && counted.length <= 3) return found(0.55);
	const isPraise = counted.some(({ lower }) => isHype(reading, lower) || superlative.test(lower));
	if (specific.length === 1 && isPraise && counted.length <= 7) return found(0.55);
	const isCliche = counted.some(({ lower }) => cliche.test(lower));
	return specific.length === 2 && isCliche ? found(0.5) : null;
}

/** "leading provider of …": a claim, whatever follows. */
const cliche =
	/^(?:leading|leader|world-class|best-in-class|führende[nrs]?|marktführer|weltklasse)$/;

function isGeneric(reading: Reading, lower: string): boolean {
	const { words } = reading;
	const isListed = (word: string) =>
		words.isIn(word, 'generic') ||
		words.isIn(word.replace(/s$/, ''), 'generic') ||
		words.isIn(word.replace(/(?:en|em|e|er|es|n)$/, ''), 'generic') ||
		isHype(reading, word);
	return isListed(lower) || lower.split('-').every(isListed);
}

function isHype({ words }: Reading, lower: string): boolean {
	return words.isIn(lower, 'hype') || words.isIn(lower.replace(/(?:en|em|e|er|es|n)$/, ''), 'hype');
}

/** "Improve our hiring process": a verb that promises better, one thing, and nothing about what for. */
function isBareImprovement(reading: Reading): boolean {
	const { head, tokens } = reading;
	const isImproving =
		head.classes.has('improve') ||
		/^(?:moderni[sz]e|modernisieren|revamp|overhaul)$/.test(head.base);
	if (!isImproving || purposeAt(reading) >= 0) return false;
	const things = objectWords(reading).filter((lower) => !isDeterminer(lower));
	return things.length <= 2 && tokens.length - head.object.end <= 1;
}

const superlative =
	/^(?:best|leading|world-class|excellence|excellent|great|next|beste[nrs]?|führende[nrs]?|exzellen[zt]e?|leader|top)$/;
