import type { Language } from '../advice.ts';
import type { VerbClass, VerbReading, Words } from '../lexicon/lexicon.ts';
import type { Stretch } from './deadline.ts';
import { germanHead } from './headGerman.ts';
import { laterHead } from './laterHead.ts';
import { nominalOf } from './nominal.ts';
import { objectOf } from './objectStretch.ts';
import { openingVerb } from './openingVerb.ts';
import { steeringOf } from './steering.ts';
import type { Token } from './tokens.ts';
import { verbAt } from './verb.ts';

/**
 * What the line says is done. `verb` opens it ("Launch …"), `participle` closes it ("… launched"), `thing` is a
 * noun made of a verb ("Launch of …"), `subject` has somebody or something do it ("Customers renew …"),
 * `none` is a bare measure ("NPS ≥ 50").
 */
export interface Head {
	kind: 'verb' | 'participle' | 'thing' | 'subject' | 'none';
	/** The tokens of the verb; empty for `none`. */
	at: Stretch;
	classes: ReadonlySet<VerbClass>;
	base: string;
	/** What it is done to, up to the first word that relates it to something else. */
	object: Stretch;
	/** Where the sentence begins. */
	start: number;
}

/** Finds the head of a line whose sentence begins at a token. Dates are passed over. */
export function findHead(
	tokens: readonly Token[],
	start: number,
	language: Language,
	words: Words,
	isTaken: (at: number) => boolean
): Head {
	const thing = nominalOf(tokens, start, language);
	if (thing) {
		const object = objectOf(tokens, thing.end + 1, words, isTaken);
		return { ...thing, kind: 'thing', at: thing, object, start };
	}
	if (language === 'de') return germanHead(tokens, start, words, isTaken);
	const opening = openingVerb(tokens, start, words);
	if (opening) {
		const second = secondVerb(tokens, opening.end, words);
		const end = second?.end ?? opening.end;
		const object = objectOf(tokens, end, words, isTaken);
		const isWork =
			second?.verb.classes.has('output') &&
			(opening.verb.classes.has('output') || opening.verb.classes.has('either'));
		const verb = steeringOf(isWork && second ? second.verb : opening.verb, tokens, object, words);
		return {
			kind: 'verb',
			at: { begin: start, end },
			classes: verb.classes,
			base: verb.base,
			object,
			start
		};
	}
	return laterHead(tokens, start, words, isTaken);
}

/** The last verb of "draft, approve and publish" with its end, or undefined where only one opens the line. */
function secondVerb(
	tokens: readonly Token[],
	begin: number,
	words: Words
): { verb: VerbReading; end: number } | undefined {
	let last: { verb: VerbReading; end: number } | undefined;
	let at = begin;
	for (let step = 0; step < 4; step++) {
		let next = at;
		while (/^(?:and|&|,|\/|or)$/.test(tokens[next]?.lower ?? '')) next++;
		const found = next > at ? verbAt(tokens, next, words) : undefined;
		if (!found?.verb.forms.has('base')) break;
		last = found;
		at = found.end;
	}
	return last;
}
