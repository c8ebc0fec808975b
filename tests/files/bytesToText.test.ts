import { expect, test } from 'vitest';
import { bytesToText } from '#lib/files/bytesToText.ts';

const bytes = (...all: number[]) => Uint8Array.from(all);

test.each([
	['UTF-8', new TextEncoder().encode('Gäste €'), 'Gäste €'],
	['UTF-8 with a mark', bytes(0xef, 0xbb, 0xbf, 0x41), 'A'],
	['UTF-16, little end first', bytes(0xff, 0xfe, 0x41, 0, 0xe4, 0), 'Aä'],
	['UTF-16, big end first', bytes(0xfe, 0xff, 0, 0x41), 'A'],
	['the Windows code page', bytes(0x47, 0xe4, 0x73, 0x74, 0x65, 0x20, 0x80), 'Gäste €'],
	['nothing', bytes(), '']
])('%s is read', (_, given, text) => {
	expect(bytesToText(given)).toBe(text);
});
