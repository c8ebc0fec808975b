import type { CountLimits } from './plan.ts';

/** `auto` lets the coach tell the language of each line by its words. */
export const ruleLanguages = ['auto', 'en', 'de'] as const;

/**
 * What a team has settled for itself. Every rule advises and counts; none blocks. The lists are in
 * the order of the alphabet, each word once whatever its capitals.
 */
export interface HouseRules extends CountLimits {
	/** Days from one check-in to the next, where a key result says nothing itself. */
	cadenceDays: number;
	/** Whether the coach says anything to anybody in this team. */
	coach: boolean;
	/** The language the plan is written in, for the coach. */
	language: (typeof ruleLanguages)[number];
	/** Codes of the coach's rules that are not to be heard. */
	silenced: string[];
	/** Words beside those the coach knows, by what they are. */
	words: Record<WordKind, string[]>;
	/** What the team has agreed on beside all this, a sentence each. The guide shows them. */
	ours: string[];
}

/**
 * What a word of the team's own is: one that nobody can check, work the team ticks off, something
 * others do or get, somebody who can notice, or a name whose digits are no amount.
 */
export const wordKinds = ['vague', 'outputs', 'outcomes', 'audiences', 'names'] as const;

export type WordKind = (typeof wordKinds)[number];

/** Names the rules where something is said about one of them, as in a conflict. */
export const rulesId = 'rules';

/** The lists of the house rules. */
export type RuleList = 'silenced' | 'ours' | WordKind;

/** Three to five objectives with two or three key results each are the aim; advice starts at a sixth of either. */
export const defaultRules: HouseRules = {
	objectives: 5,
	keyResults: 5,
	cadenceDays: 7,
	coach: true,
	language: 'auto',
	silenced: [],
	words: { vague: [], outputs: [], outcomes: [], audiences: [], names: [] },
	ours: []
};

/** A team may set its limits from 1 to this. */
export const highestLimit = 20;

/** Nobody waits longer for a word on a key result of a quarter. */
export const longestCadence = 60;

/** In UTF-16 units: a word, or a few that belong together. */
export const longestTerm = 40;

/** In UTF-16 units: a rule of the team's own is a sentence, not a page. */
export const longestRule = 160;

/** More words than this in one list are a dictionary; the first of the alphabet count. */
export const mostTerms = 200;

/**
 * A word or term as a list keeps it: outer space gone, inner space single. Null where nothing is left,
 * or more than `longest`.
 */
export function readTerm(typed: string, longest: number = longestTerm): string | null {
	const term = typed.normalize('NFC').trim().replace(/\s+/gu, ' ');
	return term === '' || term.length > longest ? null : term;
}

/** How long an entry of a list may be, in UTF-16 units. */
export function longestIn(list: RuleList): number {
	return list === 'ours' ? longestRule : longestTerm;
}
