import { scryptSync } from 'node:crypto';
import { expect, it } from 'vitest';
import {
	createShortCode,
	deriveShortCode,
	lock,
	readShortCode,
	stretchCode,
	unlock
} from '#lib/protocol/shortCode.ts';

const random = (bytes: number) => new Uint8Array(bytes).fill(3);

it('[CODE-1] a code is eight characters in two groups, and is read however it is typed', () => {
	const code = createShortCode(Uint8Array.of(0, 0x44, 0x32, 0x14, 0xc7));
	expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
	expect(createShortCode(Uint8Array.of(255, 255, 255, 255, 255))).toBe('ZZZZ-ZZZZ');
	const plain = code.replace('-', '');
	for (const typed of [code, plain, code.toLowerCase(), ` ${plain.split('').join(' ')} `]) {
		expect(readShortCode(typed), typed).toBe(plain);
	}
	expect(readShortCode('7kq2–o9il')).toBe('7KQ20911');
	for (const none of ['', '7KQ2', '7KQ2-M9XDA', 'hello you', 'UUUU-UUUU', '7KQ2-M9X!']) {
		expect(readShortCode(none), none).toBeNull();
	}
});

it('[CODE-2] what it stretches to is scrypt’s, and only it opens what it locked', async () => {
	const { locator, key } = await stretchCode('7KQ2-M9XD');
	const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };
	const byNode = scryptSync('7KQ2M9XD', 'cairn/code', 64, cost);
	expect(locator).toBe(byNode.subarray(0, 32).toString('base64url'));
	expect(Buffer.from(key)).toEqual(byNode.subarray(32));

	const box = lock('the link', key, random);
	expect(unlock(box, key)).toBe('the link');
	const other = key.slice();
	other[0]! ^= 1;
	expect(unlock(box, other)).toBeNull();
	for (const wrong of ['', box.slice(0, -4), box.replace(/^./, 'x'), '!']) {
		expect(unlock(wrong, key)).toBeNull();
	}
});

it('[CODE-7] the code of a workshop follows from the members’ token, and is another one each day', () => {
	const token = Buffer.alloc(32, 7).toString('base64url');
	const code = deriveShortCode(token, 'abcdefgh234567aa', '2026-11-26');
	expect(readShortCode(code)).toHaveLength(8);
	expect(deriveShortCode(token, 'abcdefgh234567aa', '2026-11-26')).toBe(code);
	const others = [
		deriveShortCode(token, 'abcdefgh234567aa', '2026-11-27'),
		deriveShortCode(token, 'bbcdefgh234567aa', '2026-11-26'),
		deriveShortCode(Buffer.alloc(32, 8).toString('base64url'), 'abcdefgh234567aa', '2026-11-26')
	];
	expect(new Set([code, ...others]).size).toBe(4);
	expect(() => deriveShortCode('no token', 'abcdefgh234567aa', '2026-11-26')).toThrow(RangeError);
});
