import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type * as Y from 'yjs';
import {
	type HouseRules,
	longestIn,
	mostTerms,
	readTerm,
	type RuleList,
	rulesId
} from '#lib/okr/houseRules.ts';
import { readEntity, validEntries, valueOf, type Entity } from './entity.ts';
import { isTooNew } from './gate.ts';
import { setFields } from './patch.ts';
import { setField } from './register.ts';
import { listedField, rulesFields } from './shape.ts';
import { USER, write, type Writer } from './writer.ts';

/*
 * Every word of a list is a field of its own, named by the list and the word without its capitals: so
 * two people who add different words while apart both find them there, and one who takes a word out
 * leaves the others' alone.
 */

/** What a person sets of the house rules; words are put into the lists one by one. */
export type RulesPatch = Partial<Omit<HouseRules, 'silenced' | 'words' | 'ours'>>;

const prefixes: Record<RuleList, string> = {
	silenced: 'silence:',
	ours: 'ours:',
	vague: 'vague:',
	outputs: 'output:',
	outcomes: 'outcome:',
	audiences: 'audience:',
	names: 'name:'
};

/** Whether an entity is the house rules. */
export function isRules(id: string): boolean {
	return id === rulesId;
}

/** Reads the house rules of a team document, with the defaults where nothing was set. */
export function readRules(doc: Y.Doc): HouseRules {
	const entity = readEntity(doc, rulesId);
	if (!entity) throw new Error('The rules need no $is.');
	return {
		objectives: valueOf(entity, 'objectives', rulesFields.objectives),
		keyResults: valueOf(entity, 'keyResults', rulesFields.keyResults),
		cadenceDays: valueOf(entity, 'cadenceDays', rulesFields.cadenceDays),
		coach: valueOf(entity, 'coach', rulesFields.coach),
		language: valueOf(entity, 'language', rulesFields.language),
		silenced: listed(entity, 'silenced'),
		words: {
			vague: listed(entity, 'vague'),
			outputs: listed(entity, 'outputs'),
			outcomes: listed(entity, 'outcomes'),
			audiences: listed(entity, 'audiences'),
			names: listed(entity, 'names')
		},
		ours: listed(entity, 'ours')
	};
}

/**
 * Sets the rules that differ, in one step; settles conflicts about them. False where the document is
 * too new. Throws a RangeError for a value the rule cannot hold.
 */
export function setRules(doc: Y.Doc, w: Writer, patch: RulesPatch): boolean {
	const entity = readEntity(doc, rulesId);
	if (!entity || isTooNew(doc)) return false;
	setFields(doc, w, entity, patch);
	return true;
}

/**
 * Puts a word into a list of the rules, or takes it out, whatever its capitals. False for what is no
 * term (see `readTerm` and `longestIn`), for one that is there (or not there) already, and where the document is too new.
 */
export function setListed(
	doc: Y.Doc,
	w: Writer,
	list: RuleList,
	word: string,
	isIn: boolean
): boolean {
	const term = readTerm(word, longestIn(list));
	const entity = readEntity(doc, rulesId);
	if (term === null || !entity || isTooNew(doc)) return false;
	const field = prefixes[list] + keyOf(list, term);
	if ((valueOf(entity, field, listedField) !== '') === isIn) return false;
	write(doc, USER, () => setField(doc, w, rulesId, field, isIn ? term : ''));
	return true;
}

/** A sentence is too long for a field's name, so its fingerprint stands for it. */
function keyOf(list: RuleList, term: string): string {
	const plain = term.toLowerCase();
	return list === 'ours' ? bytesToHex(sha256(utf8ToBytes(plain))).slice(0, 32) : plain;
}

function listed(entity: Entity, list: RuleList): string[] {
	const prefix = prefixes[list];
	return [...entity.fields.keys()]
		.filter((name) => name.startsWith(prefix))
		.flatMap((name) => validEntries(entity.fields, name, listedField)[0]?.v ?? '')
		.filter((word) => readTerm(word, longestIn(list)) === word)
		.sort(byLetter)
		.slice(0, mostTerms);
}

/** By the letters alone: every device has the same order, whatever its language. */
function byLetter(a: string, b: string): number {
	const [left, right] = [a.toLowerCase(), b.toLowerCase()];
	return left < right ? -1 : left > right ? 1 : a < b ? -1 : 1;
}
