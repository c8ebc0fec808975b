import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

type Rgb = [number, number, number];
const css = readFileSync(new URL('../../src/lib/ui/tokens.css', import.meta.url), 'utf8');

/** A colour token's linear red, green and blue, 0..1. */
function token(name: string, theme: 'light' | 'dark'): Rgb {
	const found = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(css);
	const hex = found?.[theme === 'light' ? 1 : 2];
	if (!hex) throw new Error(`tokens.css has no colour --${name}`);
	return [1, 3, 5].map((at) => {
		const part = parseInt(hex.slice(at, at + 2), 16) / 255;
		return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
	}) as Rgb;
}

/** WCAG 2.2 contrast, 1..21. */
function contrast(a: Rgb, b: Rgb): number {
	const light = ([red, green, blue]: Rgb) => 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05;
	const [one, two] = [light(a), light(b)];
	return Math.max(one, two) / Math.min(one, two);
}

/** Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB. */
const eyes: Record<string, Rgb[]> = {
	usual: [
		[1, 0, 0],
		[0, 1, 0],
		[0, 0, 1]
	],
	protan: [
		[0.152286, 1.052583, -0.204868],
		[0.114503, 0.786281, 0.099216],
		[-0.003882, -0.048116, 1.051998]
	],
	deutan: [
		[0.367322, 0.860646, -0.227968],
		[0.280085, 0.672501, 0.047413],
		[-0.01182, 0.04294, 0.968881]
	],
	tritan: [
		[1.255528, -0.076749, -0.178779],
		[-0.078411, 0.930809, 0.147602],
		[0.004733, 0.691367, 0.3039]
	]
};

/** Björn Ottosson's Oklab, where distances are about as large as they look. */
function oklab([red, green, blue]: Rgb): Rgb {
	const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
	const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
	const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
	return [
		0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
		1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
		0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s
	];
}

function seen(colour: Rgb, eye: Rgb[]): Rgb {
	const through = eye.map((row) =>
		Math.min(1, Math.max(0, row[0] * colour[0] + row[1] * colour[1] + row[2] * colour[2]))
	);
	return oklab(through as Rgb);
}

function distance(a: Rgb, b: Rgb): number {
	return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

const people = Array.from({ length: 12 }, (_, i) => i);

describe.each(['light', 'dark'] as const)('the colours of the %s theme', (theme) => {
	const papers = ['paper', 'sheet', 'hollow'];

	it('[LOOK-1] all words reach 4.5:1 on every ground they stand on', () => {
		const inks = ['ink', 'ink-soft', 'accent', 'on-track', 'at-risk', 'off-track', 'stale'];
		const pairs = [
			...papers.flatMap((paper) => inks.map((ink) => [ink, paper] as const)),
			...['on-track', 'at-risk', 'off-track', 'stale'].map((ink) => [ink, `${ink}-wash`] as const),
			...['accent', 'off-track', 'at-risk'].map((wash) => ['ink', `${wash}-wash`] as const),
			['accent', 'accent-wash'] as const,
			['accent-strong', 'hollow'] as const,
			['on-accent', 'accent'] as const,
			['on-accent', 'accent-strong'] as const,
			['sheet', 'off-track'] as const,
			...people.map((n) => [`on-person-${n}`, `person-${n}`] as const)
		];
		const faint = pairs
			.map(([ink, on]) => ({ ink, on, ratio: contrast(token(ink, theme), token(on, theme)) }))
			.filter(({ ratio }) => ratio < 4.5);
		expect(faint).toEqual([]);
	});

	it("[LOOK-2] everything that bounds a control or is a person's mark reaches 3:1", () => {
		const faint = papers.flatMap((paper) => {
			const marks = [
				'edge',
				'stone-line',
				...(paper === 'hollow' ? [] : people.map((n) => `person-${n}`))
			];
			return marks.filter((mark) => contrast(token(mark, theme), token(paper, theme)) < 3);
		});
		expect(faint).toEqual([]);
	});

	it.each(Object.keys(eyes))('[LOOK-3] the twelve people stay apart for %s eyes', (eye) => {
		const seenAs = people.map((n) => seen(token(`person-${n}`, theme), eyes[eye] ?? []));
		const close = seenAs.flatMap((one, a) =>
			seenAs.flatMap((two, b) => (b > a && distance(one, two) < 0.075 ? [[a, b]] : []))
		);
		expect(close).toEqual([]);
	});
});

describe('the scale', () => {
	it('[LOOK-4] has at most seven sizes of type', () => {
		const sizes = new Set([...css.matchAll(/--text-\w+(?=:)/g)].map(([name]) => name));
		expect([...sizes]).toHaveLength(7);
	});
});
