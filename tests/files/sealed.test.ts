import { expect, test, vi } from 'vitest';
import { adviseOnPassphrase, suggestPassphrase } from '#lib/files/passphrase.ts';
import { isSealed } from '#lib/files/isSealed.ts';
import { openSealed, sealBytes } from '#lib/files/sealed.ts';

// Stretching a passphrase takes a second, and several on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));
const plain = new TextEncoder().encode('links, names and plans');
const passphrase = 'four words on paper';
const sealed = await sealBytes(plain, passphrase, random);

test('[FILE-16] what was sealed opens with its passphrase alone', async () => {
	expect(await openSealed(sealed, passphrase)).toEqual({ ok: true, plain });
	expect(await openSealed(sealed, `${passphrase} `)).toEqual({ ok: false, why: 'passphrase' });
	expect(Buffer.from(sealed).includes('links')).toBe(false);
	const again = await sealBytes(plain, passphrase, random);
	expect(again).not.toEqual(sealed);
});

test('[FILE-16] the same words from another keyboard are the same passphrase', async () => {
	const composed = await sealBytes(plain, 'Gr\u00fc\u00dfe, \ufb01n', random);
	expect(await openSealed(composed, 'Gru\u0308\u00dfe, fin')).toEqual({ ok: true, plain });
});

test('[FILE-17] cut or changed anywhere it says so, before any passphrase is tried', async () => {
	for (let length = 17; length < sealed.length; length += 7) {
		expect(await openSealed(sealed.subarray(0, length), passphrase)).toEqual({
			ok: false,
			why: 'damaged'
		});
	}
	for (let at = 17; at < sealed.length; at += 5) {
		const changed = sealed.slice();
		changed[at]! ^= 1;
		const read = await openSealed(changed, passphrase);
		// The version of a later Cairn, if the one bit made it one.
		expect(read).toMatchObject({
			ok: false,
			why: expect.stringMatching(/damaged|newer/) as string
		});
	}
});

test.each([
	['nothing', new Uint8Array(), 'foreign'],
	['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47), 'foreign'],
	['a team file', new TextEncoder().encode('{"cairn":"team","version":1}\n'), 'foreign'],
	['a later one', new TextEncoder().encode('{"cairn":"backup","version":2}\n'), 'newer'],
	['no JSON', new TextEncoder().encode('{"cairn":"backup",\n'), 'damaged']
])('%s is told apart', async (_, bytes, why) => {
	expect(await openSealed(bytes, passphrase)).toEqual({ ok: false, why });
	expect(isSealed(bytes)).toBe(why !== 'foreign');
});

test('[FILE-17] a file cannot ask for more memory than a phone has', async () => {
	const end = sealed.indexOf(10);
	const head = new TextDecoder().decode(sealed.subarray(0, end));
	for (const N of [2 ** 30, 2 ** 18 + 1, 0, -1, 1.5, 1e308]) {
		const greedy = head.replace(/"N":\d+/, `"N":${N}`);
		const bytes = new TextEncoder().encode(`${greedy}\n${'x'.repeat(200)}`);
		const before = performance.now();
		expect(await openSealed(bytes, passphrase)).toEqual({ ok: false, why: 'damaged' });
		expect(performance.now() - before).toBeLessThan(100);
	}
});

test.each([
	['', 'empty'],
	['   ', 'empty'],
	['secret', 'weak'],
	['Password2026!', 'weak'],
	['aaaaaaaaaaaaaaaaaaaaaaaa', 'weak'],
	['four words on paper', null],
	['kzn4-p2ab-7qrs-tuvw-x3yz', null]
])('[FILE-18] of the passphrase “%s” is said: %s', (given, advice) => {
	expect(adviseOnPassphrase(given)).toBe(advice);
});

test('[FILE-18] a suggested passphrase holds a hundred random bits', () => {
	const suggested = suggestPassphrase(random(13));
	expect(suggested).toMatch(/^[a-z2-7]{4}(?:-[a-z2-7]{4}){4}$/);
	expect(adviseOnPassphrase(suggested)).toBeNull();
	expect(suggestPassphrase(random(13))).not.toBe(suggested);
});
