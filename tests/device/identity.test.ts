import { createIdentity } from '#lib/device/identity.ts';
import { isId } from '#lib/okr/ids.ts';
import * as ed from '@noble/ed25519';
import { sha512 } from '@noble/hashes/sha2.js';
import { expect, test } from 'vitest';

ed.hashes.sha512 = sha512;
const publicKeyOf = (seed: Uint8Array) => ed.getPublicKey(seed);

test('a new identity has an id and a key pair that signs, without crypto.subtle', () => {
	const identity = createIdentity(publicKeyOf);
	expect(isId(identity.deviceId)).toBe(true);
	expect([identity.secretKey.length, identity.publicKey.length]).toEqual([32, 32]);
	const message = new TextEncoder().encode('the same device as before');
	const signature = ed.sign(message, identity.secretKey);
	expect(ed.verify(signature, message, identity.publicKey)).toBe(true);
	expect(ed.verify(signature, message, createIdentity(publicKeyOf).publicKey)).toBe(false);
});

test('two identities share neither id nor key, and no bytes are used twice', () => {
	const one = createIdentity(publicKeyOf);
	const two = createIdentity(publicKeyOf);
	expect(one.deviceId).not.toBe(two.deviceId);
	expect(one.secretKey).not.toEqual(two.secretKey);
	const asked: number[] = [];
	createIdentity(publicKeyOf, (bytes) => {
		asked.push(bytes);
		return new Uint8Array(bytes);
	});
	expect(asked.sort()).toEqual([10, 32]);
});
