import { askedBy, asksQuestion, type LearningField } from '#lib/okr/keyResult.ts';
import { formatNumber } from '#lib/okr/number.ts';
import { linkOf, packBySection, type PackDraft, type PackSection } from '#lib/okr/pack.ts';
import type { Exported, ExportedKeyResult } from './exported.ts';

/** The words between the values, in the person's language; pasting reads them back. */
export interface TextWords {
	audience: (who: string) => string;
	fromTo: (from: string, to: string) => string;
	from: (from: string) => string;
	to: (to: string) => string;
	above: (limit: string) => string;
	below: (limit: string) => string;
	by: (day: string) => string;
	/** Of what is there to learn, each on a line of its own. */
	question: (text: string) => string;
	evidence: (text: string) => string;
	decision: (text: string) => string;
	untitled: string;
	pack: string;
	section: (section: PackSection) => string;
}

/** A plan as Markdown: for a wiki, a mail, a chat, and for pasting into Cairn again. */
export function planToMarkdown(exported: Exported, words: TextWords): string {
	const { team, cycle, plan } = exported;
	const title = [team, cycle.name].filter(Boolean).join(': ');
	const lines = [`# ${escaped(title)} (${cycle.startOn} – ${cycle.endOn})`];
	for (const { title, audience, keyResults } of plan.objectives) {
		lines.push('', `## ${escaped(title) || words.untitled}`, '');
		if (audience !== '') lines.push(`> ${escaped(words.audience(audience))}`, '');
		for (const keyResult of keyResults) {
			lines.push(
				`- ${escaped(keyResult.metric) || words.untitled}${restOf(keyResult, exported, words)}`,
				...learningLines(keyResult, words)
			);
		}
	}
	lines.push(...packLines(exported.pack ?? [], words));
	return `${lines.join('\n')}\n`;
}

/** Behind the plan, as a quotation: whoever pastes the text again gets the plan alone. */
function packLines(pack: readonly PackDraft[], words: TextWords): string[] {
	if (pack.length === 0) return [];
	return [
		'',
		`> **${words.pack}**`,
		...packBySection(pack).flatMap(({ section, items }) => [
			'>',
			`> ${words.section(section)}:`,
			'>',
			...items.map((item) => `> - ${packLine(item)}`)
		])
	];
}

function packLine({ text, figure, source }: PackDraft): string {
	const pieces = [figure, linkOf(source)?.href ?? escaped(source)].filter((piece) => piece !== '');
	return `${escaped(text)}${pieces.length > 0 ? ` (${pieces.join('; ')})` : ''}`;
}

function learningLines(keyResult: ExportedKeyResult, words: TextWords): string[] {
	const said = Object.entries(askedBy(keyResult)) as [LearningField, string][];
	return said.map(([field, text]) => `  - ${escaped(words[field](text))}`);
}

function restOf(
	keyResult: ExportedKeyResult,
	{ nameOf, locale }: Exported,
	words: TextWords
): string {
	const { dueOn, ownerId } = keyResult;
	const name = ownerId === null ? undefined : nameOf(ownerId);
	const pieces = [
		valuesOf(keyResult, locale, words),
		dueOn === null ? '' : words.by(dueOn),
		name === undefined ? '' : `(${escaped(name)})`
	];
	return pieces.map((piece) => (piece === '' ? '' : ` ${piece}`)).join('');
}

/** Where it goes from and to, in words; '' where nothing is known, and of a question. */
export function valuesOf(
	{
		kind,
		baseline,
		target,
		unit,
		guard,
		ambition
	}: Pick<ExportedKeyResult, 'kind' | 'baseline' | 'target' | 'unit' | 'guard' | 'ambition'>,
	locale: string,
	words: TextWords
): string {
	const write = (value: number) => formatNumber(value, locale, unit);
	if (kind === 'milestone' || asksQuestion({ ambition })) return '';
	if (kind === 'guard') return target === null ? '' : words[guard](write(target));
	if (baseline !== null && target !== null) return words.fromTo(write(baseline), write(target));
	if (target !== null) return words.to(write(target));
	return baseline === null ? '' : words.from(write(baseline));
}

/** On one line, with a backslash before what Markdown would take for its own sign. */
function escaped(text: string): string {
	return text
		.trim()
		.replace(/\s+/gu, ' ')
		.replace(/[\\*_`[\]<>|~]/g, '\\$&');
}
