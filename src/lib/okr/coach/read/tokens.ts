import type { Span } from '../advice.ts';

export interface Token extends Span {
	/** As typed. */
	text: string;
	/** Lower case, with one kind of apostrophe and hyphen. */
	lower: string;
	/** `date` is digits that can only be a calendar day. */
	kind: 'word' | 'number' | 'date' | 'mark';
	/** Whether it stands right behind the token before it. */
	glued: boolean;
}

/**
 * Nothing longer is a line. What comes behind is not looked at, which bounds the time of a review
 * whatever is pasted. In UTF-16 units.
 */
export const longestLine = 1000;

/*
 * Every alternative begins with something the others do not, and nothing repeats inside a repetition
 * that could match the same letters in two ways: time is linear in the text.
 */
const pattern = new RegExp(
	[
		String.raw`(?<date>\d{4}-\d\d-\d\d|\d{1,2}\.\d{1,2}\.(?:\d{4}|\d\d(?!\d))?|\d{1,2}/\d{1,2}/\d{2,4})(?![\p{L}\p{Nd}])`,
		String.raw`(?<number>\p{Nd}{1,3}(?:[    '’]\p{Nd}{3})+(?!\p{Nd})(?:[.,]\p{Nd}+)?|\p{Nd}+(?:[.,]\p{Nd}+)*)`,
		String.raw`(?<word>v\d+(?:\.\d+)*(?![\p{L}\p{Nd}])|\p{L}[\p{L}\p{M}\p{Nd}]*(?:['’‑-]\p{L}[\p{L}\p{M}\p{Nd}]*)*)`,
		String.raw`(?<mark><?-{1,2}>|[<>=]=|=>|\.{3}|[^\s\p{L}\p{M}\p{Nd}])`
	].join('|'),
	'giu'
);

/** The words, numbers and marks of a line, from left to right. Total: what is none of these is passed over. Cut the text first. */
export function tokensOf(text: string): Token[] {
	const tokens: Token[] = [];
	let before = -1;
	for (const match of text.matchAll(pattern)) {
		const kind = kindOf(match.groups);
		const start = match.index;
		const end = start + match[0].length;
		const lower = match[0].toLowerCase().replaceAll('’', "'").replaceAll('‑', '-');
		tokens.push({ text: match[0], lower, start, end, kind, glued: start === before });
		before = end;
	}
	return tokens;
}

function kindOf(groups: Record<string, string | undefined> | undefined): Token['kind'] {
	if (groups?.word !== undefined) return 'word';
	if (groups?.number !== undefined) return 'number';
	return groups?.date !== undefined ? 'date' : 'mark';
}
