import { isDoubled } from './doubled.ts';
import type { Entry, Fields } from './register.ts';
import { wellFormed } from '#lib/okr/wellFormed.ts';
import { areAtOdds } from './words.ts';

/*
 * A shared text merges letter by letter and does not know what anybody meant. So at the end of each
 * burst of typing its writer leaves the whole text as a version, with some of the versions before it.
 * Two versions that did not know of each other are compared with the closest one both came from.
 *
 * Which earlier versions are kept follows from their depth alone: of every power of two its two
 * latest multiples. So two people apart keep the same ones, however many bursts each has typed, and
 * the number kept grows with the logarithm.
 */

export interface Version {
	key: string;
	text: string;
	/** How many versions came before it, 0 for the first. */
	depth: number;
	/** Earlier versions, deepest first. */
	was: readonly Ancestor[];
	entry: Entry;
}

/** A version as it stands in the entry. */
interface StoredVersion {
	text: string;
	d: number;
	was: [string, string, number][];
}

interface Ancestor {
	key: string;
	text: string;
	depth: number;
}

const maxAncestors = 12;
const maxCharacters = 4000;
const maxDepth = 2 ** 40;

/** The field that holds the version of a text. */
export function versionField(field: string): string {
	return `$text.${field}`;
}

/** The visible versions of a text, provisional winner first. What is not one is not there. */
export function versionsOf(fields: Fields, field: string): Version[] {
	return (fields.get(versionField(field)) ?? []).flatMap((entry) => {
		const { text, d, was } = (entry.v ?? {}) as Record<string, unknown>;
		if (typeof text !== 'string' || !isDepth(d)) return [];
		const ancestors = Array.isArray(was) ? (was as unknown[]).flatMap(readAncestor) : [];
		return [{ key: entry.k, text, depth: d, was: ancestors, entry }];
	});
}

/**
 * What to store for a text that replaces these versions; `now` is the shared text before.
 *
 * Where the versions were in conflict, they are not among the ancestors, only what all of them came
 * from: two people who settle it apart, one each way, must find themselves at odds.
 */
export function successorOf(
	versions: readonly Version[],
	text: string,
	now: string
): StoredVersion {
	const depth = Math.min(Math.max(-1, ...versions.map((version) => version.depth)) + 1, maxDepth);
	const lines = versions.map((version) => [version, ...version.was]);
	const isClash = findClash(versions, now) !== null;
	const known = new Map<string, Ancestor>();
	for (const ancestor of lines.flat()) {
		const isShared = lines.every((line) => line.some(({ key }) => key === ancestor.key));
		if ((isShared || !isClash) && !known.has(ancestor.key)) known.set(ancestor.key, ancestor);
	}
	const kept = [...known.values()].filter(
		({ key, depth: then }) =>
			isClash || versions.some((version) => version.key === key) || isKept(then, depth)
	);
	const was: StoredVersion['was'] = [];
	let characters = 0;
	for (const ancestor of kept.sort(byDepth)) {
		characters += ancestor.text.length;
		if (was.length >= maxAncestors || (was.length > 0 && characters > maxCharacters)) break;
		was.push([ancestor.key, ancestor.text, ancestor.depth]);
	}
	return { text: wellFormed(text), d: depth, was };
}

/**
 * The text that two versions at odds came from, or null if none are. Where two agree, the shared
 * text may still hold what both put in twice; that is put to a person too. `now` is that text.
 */
export function findClash(versions: readonly Version[], now: string): { base: string } | null {
	for (const [index, version] of versions.entries()) {
		for (const other of versions.slice(index + 1)) {
			const base = commonAncestor(version, other);
			if (areAtOdds(base, version.text, other.text)) return { base };
			if (isDoubled(base, version.text, other.text, now)) return { base };
		}
	}
	return null;
}

/** The text of the closest version that two came from; empty where they share none. */
function commonAncestor(a: Version, b: Version): string {
	const keys = new Set([b, ...b.was].map(({ key }) => key));
	return [a, ...a.was].find(({ key }) => keys.has(key))?.text ?? '';
}

function isKept(depth: number, now: number): boolean {
	if (depth === 0) return true;
	let step = 1;
	while (depth % (step * 2) === 0) step *= 2;
	return depth >= (Math.floor((now - 1) / step) - 1) * step;
}

function readAncestor(value: unknown): Ancestor[] {
	if (!Array.isArray(value)) return [];
	const [key, text, depth] = value as unknown[];
	if (typeof key !== 'string' || typeof text !== 'string' || !isDepth(depth)) return [];
	return [{ key, text, depth }];
}

function isDepth(value: unknown): value is number {
	return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= maxDepth;
}

function byDepth(a: Ancestor, b: Ancestor): number {
	return b.depth - a.depth || (a.key < b.key ? 1 : -1);
}
