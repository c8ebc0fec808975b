import { expect, test } from 'vitest';
import { createId, isId, type ObjectiveId } from '#lib/okr/ids.ts';

test('[ID-1] an id is 16 lower-case base32 characters, each of five bits in order', () => {
	expect(createId<ObjectiveId>(new Uint8Array(10))).toBe('aaaaaaaaaaaaaaaa');
	expect(createId<ObjectiveId>(new Uint8Array(10).fill(255))).toBe('7777777777777777');
	expect(
		createId<ObjectiveId>(Uint8Array.from([0x66, 0x6f, 0x6f, 0x62, 0x61, 1, 2, 3, 4, 5]))
	).toBe('mzxw6ytbaebagbaf');
});

test('[ID-1] every bit of the ten bytes is in the id', () => {
	const ids = new Set<string>();
	for (let bit = 0; bit < 80; bit++) {
		const bytes = new Uint8Array(10);
		bytes[bit >> 3] = 1 << (bit & 7);
		ids.add(createId<ObjectiveId>(bytes));
	}
	expect(ids.size).toBe(80);
	expect([...ids].every((id) => isId(id))).toBe(true);
});

test('fewer or more bytes are our mistake and throw', () => {
	for (const length of [0, 9, 11]) {
		expect(() => createId<ObjectiveId>(new Uint8Array(length))).toThrow(RangeError);
	}
});

test('what is no id is told apart', () => {
	expect(isId('mzxw6ytbaebagbaf')).toBe(true);
	for (const other of [
		'',
		'mzxw6ytbaebagba',
		'mzxw6ytbaebagbafa',
		'MZXW6YTBAEBAGBAF',
		'mzxw6ytbaebagba1',
		'mzxw6ytb.ebagbaf',
		'mzxw6ytbaebagbaf\n',
		null,
		undefined,
		16,
		['mzxw6ytbaebagbaf']
	]) {
		expect(isId(other), String(other)).toBe(false);
	}
});
