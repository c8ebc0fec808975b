import { decodeQR } from 'qr/decode.js';
import { expect, test } from 'vitest';
import { textToQr } from '#lib/files/qr.ts';

const link = `https://okr.example.org/join#1.e.${'a2'.repeat(13)}.${'Az-_'.repeat(11).slice(1)}.x7q4`;

/** What a camera reads off it: 4 px a module on white, with the quiet zone. */
function photograph(rows: boolean[][]): string {
	const side = (rows.length + 8) * 4;
	const data = new Uint8Array(side * side * 3).fill(255);
	for (let y = 0; y < side; y++) {
		for (let x = 0; x < side; x++) {
			const dark = rows[Math.floor(y / 4) - 4]?.[Math.floor(x / 4) - 4];
			if (dark) data.fill(0, (y * side + x) * 3, (y * side + x + 1) * 3);
		}
	}
	return decodeQR({ width: side, height: side, data });
}

test('a link drawn as a QR code reads back as the same link', () => {
	const rows = textToQr(link)!;
	expect(photograph(rows)).toBe(link);
	expect(rows.length).toBeLessThanOrEqual(53);
});

test('letters of any script read back', () => {
	expect(photograph(textToQr('Žluťoučký 目標 🪨')!)).toBe('Žluťoučký 目標 🪨');
});

test('the code is square, comes without a border, and opens with a finder pattern', () => {
	const rows = textToQr(link)!;
	expect(rows.every((row) => row.length === rows.length)).toBe(true);
	expect(rows[0]!.slice(0, 8)).toEqual([...Array<boolean>(7).fill(true), false]);
});

test('a text too long for any code has none', () => {
	expect(textToQr('x'.repeat(2331))?.length).toBe(177);
	expect(textToQr('x'.repeat(2332))).toBeNull();
});
