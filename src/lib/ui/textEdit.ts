/*
 * The arithmetic of writing together in one field. The field shows the *shadow*: the source as it was when
 * the field was last in step. While an input method composes, the field may not be touched, so the source
 * runs ahead; an alignment remembers which letter of the shadow is which letter of the source.
 */
import type { Delta, Edit } from './textSource.ts';

/**
 * `at[i]` is where the shadow's unit `i` stands in the source, or -1 when a colleague took it out; what is
 * not named is a colleague's and not yet shown. Ascending. `length` is the source's, in UTF-16 units.
 */
export interface Alignment {
	readonly at: readonly number[];
	readonly length: number;
}

/** The alignment of a shadow that is exactly its source. */
export function inStep(length: number): Alignment {
	return { at: Array.from({ length }, (_, i) => i), length };
}

/**
 * The one replacement that turns `before` into `after`, or null when they are equal. Never splits a code point.
 * @param caret where the caret stands in `after`: what was typed ends there, so among equal letters it
 * says which one is new or gone. Any number is safe.
 */
export function diffText(before: string, after: string, caret: number): Edit | null {
	if (before === after) return null;
	const shorter = Math.min(before.length, after.length);
	let tail = commonTail(before, after, Math.min(shorter, Math.max(0, after.length - caret)));
	let head = commonHead(before, after, shorter - tail);
	tail += commonTail(
		before.slice(0, before.length - tail),
		after.slice(0, after.length - tail),
		shorter - head - tail
	);
	if (splitsPair(before, head) || splitsPair(after, head)) head--;
	if (splitsPair(before, before.length - tail) || splitsPair(after, after.length - tail)) tail--;
	return {
		at: head,
		del: before.length - head - tail,
		ins: after.slice(head, after.length - tail)
	};
}

/** The alignment after a colleague changed the source by `delta`; the shadow stays as it is. */
export function alignRemote(alignment: Alignment, delta: Delta): Alignment {
	const moved: number[] = [];
	let to = 0;
	for (const { retain = 0, insert = '', delete: gone = 0 } of delta) {
		for (let i = 0; i < retain; i++) moved.push(to++);
		for (let i = 0; i < gone; i++) moved.push(-1);
		to += insert.length;
	}
	while (moved.length < alignment.length) moved.push(to++);
	return { at: alignment.at.map((at) => (at < 0 ? -1 : (moved[at] ?? -1))), length: to };
}

/**
 * What `edit`, made on the shadow, means for the source, from the end to the start, and the alignment
 * after both have it. Takes out only letters the shadow shows: a colleague's new ones always stay.
 */
export function alignLocal(
	alignment: Alignment,
	edit: Edit
): { edits: Edit[]; alignment: Alignment } {
	const gone = alignment.at.slice(edit.at, edit.at + edit.del).filter((at) => at >= 0);
	// What replaces letters stands where the first of them stood, even if a colleague wrote before it.
	const place = gone[0] ?? toSource(alignment, edit.at);
	const edits: Edit[] = [];
	if (edit.ins) edits.push({ at: place, del: 0, ins: edit.ins });
	for (const at of gone) {
		const last = edits.at(-1);
		if (last && last.at + last.del === at) last.del++;
		else edits.push({ at, del: 1, ins: '' });
	}
	return { edits: edits.reverse(), alignment: shift(alignment, edit, gone, place) };
}

/**
 * Where index `index` of the shadow is in the source. Between a letter shown and a colleague's new one it
 * clings to the letter before, or with `'after'` to the letter behind.
 */
export function toSource(
	{ at, length }: Alignment,
	index: number,
	side: 'before' | 'after' = 'before'
): number {
	if (side === 'before') {
		for (let i = Math.min(index, at.length) - 1; i >= 0; i--)
			if ((at[i] ?? -1) >= 0) return (at[i] ?? 0) + 1;
		return 0;
	}
	for (let i = index; i < at.length; i++) if ((at[i] ?? -1) >= 0) return at[i] ?? 0;
	return length;
}

/** Where index `index` of the source would be in the shadow: behind the last letter shown before it. */
export function toShadow({ at }: Alignment, index: number): number {
	for (let i = at.length - 1; i >= 0; i--) {
		const here = at[i] ?? -1;
		if (here >= 0 && here < index) return i + 1;
	}
	return 0;
}

/** A range after `edit`; it takes in nothing that comes at its edges. */
export function moveRange<R extends { from: number; to: number }>(edit: Edit, range: R): R {
	const move = (index: number) => Math.max(index, edit.at + edit.del) - edit.del + edit.ins.length;
	return {
		...range,
		from: range.from < edit.at ? range.from : move(range.from),
		to: range.to <= edit.at ? range.to : move(range.to)
	};
}

/** The ranges of the source that are not in the shadow, as [from, to). */
export function unseen({ at, length }: Alignment): [from: number, to: number][] {
	const ranges: [number, number][] = [];
	let next = 0;
	for (const here of [...at.filter((here) => here >= 0), length]) {
		if (here > next) ranges.push([next, here]);
		next = here + 1;
	}
	return ranges;
}

/** A field of one line shows every line break as a space: as long as before, so indexes stay the same. */
export function flat(text: string): string {
	return text.replace(/[\r\n\u2028\u2029]/g, ' ');
}

function shift({ at, length }: Alignment, edit: Edit, gone: number[], place: number): Alignment {
	const added = edit.ins.length;
	const move = (from: number): number => {
		if (from < 0) return -1;
		const before = gone.filter((one) => one < from).length;
		return from - before + (from >= place ? added : 0);
	};
	return {
		at: [
			...at.slice(0, edit.at).map(move),
			...Array.from({ length: added }, (_, i) => place + i),
			...at.slice(edit.at + edit.del).map(move)
		],
		length: length - gone.length + added
	};
}

function commonHead(a: string, b: string, limit: number): number {
	let n = 0;
	while (n < limit && a[n] === b[n]) n++;
	return n;
}

function commonTail(a: string, b: string, limit: number): number {
	let n = 0;
	while (n < limit && a[a.length - 1 - n] === b[b.length - 1 - n]) n++;
	return n;
}

/** Whether `index` lies between the two halves of one code point. */
function splitsPair(text: string, index: number): boolean {
	return /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(Math.max(0, index - 1), index + 1));
}
