import { lineBreak } from './lines.ts';

/** One line with what its first signs say of it. */
export interface MarkedLine {
	/** As pasted, without the line break. */
	source: string;
	/** Without bullets, hashes, numbers and labels. */
	text: string;
	/** `nothing`: a rule, or words that only head a section (`Key results:`). */
	kind: 'heading' | 'bullet' | 'plain' | 'nothing';
	/** Of a heading its level from 1, of others how far they are nested, from 0. */
	depth: number;
	label: 'objective' | 'keyResult' | null;
	/** Counts up at every blank line. */
	block: number;
}

/** Signs stand at the start: no pattern looks further, so that a long line costs its length once. */
const headLength = 120;

const heading = /^(#{1,6})\s+/;
const bullet = /^(?:[-*+•‣◦▪●○■–—·]|\(?\d{1,3}[.)]|[a-z][.)])\s+(?:\[[ xX]?\]\s+)?/;
const numbering = /^(\d{1,2})((?:\.\d{1,2})+)\.?\s+/;
const labels: [NonNullable<MarkedLine['label']>, RegExp][] = [
	[
		'keyResult',
		/^(?:kr|key results?|schlüsselergebnis|ergebnis)\s*(?:\d{1,2}(?:\.\d{1,2})*)?\s*(?:[:)–—-]|\.(?!\d))\s*(?=\S)/i
	],
	['keyResult', /^kr\s?\d{1,2}(?:\.\d{1,2})*\s+/i],
	['objective', /^(?:o|objective|goal|ziel)\s*(?:\d{1,2})?\s*[:)–—-]\s*(?=\S)/i],
	['objective', /^o\d{1,2}\.?\s+/i]
];
const sections =
	/^(?:objectives?|goals?|key results?|krs?|okrs?|ziele?|schlüsselergebnisse?|ergebnisse)$/i;

/** The lines of a text that are not blank. */
export function markLines(text: string): MarkedLine[] {
	const all = text.split(lineBreak);
	const numbers = new Set(
		all.flatMap((line) => /^\s*(\d{1,2})[.)]\s/.exec(line.slice(0, 40))?.[1] ?? [])
	);
	const indents: number[] = [];
	let block = 0;
	const lines: MarkedLine[] = [];
	for (const source of all) {
		if (source.trim() === '') {
			block++;
			continue;
		}
		const line = markLine(source, numbers);
		lines.push({ ...line, block, depth: line.depth ?? depthOf(indentOf(source), indents) });
		if (line.kind === 'heading') indents.length = 0;
	}
	return lines;
}

function markLine(source: string, numbers: Set<string>) {
	let rest = source.trim();
	let kind: MarkedLine['kind'] = 'plain';
	let depth: number | null = null;
	const take = (pattern: RegExp) => {
		const found = pattern.exec(rest.slice(0, headLength));
		if (found) rest = rest.slice(found[0].length);
		return found;
	};
	const hashes = take(heading);
	const levels = hashes || !numbers.has(/^\d+/.exec(rest)?.[0] ?? '') ? null : take(numbering);
	if (hashes) {
		kind = 'heading';
		depth = hashes[1]?.length ?? 1;
	} else if (levels) {
		kind = 'bullet';
		depth = (levels[2] ?? '').split('.').length - 1;
	} else if (take(bullet)) {
		kind = 'bullet';
	}
	rest = withoutMarkup(rest, kind === 'heading');
	const isBold =
		kind === 'plain' && rest.startsWith('**') && rest.endsWith('**') && rest.length > 4;
	if (isBold) [kind, depth] = ['heading', 7];
	rest = withoutBold(rest);
	const label = labels.find(([, pattern]) => take(pattern) !== null)?.[0] ?? null;
	const words = rest.slice(0, headLength).replace(/[:*_\s]+$/, '');
	const isQuote = rest.startsWith('>');
	if (
		isQuote ||
		!/[\p{L}\p{N}]/u.test(rest) ||
		(rest.length < headLength && sections.test(words))
	) {
		kind = 'nothing';
	}
	const isMarkdown = kind === 'heading' || kind === 'bullet';
	const text = isMarkdown ? rest.replace(/\\([\\*_`[\]<>|~])/g, '$1') : rest;
	return { source, text: text.trim() || source.trim(), kind, depth, label };
}

/** The hashes that may close a heading. */
function withoutMarkup(text: string, isHeading: boolean): string {
	let end = text.length;
	while (isHeading && text[end - 1] === '#') end--;
	return text.slice(0, end).trim();
}

/** Takes off a pair of stars around the line or around its beginning: `**O1:** Guests come back`. */
function withoutBold(text: string): string {
	if (!text.startsWith('**')) return text;
	const end = text.indexOf('**', 2);
	return end < 0 ? text : `${text.slice(2, end)}${text.slice(end + 2)}`.trim();
}

/** Columns of a tab are 4 wide. */
function indentOf(source: string): number {
	let width = 0;
	for (const sign of source) {
		if (sign === '\t') width += 4;
		else if (sign.trim() === '') width++;
		else break;
	}
	return width;
}

/** How many indents above it are smaller; whoever goes back goes back to one of those. */
function depthOf(indent: number, indents: number[]): number {
	while (indents.length > 0 && (indents.at(-1) ?? 0) > indent) indents.pop();
	if (indents.at(-1) !== indent) indents.push(indent);
	return indents.length - 1;
}
