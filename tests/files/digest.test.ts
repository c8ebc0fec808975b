import { describe, expect, test } from 'vitest';
import type { Digest } from '#lib/files/digest.ts';
import { digestToHtml } from '#lib/files/digestHtml.ts';
import { digestToMarkdown, digestToText } from '#lib/files/digestText.ts';

const hostile = [
	'<script>alert(1)</script>',
	'"><img src=x onerror=alert(1)>',
	'[click](javascript:alert(1))',
	'![x](https://evil.example/x.png)',
	'# A heading',
	'- a list\n- more\n\n# and a heading',
	'1. first',
	'https://evil.example and www.evil.example and @everyone',
	'`code` *bold* __more__ ~~gone~~ | cell | &lt;b&gt;',
	'\u202Egnp.exe and \u0007\u001b[31mred\u2028next',
	"' onmouseover='alert(1)",
	'costs $x$ or $$y$$',
	':tada: :+1: :white_check_mark:',
	'@ana, see #12 and GH-12'
];

function digestWith(text: string): Digest {
	return {
		language: 'en-GB',
		title: text,
		lead: [text, text],
		sections: [
			{ heading: text, isPart: false, items: [{ head: text, details: [text, text] }] },
			{ heading: text, isPart: true, items: [{ head: text, details: [] }] }
		],
		foot: text
	};
}

/** Signs that steer a terminal, end a line or turn the direction of reading. */
const steering = /[\p{Cc}\u2028\u202a-\u202e\u2066-\u2069]/u;

/** What CommonMark reads: escapes are taken off, and what is left of signs would be markup. */
const unescaped = (line: string) => line.replace(/\\[!-/:-@[-`{-~]/g, '');

describe('[DIGEST-2] nothing that people wrote becomes more than text', () => {
	test.each(hostile)('in HTML: %j', (text) => {
		const html = digestToHtml(digestWith(text));
		const plain = digestToHtml(digestWith('Plain'));
		const tags = (page: string) => page.match(/<[^>]*>/g);
		expect(tags(html)).toEqual(tags(plain));
		expect(html.replaceAll('\n', '')).not.toMatch(steering);
	});

	test.each(hostile)('in Markdown: %j', (text) => {
		const lines = (markdown: string) => markdown.split('\n');
		const markdown = lines(digestToMarkdown(digestWith(text)));
		const plain = lines(digestToMarkdown(digestWith('Plain')));
		expect(markdown.length).toBe(plain.length);
		for (const [at, line] of markdown.entries()) {
			// What stands before and around the words is the digest's own.
			const frame = /^(#{1,3} |- \*\*)?/.exec(plain[at] ?? '')?.[0] ?? '';
			expect(line.startsWith(frame)).toBe(true);
			const own = frame.startsWith('-') ? /\*\*/g : /^$/;
			const rest = unescaped(line.slice(frame.length)).replace(own, '');
			if (rest === '---') continue;
			expect(rest).not.toMatch(/[`*_[\]<>|~#@&!$]|^\s*(?:[-+=]|\d+[.)])|:\/\/|www\./);
		}
	});

	test('in Markdown no emoji, person or issue by its name, which GitHub finds in what is shown', () => {
		const text = ':tada: :white_check_mark: 12:30 @ana #12 GH-12';
		const shown = digestToMarkdown(digestWith(text)).replace(/\\([!-/:-@[-`{-~])/g, '$1');
		expect(shown).not.toMatch(/:[\w+-]+:|@\w|#\d|GH-\d/i);
		expect(shown.replaceAll('\u2060', '')).toContain(text);
	});

	test.each(hostile)('in plain text: %j', (text) => {
		const plain = digestToText(digestWith('Plain')).split('\n').length;
		const lines = digestToText(digestWith(text));
		expect(lines.split('\n').length).toBe(plain);
		expect(lines.replaceAll('\n', '')).not.toMatch(steering);
	});
});

test('[DIGEST-2] the words are still there as they were written', () => {
	const digest = digestWith('A < B & C: 50% of 1.5 k, "so" to speak – שלום');
	expect(digestToText(digest)).toContain('- A < B & C: 50% of 1.5 k, "so" to speak – שלום');
	const html = digestToHtml(digest).replace(/&#(\d+);/g, (_, code) =>
		String.fromCharCode(Number(code))
	);
	expect(html).toContain('<bdi>A < B & C: 50% of 1.5 k, "so" to speak – שלום</bdi>');
});
