import { decodeQR } from 'qr/decode.js';
import { expect, test } from 'vitest';
import { textToQr, type Qr } from '#lib/files/qr.ts';

const link = `https://okr.example.org/join#1.e.${'a2'.repeat(13)}.${'Az-_'.repeat(11).slice(1)}.x7q4`;

/** Paints the path as a camera would see it: 4 px a module on white, with the quiet zone. */
function photograph({ size, path }: Qr): string {
	const side = (size + 8) * 4;
	const data = new Uint8Array(side * side * 3).fill(255);
	for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
		for (let row = 0; row < 4; row++) {
			const start = ((Number(y) + 4) * 4 + row) * side + (Number(x) + 4) * 4;
			data.fill(0, start * 3, (start + Number(width) * 4) * 3);
		}
	}
	return decodeQR({ width: side, height: side, data });
}

test('a link drawn as a QR code reads back as the same link', () => {
	const qr = textToQr(link)!;
	expect(photograph(qr)).toBe(link);
	expect(qr.size).toBeLessThanOrEqual(53);
});

test('letters of any script read back', () => {
	expect(photograph(textToQr('Žluťoučký 目標 🪨')!)).toBe('Žluťoučký 目標 🪨');
});

test('a run of dark modules is one rectangle, so that a path stays small and has no seams', () => {
	const { path } = textToQr(link)!;
	expect(path.startsWith('M0 0h7v1h-7z')).toBe(true);
	expect(path.length).toBeLessThan(20_000);
});

test('a text too long for any code has none', () => {
	expect(textToQr('x'.repeat(2331))?.size).toBe(177);
	expect(textToQr('x'.repeat(2332))).toBeNull();
});
