import { generateKeyBetween } from 'fractional-indexing';

/*
 * Order is a fractional index in a register: a key between the keys of its neighbours. Two people
 * who put something in the same gap while apart would make the same key, so the gap is halved some
 * more times by the toss of a coin.
 */

/** 2 bytes are 16 tosses: two of 65,536 placements in one gap meet, and then the id decides. */
const jitterBytes = 2;
const maxLength = 512;

/** Whether a value is a key that others can be placed beside. */
export function isOrder(value: string): boolean {
	if (value.length > maxLength || !/^[0-9A-Za-z]+$/.test(value)) return false;
	try {
		generateKeyBetween(value, null);
		generateKeyBetween(null, value);
		return true;
	} catch {
		return false;
	}
}

/** Compares by order, then by id; what is no order comes last. */
export function compareOrder(
	a: { id: string; order: string },
	b: { id: string; order: string }
): number {
	const [left, right] = [isOrder(a.order), isOrder(b.order)];
	if (left !== right) return left ? -1 : 1;
	if (left && a.order !== b.order) return a.order < b.order ? -1 : 1;
	return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/**
 * A key for something placed at an index among neighbours sorted by `compareOrder`. Strictly
 * between the two beside it. Where those are equal it follows all their equals, and what stands
 * among junk comes before the junk: nobody else's order is rewritten.
 */
export function orderAt(
	neighbours: readonly { order: string }[],
	index: number,
	random: (bytes: number) => Uint8Array
): string {
	const keys = neighbours.map(({ order }) => order);
	const before = keys.slice(0, index).findLast(isOrder) ?? null;
	const after =
		keys.slice(index).find((key) => isOrder(key) && (before === null || key > before)) ?? null;
	try {
		return jitter(before, after, random(jitterBytes));
	} catch {
		// Only keys at the far ends of the number space, which no app of ours writes, come here.
		return `${before ?? 'a0'}V`;
	}
}

function jitter(before: string | null, after: string | null, random: Uint8Array): string {
	let [low, high] = gap(before, after);
	for (const byte of random) {
		for (let bit = 0; bit < 8; bit++) {
			const middle = generateKeyBetween(low, high);
			if ((byte >> bit) & 1) low = middle;
			else high = middle;
		}
	}
	return generateKeyBetween(low, high);
}

/** At an open end the gap is the next whole step, or keys would grow each time one is put there. */
function gap(before: string | null, after: string | null): [string, string] {
	if (before !== null && after !== null) return [before, after];
	if (after !== null) {
		const high = generateKeyBetween(null, after);
		return [generateKeyBetween(null, high), high];
	}
	const low = generateKeyBetween(before, null);
	return [low, generateKeyBetween(low, null)];
}
