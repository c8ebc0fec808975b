import type { LearningField } from '#lib/okr/keyResult.ts';
import { draftObjective, createKeys } from './lines.ts';
import { readKeyResultLine } from './keyResultLine.ts';
import { markLines, type MarkedLine } from './marks.ts';
import type { PasteContext, Reading, ReadLine } from './readPaste.ts';

/**
 * Reads lines of text or Markdown. What says which line is an objective is, in this order: its own
 * label (`O1:`, `KR 2.1:`), headings, bullets under a line, indentation, and blank lines between groups.
 */
export function readList(text: string, context: PasteContext): ReadLine[] {
	const keyOf = createKeys();
	const marked = markLines(text);
	const readings = readingsOf(marked);
	const lines = marked.map((line, at): ReadLine => ({
		key: keyOf(line.source),
		source: line.source,
		reading: readings[at] ?? 'ignored',
		objective: draftObjective(line.text),
		...readKeyResultLine(line.text, context)
	}));
	return withParts(lines, marked);
}

const parts: [LearningField, RegExp][] = [
	['question', /^(?:question|frage):\s+(?=\S)/i],
	['evidence', /^(?:evidence|beleg):\s+(?=\S)/i],
	['decision', /^(?:decision|entscheidung):\s+(?=\S)/i]
];

/** Bullets under a key result that say what it asks, by what that would be answered and what for, belong to it. */
function withParts(lines: ReadLine[], marked: readonly MarkedLine[]): ReadLine[] {
	let owner: number | null = null;
	const all = [...lines];
	for (const [at, { kind, depth, text }] of marked.entries()) {
		const line = all[at];
		const above = owner === null ? undefined : all[owner];
		const found = parts.find(([, label]) => label.test(text.slice(0, 40)));
		const isUnder = owner !== null && kind === 'bullet' && depth > (marked[owner]?.depth ?? 0);
		if (line && above && owner !== null && found && isUnder) {
			const [field, label] = found;
			const keyResult = { ...above.keyResult, [field]: text.replace(label, '') };
			all[owner] = { ...above, keyResult: { ...keyResult, ambition: 'learning' } };
			all[at] = { ...line, reading: 'ignored', isPart: true };
		} else if (line?.reading === 'keyResult') owner = at;
		else if (!isUnder) owner = null;
	}
	return all;
}

function readingsOf(lines: MarkedLine[]): Reading[] {
	const content = lines.filter(({ kind }) => kind !== 'nothing');
	const read = new Map<MarkedLine, Reading>();
	const scheme = content.some(({ label }) => label)
		? byLabels
		: content.some(({ kind }) => kind === 'heading')
			? byHeadings
			: content.some(({ kind }) => kind === 'bullet')
				? byBullets
				: byBlocks;
	for (const [at, line] of content.entries()) read.set(line, scheme(line, at, content));
	return lines.map((line) => read.get(line) ?? 'ignored');
}

/** Decides one line among all that have words in them. */
type Scheme = (line: MarkedLine, at: number, all: MarkedLine[]) => Reading;

const byLabels: Scheme = (line, at, all) => {
	if (line.label) return line.label;
	const hasBegun = all.slice(0, at).some(({ label }) => label === 'objective');
	const areLabelled = all.some(({ label }) => label === 'keyResult');
	return hasBegun && !areLabelled && line.kind === 'bullet' ? 'keyResult' : 'ignored';
};

const byHeadings: Scheme = (line, at, all) => {
	const levels = [...new Set(all.filter(isHeading).map(({ depth }) => depth))].sort(
		(a, b) => a - b
	);
	const deepest = levels.at(-1) ?? 0;
	if (all.every(isHeading)) {
		if (levels.length === 1) return 'objective';
		return line.depth === deepest
			? 'keyResult'
			: line.depth === levels.at(-2)
				? 'objective'
				: 'ignored';
	}
	const next = all[at + 1];
	if (isHeading(line)) {
		const leads = next !== undefined && !isHeading(next);
		return line.depth === deepest || leads ? 'objective' : 'ignored';
	}
	if (line.kind === 'bullet') return line.depth === 0 ? 'keyResult' : 'ignored';
	return sectionOf(all, at).some(({ kind }) => kind === 'bullet') ? 'ignored' : 'keyResult';
};

const byBullets: Scheme = (line, at, all) => {
	const isNested = all.some(({ kind, depth }) => kind === 'bullet' && depth > 0);
	const leaders = all.filter(
		(one, index) => one.kind === 'plain' && all[index + 1]?.kind === 'bullet'
	);
	// With one line above it all, that line is the title of the whole list.
	const byDepth = isNested && leaders.length < 2;
	if (line.kind === 'plain') return !byDepth && leaders.includes(line) ? 'objective' : 'ignored';
	if (byDepth) return line.depth === 0 ? 'objective' : line.depth === 1 ? 'keyResult' : 'ignored';
	if (leaders.length > 0) return line.depth === 0 ? 'keyResult' : 'ignored';
	return hasAmount(line) ? 'keyResult' : 'objective';
};

const byBlocks: Scheme = (line, at, all) => {
	if (all.some(({ depth }) => depth > 0)) {
		return line.depth === 0 ? 'objective' : line.depth === 1 ? 'keyResult' : 'ignored';
	}
	const isOneBlock = all.every(({ block }) => block === all[0]?.block);
	const isFirst = all[at - 1]?.block !== line.block;
	const isAlone = isFirst && all[at + 1]?.block !== line.block;
	if (isOneBlock || isAlone) return at > 0 && hasAmount(line) ? 'keyResult' : 'objective';
	return isFirst ? 'objective' : 'keyResult';
};

function isHeading({ kind }: MarkedLine): boolean {
	return kind === 'heading';
}

/** The lines around one, up to the headings before and after it. */
function sectionOf(all: MarkedLine[], at: number): MarkedLine[] {
	const from = all.findLastIndex((line, index) => index < at && isHeading(line)) + 1;
	const end = all.findIndex((line, index) => index > at && isHeading(line));
	return all.slice(from, end < 0 ? undefined : end);
}

function hasAmount({ text }: MarkedLine): boolean {
	return /\d/.test(text);
}
