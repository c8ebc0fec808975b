import type { Digest, DigestItem, DigestSection } from './digest.ts';
import { oneLine } from './oneLine.ts';

/**
 * A digest as a whole page of HTML, which needs nothing from anywhere: no script, no style sheet and no picture is in it.
 */
export function digestToHtml(digest: Digest): string {
	const title = escaped(digest.title);
	return `<!doctype html>
<html lang="${escaped(digest.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>
:root { color-scheme: light dark; }
body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1, h2, h3 { line-height: 1.25; }
li { margin-block: 0.4rem; }
footer { margin-block-start: 2rem; font-size: 0.875rem; opacity: 0.8; }
</style>
</head>
<body>
${fragmentOf(digest)}</body>
</html>
`;
}

function fragmentOf(digest: Digest): string {
	return `<h1 dir="auto">${escaped(digest.title)}</h1>
${digest.lead.map((line) => `<p dir="auto">${escaped(line)}</p>\n`).join('')}${digest.sections.map(sectionOf).join('')}<footer><p>${escaped(digest.foot)}</p></footer>
`;
}

function sectionOf({ heading, isPart, items }: DigestSection): string {
	const tag = isPart ? 'h3' : 'h2';
	const list = items.length > 0 ? `<ul>\n${items.map(itemOf).join('')}</ul>\n` : '';
	return `<${tag} dir="auto">${escaped(heading)}</${tag}>\n${list}`;
}

function itemOf({ head, details }: DigestItem): string {
	const rest = details.map((detail) => `<br><bdi>${escaped(detail)}</bdi>`).join('');
	return `<li dir="auto"><strong><bdi>${escaped(head)}</bdi></strong>${rest}</li>\n`;
}

/** Text is text: neither in an element nor in an attribute can it be more. */
function escaped(text: string): string {
	return oneLine(text).replace(/[&<>"'`]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
