import type { Language } from '../advice.ts';
import { english } from './english.ts';
import { german } from './german.ts';
import { englishNounForms, englishVerbForms, germanNounForms, germanVerbForms } from './forms.ts';

export type VerbClass =
	| 'output'
	| 'either'
	| 'up'
	| 'down'
	| 'improve'
	| 'level'
	| 'maintain'
	| 'soft'
	| 'service'
	| 'outcome';

export type NounClass =
	| 'outside'
	| 'metric'
	| 'softMetric'
	| 'soft'
	| 'abstract'
	| 'operation'
	| 'unitOfService'
	| 'measure'
	| 'audience';

export type WordList =
	| 'hype'
	| 'generic'
	| 'states'
	| 'certificates'
	| 'personal'
	| 'ownSkill'
	| 'me'
	| 'labels'
	| 'timeUnits';

/** Base forms, separated by white space. */
export type Lexicon = {
	verbs: Record<VerbClass, string>;
	nouns: Record<NounClass, string>;
} & Record<WordList, string>;

/** `base` is also what stands for every finite form in German. `thing` is the noun made of a verb: "launch of". */
export type VerbForm = 'base' | 's' | 'past' | 'ing';

export interface VerbReading {
	classes: Set<VerbClass>;
	forms: Set<VerbForm>;
	/** The base form, without hyphens. */
	base: string;
}

/** A language's words, ready to be looked up in lower case. */
export interface Words {
	verb(word: string): VerbReading | undefined;
	isNoun(word: string, noun: NounClass): boolean;
	isIn(word: string, list: WordList): boolean;
}

const wordsByLanguage = new Map<Language, Words>();

/** Made on first use, as it takes a few milliseconds, and kept. */
export function wordsOf(language: Language): Words {
	let words = wordsByLanguage.get(language);
	if (!words) {
		words = language === 'de' ? createWords(german, 'de') : createWords(english, 'en');
		wordsByLanguage.set(language, words);
	}
	return words;
}

function createWords(lexicon: Lexicon, language: Language): Words {
	const verbs = new Map<string, VerbReading>();
	for (const [name, list] of Object.entries(lexicon.verbs) as [VerbClass, string][])
		for (const entry of split(list))
			for (const [form, spelling, base] of (language === 'de' ? germanVerbForms : englishVerbForms)(
				entry
			)) {
				const reading = verbs.get(spelling) ?? { classes: new Set(), forms: new Set(), base };
				reading.classes.add(name);
				reading.forms.add(form);
				verbs.set(spelling, reading);
			}
	const nouns = new Map<NounClass, Set<string>>();
	for (const [name, list] of Object.entries(lexicon.nouns) as [NounClass, string][])
		nouns.set(
			name,
			new Set(split(list).flatMap(language === 'de' ? germanNounForms : englishNounForms))
		);
	const lists = new Map<WordList, Set<string>>();
	for (const name of wordLists) lists.set(name, new Set(split(lexicon[name])));
	const isNoun = (word: string, name: NounClass) => {
		const set = nouns.get(name);
		return (
			set !== undefined && (language === 'de' ? endsInOneOf(word, set) : isCompound(word, set))
		);
	};
	return {
		verb: (word) =>
			verbs.get(word) ??
			verbs.get(word.replaceAll('-', '')) ??
			verbs.get(/^re-?(\p{L}{4,})$/u.exec(word)?.[1] ?? ''),
		isNoun,
		isIn: (word, name) => lists.get(name)?.has(word) ?? false
	};
}

/** "pre-orders", "sign-ups", "time-to-hire": the whole, without its hyphens, or its last part. */
function isCompound(word: string, set: Set<string>): boolean {
	if (set.has(word)) return true;
	const at = word.lastIndexOf('-');
	return at > 0 && (set.has(word.replaceAll('-', '')) || set.has(word.slice(at + 1)));
}

/** A German compound says at its end what it is. Shorter ends than four letters are chance. */
function endsInOneOf(word: string, set: Set<string>): boolean {
	if (set.has(word)) return true;
	for (let at = Math.max(1, word.length - 20); at <= word.length - 4; at++)
		if (set.has(word.slice(at))) return true;
	return false;
}

function split(list: string): string[] {
	return list.split(/\s+/).filter((word) => word !== '');
}

const wordLists: WordList[] = [
	'hype',
	'generic',
	'states',
	'certificates',
	'personal',
	'ownSkill',
	'me',
	'labels',
	'timeUnits'
];
