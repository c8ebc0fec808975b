import { type AgreedPlan, isHash, readContent } from './agreedPlan.ts';

/**
 * A version that came with a plan from a file. What was signed names items by the ids of the cycle it was
 * agreed in, and the signatures stayed there: it can be read, and nothing here vouches for it.
 */
export interface BroughtVersion {
	/** 1 for the first of its cycle. */
	n: number;
	/** 64 hex digits, of the content. */
	hash: string;
	/** The bytes that were signed where it was agreed. */
	content: string;
	/** Who the file says agreed, by name; the earliest first. */
	agreements: { by: string | null; at: string; reason: string; isSigned: boolean }[];
	/** What the owners in the content are called, by their ids in the cycle it was agreed in. */
	owners?: Record<string, string>;
}

/** Versions that land at once; a cycle that is agreed anew every other day has fewer. */
const mostVersions = 50;
/** Of all that land at once, in UTF-16 units: they travel in one update. */
const longestContents = 400_000;
const mostAgreements = 200;
const longestWords = 2000;

/** Whether it has the form of one, and no more in it than a version has. */
export function isBroughtVersion(value: unknown): value is BroughtVersion {
	if (typeof value !== 'object' || value === null) return false;
	const { n, hash, content, agreements, owners } = value as Record<string, unknown>;
	return (
		(owners === undefined || isNames(owners)) &&
		isHash(hash) &&
		typeof content === 'string' &&
		content.length <= longestContents &&
		typeof n === 'number' &&
		Number.isSafeInteger(n) &&
		n >= 1 &&
		Array.isArray(agreements) &&
		agreements.length <= mostAgreements &&
		agreements.every(isAgreement)
	);
}

/** What can be shown of what a document holds, the latest first. */
export function readBrought(
	kept: readonly { id: string; stored: unknown }[]
): (BroughtVersion & { id: string })[] {
	return kept
		.flatMap(({ id, stored }) => (isBroughtVersion(stored) ? [{ ...stored, id }] : []))
		.sort((a, b) => b.n - a.n || (a.id < b.id ? -1 : 1));
}

/** Of these, the latest first, the ones that may land together. */
export function fittingVersions(versions: readonly BroughtVersion[]): BroughtVersion[] {
	let length = 0;
	return versions
		.toSorted((a, b) => b.n - a.n)
		.slice(0, mostVersions)
		.filter(({ content }) => (length += content.length) <= longestContents);
}

/** The plan that was agreed; null where this app cannot read it. */
export function planOfBrought({ content }: BroughtVersion): AgreedPlan | null {
	return readContent(content)?.plan ?? null;
}

function isAgreement(value: unknown): boolean {
	if (typeof value !== 'object' || value === null) return false;
	const { by, at, reason, isSigned } = value as Record<string, unknown>;
	return (
		(by === null || isWords(by)) &&
		typeof at === 'string' &&
		Number.isFinite(Date.parse(at)) &&
		isWords(reason) &&
		typeof isSigned === 'boolean'
	);
}

function isNames(value: unknown): boolean {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
	const names: unknown[] = Object.values(value);
	return names.length <= mostAgreements && names.every(isWords);
}

function isWords(value: unknown): boolean {
	return typeof value === 'string' && value.length <= longestWords;
}
