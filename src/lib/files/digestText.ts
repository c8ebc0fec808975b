import type { Digest, DigestItem } from './digest.ts';
import { oneLine } from './oneLine.ts';

/** A digest as plain text, for a chat or a mail. Ends with a line break. */
export function digestToText(digest: Digest): string {
	const title = oneLine(digest.title);
	const lines = [title, '='.repeat([...title].length), '', ...digest.lead.map(oneLine)];
	for (const { heading, isPart, items } of digest.sections) {
		const words = oneLine(heading);
		lines.push('', isPart ? words : words.toLocaleUpperCase(digest.language));
		for (const { head, details } of items) {
			lines.push(`- ${oneLine(head)}`);
			if (details.length > 0) lines.push(`  ${details.map(oneLine).join(' · ')}`);
		}
	}
	lines.push('', oneLine(digest.foot));
	return `${lines.join('\n')}\n`;
}

/** A digest as Markdown, for a wiki. Nothing that people wrote becomes a sign of Markdown. Ends with a line break. */
export function digestToMarkdown(digest: Digest): string {
	const lines = [`# ${escaped(digest.title)}`, ''];
	for (const line of digest.lead) lines.push(`${escaped(line)}  `);
	for (const { heading, isPart, items } of digest.sections) {
		lines.push('', `${isPart ? '###' : '##'} ${escaped(heading)}`, '', ...items.map(itemOf));
	}
	lines.push('', '---', '', escaped(digest.foot));
	return `${lines.join('\n').replace(/\n{3,}/g, '\n\n')}\n`;
}

function itemOf({ head, details }: DigestItem): string {
	const rest = details.map((detail) => escaped(detail)).join(' · ');
	return `- **${escaped(head)}**${rest === '' ? '' : `: ${rest}`}`;
}

/** A sign that is not seen and keeps letters beside each other apart for programs (word joiner). */
const joiner = '\u2060';

/**
 * On one line, with a backslash before whatever Markdown (CommonMark and GitHub's, with its formulas) could take for
 * its own: a sign anywhere, and at the start what begins a heading, a list or a quote. So no link, no image and no HTML
 * is made. Emoji by name, people and issues are looked for in what is shown already, where no backslash is left: there
 * a joiner stands between.
 */
function escaped(text: string): string {
	return oneLine(text)
		.replace(/:(?=[\w+-]+:)|@(?=\w)|#(?=\d)|\bGH-(?=\d)/gi, `$&${joiner}`)
		.replace(/[\\`*_[\]<>|~&!#@$]/g, '\\$&')
		.replace(/:(?=\/\/)/g, '\\:')
		.replace(/\bwww\./gi, (www) => `${www.slice(0, -1)}\\.`)
		.replace(/^([+=-])/, '\\$1')
		.replace(/^(\d+)([.)])/, '$1\\$2');
}
