import { type Hunk, isCompatible, isTouching, toHunks, toTokens } from './words.ts';

/*
 * Two people who make the same correction while apart are not at odds, but the shared text then
 * holds their letters twice: `wekly` became `weeekly`. Their versions say what both meant, so the
 * text can be told from what anybody meant.
 */

/** A stretch of the merged text: how it may read, and how it reads with what was put in twice. */
interface Part {
	plain: string;
	doubled: string[];
}

/**
 * Whether a text reads like two agreeing edits of one base with at least one of them in it twice.
 * False as soon as anything else was typed: only the merge itself is told, never a person's wording.
 */
export function isDoubled(base: string, a: string, b: string, now: string): boolean {
	if (now === a || now === b) return false;
	let reads = new Map([['', false]]);
	for (const { plain, doubled } of partsOf(toTokens(base), toTokens(a), toTokens(b))) {
		const next = new Map<string, boolean>();
		for (const [read, isTwice] of reads) {
			for (const [piece, twice] of [
				[plain, false] as const,
				...doubled.map((d) => [d, true] as const)
			]) {
				const longer = read + piece;
				if (now.startsWith(longer)) next.set(longer, next.get(longer) || isTwice || twice);
			}
		}
		reads = next;
	}
	return reads.get(now) ?? false;
}

function partsOf(base: string[], a: string[], b: string[]): Part[] {
	const [left, right] = [toHunks(base, a), toHunks(base, b)];
	const parts: Part[] = [];
	let at = 0;
	const add = (hunk: Hunk, doubled: string[]): void => {
		parts.push({ plain: base.slice(at, hunk.from).join(''), doubled: [] });
		parts.push({ plain: hunk.text, doubled });
		at = hunk.to;
	};
	const alone = right.filter((hunk) => !left.some((other) => isTouching(hunk, other)));
	for (const hunk of [...left, ...alone].sort((x, y) => x.from - y.from)) {
		const twin = alone.includes(hunk)
			? undefined
			: right.find((other) => isTouching(hunk, other) && isCompatible(hunk, other));
		const long = twin && twin.text.length > hunk.text.length ? twin : hunk;
		add(long, twin ? twice(base.slice(hunk.from, hunk.to).join(''), hunk.text, twin.text) : []);
	}
	parts.push({ plain: base.slice(at).join(''), doubled: [] });
	return parts;
}

/** What stands in place of `old` when one person made it `a` and another `b`. */
function twice(old: string, a: string, b: string): string[] {
	if (a === '' || b === '') return [];
	const [left, right] = [insertedInto(old, a), insertedInto(old, b)];
	const isSamePlace = left.head === right.head && left.tail === right.tail;
	const inPlace =
		isSamePlace && left.text !== '' && right.text !== ''
			? [
					left.head + left.text + right.text + left.tail,
					left.head + right.text + left.text + left.tail
				]
			: [];
	return [a + b, b + a, ...inPlace];
}

function insertedInto(old: string, text: string): { head: string; text: string; tail: string } {
	let start = 0;
	while (start < old.length && start < text.length && old[start] === text[start]) start++;
	let end = 0;
	while (
		end < old.length - start &&
		end < text.length - start &&
		old.at(-1 - end) === text.at(-1 - end)
	)
		end++;
	const until = text.length - end;
	return { head: text.slice(0, start), text: text.slice(start, until), tail: text.slice(until) };
}
