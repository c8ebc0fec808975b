import type { ExtraWords, Language } from '../advice.ts';
import { englishNounForms, englishVerbForms, germanVerbForms } from '../lexicon/forms.ts';
import type { NounClass, VerbReading, WordList, Words } from '../lexicon/lexicon.ts';
import type { Token } from './tokens.ts';

const made = new WeakMap<Words, WeakMap<ExtraWords, Words>>();

/** A language's words with those a team added in its house rules. Kept as long as the same list is handed in. */
export function withExtraWords(
	words: Words,
	extra: ExtraWords | undefined,
	language: Language
): Words {
	if (!extra) return words;
	const byExtra = made.get(words) ?? new WeakMap<ExtraWords, Words>();
	made.set(words, byExtra);
	const known = byExtra.get(extra);
	if (known) return known;
	const outputs = verbsOf(extra.outputs ?? [], language);
	const outcomes = nounsOf(extra.outcomes);
	const audiences = nounsOf(extra.audiences);
	const vague = nounsOf(extra.vague);
	const added: Words = {
		verb: (word) => outputs.get(word) ?? words.verb(word),
		isNoun: (word, noun: NounClass) =>
			(noun === 'outside' && outcomes.has(word)) ||
			(noun === 'audience' && audiences.has(word)) ||
			words.isNoun(word, noun),
		isIn: (word, list: WordList) => (list === 'hype' && vague.has(word)) || words.isIn(word, list)
	};
	byExtra.set(extra, added);
	return added;
}

/** Whether a term of a list, of one word or several, stands in a line. */
export function hasTerm(
	text: string,
	tokens: readonly Token[],
	terms: readonly string[] = []
): boolean {
	if (terms.length === 0) return false;
	const lower = text.toLowerCase();
	return terms.some((term) => {
		const plain = term.toLowerCase();
		return plain.includes(' ')
			? lower.includes(plain)
			: tokens.some((token) => token.lower === plain || token.lower === `${plain}s`);
	});
}

/** Whether a token lies inside one of the names that a line has. */
export function isInName(text: string, token: Token, names: readonly string[] = []): boolean {
	if (names.length === 0) return false;
	const lower = text.toLowerCase();
	return names.some((name) => {
		const start = name === '' ? -1 : lower.indexOf(name.toLowerCase());
		return start >= 0 && token.start >= start && token.end <= start + name.length;
	});
}

/** Of a term of several words the last is what it is. The regular forms of English fit what people add. */
function nounsOf(terms: readonly string[] = []): Set<string> {
	return new Set(terms.flatMap((term) => englishNounForms(lastWord(term.toLowerCase()))));
}

function lastWord(term: string): string {
	return term.slice(term.lastIndexOf(' ') + 1);
}

function verbsOf(terms: readonly string[], language: Language): Map<string, VerbReading> {
	const verbs = new Map<string, VerbReading>();
	const formsOf = language === 'de' ? germanVerbForms : englishVerbForms;
	for (const term of terms)
		for (const [form, spelling, base] of formsOf(term.toLowerCase().replaceAll(' ', '-'))) {
			const reading = verbs.get(spelling) ?? {
				classes: new Set(['output']),
				forms: new Set(),
				base
			};
			reading.forms.add(form);
			verbs.set(spelling, reading);
		}
	return verbs;
}
