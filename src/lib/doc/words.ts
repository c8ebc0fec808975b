/*
 * What two people did to one text, word by word. It must come out the same on every replica, so
 * nothing here depends on a language, on Intl, or on the engine's edition of Unicode.
 */

/** Part of a base text, as token indices, and what somebody put in its place. */
export interface Hunk {
	from: number;
	/** Exclusive; equal to `from` for an insertion. */
	to: number;
	text: string;
}

/** Above this many cells a comparison is not worth its time, and all between the ends is one hunk. */
const maxCells = 250_000;

/** A text in pieces that together are the text: words, and everything else one character each. */
export function toTokens(text: string): string[] {
	const tokens: string[] = [];
	let word = '';
	for (const character of text) {
		if (isWordCharacter(character.codePointAt(0) ?? 0)) {
			word += character;
			continue;
		}
		if (word) tokens.push(word);
		word = '';
		tokens.push(character);
	}
	if (word) tokens.push(word);
	return tokens;
}

/** How one text became another, first hunk first; none where they are equal. */
export function toHunks(base: readonly string[], text: readonly string[]): Hunk[] {
	let start = 0;
	while (start < base.length && start < text.length && base[start] === text[start]) start++;
	let [end, textEnd] = [base.length, text.length];
	while (end > start && textEnd > start && base[end - 1] === text[textEnd - 1]) {
		end--;
		textEnd--;
	}
	const [old, now] = [base.slice(start, end), text.slice(start, textEnd)];
	if (old.length === 0 && now.length === 0) return [];
	const whole = { from: start, to: end, text: now.join('') };
	if (old.length === 0 || now.length === 0 || old.length * now.length > maxCells) return [whole];
	return align(old, now, start);
}

/**
 * Whether two edits of one base are at odds: they touch the same place, and neither does what the
 * other does already. Touching is wide: an edit beside an edit is at odds too, as the shared text
 * may hold the two in either order.
 */
export function areAtOdds(base: string, a: string, b: string): boolean {
	if (a === b) return false;
	const tokens = toTokens(base);
	const others = toEdits(tokens, toTokens(b));
	return toEdits(tokens, toTokens(a)).some((hunk) =>
		others.some((other) => isTouching(hunk, other) && !isCompatible(hunk, other))
	);
}

/** Whether two edits of one base meet; side by side is meeting. */
export function isTouching(a: Hunk, b: Hunk): boolean {
	return a.from <= b.to && b.from <= a.to;
}

/** One typist seen with lag: the earlier state of a place is contained in the later one. */
export function isCompatible(a: Hunk, b: Hunk): boolean {
	if (a.from !== b.from || a.to !== b.to) return false;
	return isWithin(a.text, b.text) || isWithin(b.text, a.text);
}

/** Whether one text is another with characters left out. */
export function isWithin(part: string, whole: string): boolean {
	let at = 0;
	for (const character of whole) if (part.startsWith(character, at)) at += character.length;
	return at === part.length;
}

/** Hunks as somebody meant them: who retypes most of a text means all of it, even a word that stayed. */
function toEdits(base: readonly string[], text: readonly string[]): Hunk[] {
	const hunks = toHunks(base, text);
	const [first, last] = [hunks[0], hunks.at(-1)];
	if (!first || !last || hunks.length === 1) return hunks;
	const weigh = (tokens: readonly string[]) => tokens.join('').replaceAll(' ', '').length;
	const replaced = hunks.reduce((sum, { from, to }) => sum + weigh(base.slice(from, to)), 0);
	if (replaced * 2 <= weigh(base)) return hunks;
	const behind = base.length - last.to;
	return [
		{
			from: first.from,
			to: last.to,
			text: text.slice(first.from, text.length - behind).join('')
		}
	];
}

/** The hunks between two token lists by their longest common subsequence. */
function align(old: readonly string[], now: readonly string[], offset: number): Hunk[] {
	const width = now.length + 1;
	const lengths = new Uint16Array((old.length + 1) * width);
	const at = (i: number, j: number) => lengths[i * width + j] ?? 0;
	for (let i = old.length - 1; i >= 0; i--) {
		for (let j = now.length - 1; j >= 0; j--) {
			lengths[i * width + j] =
				old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
		}
	}
	const hunks: Hunk[] = [];
	let open: Hunk | null = null;
	let [i, j] = [0, 0];
	while (i < old.length || j < now.length) {
		if (i < old.length && j < now.length && old[i] === now[j]) {
			open = null;
			i++;
			j++;
			continue;
		}
		if (!open) hunks.push((open = { from: offset + i, to: offset + i, text: '' }));
		if (j >= now.length || (i < old.length && at(i + 1, j) >= at(i, j + 1))) {
			open.to = offset + ++i;
		} else {
			open.text += now[j++] ?? '';
		}
	}
	return hunks;
}

/** First and last code points of what is not a word: spaces, punctuation, symbols, pictures. */
const separators: readonly (readonly [number, number])[] = [
	[0x80, 0xa9],
	[0xab, 0xb4],
	[0xb6, 0xb9],
	[0xbb, 0xbf],
	[0xd7, 0xd7],
	[0xf7, 0xf7],
	[0x60c, 0x60d],
	[0x61b, 0x61f],
	[0x6d4, 0x6d4],
	[0x964, 0x965],
	[0x2000, 0x206f],
	[0x20a0, 0x20cf],
	[0x2190, 0x2bff],
	[0xfff0, 0xffff],
	[0x1f000, 0x1faff]
];

/** Scripts that put no space between words: each character is a token, and punctuation is anyway. */
const unspaced: readonly (readonly [number, number])[] = [
	[0xe00, 0xeff],
	[0x1000, 0x109f],
	[0x1780, 0x17ff],
	[0x2e80, 0x31ff],
	[0x3200, 0x9fff],
	[0xf900, 0xfaff],
	[0xfe30, 0xfe4f],
	[0xff00, 0xffef],
	[0x20000, 0x3ffff]
];

function isWordCharacter(code: number): boolean {
	if (code < 0x80) {
		const isDigit = code >= 0x30 && code <= 0x39;
		const isLetter = (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a;
		return isDigit || isLetter;
	}
	const isIn = (ranges: typeof separators) =>
		ranges.some(([first, last]) => code >= first && code <= last);
	return !isIn(separators) && !isIn(unspaced);
}
