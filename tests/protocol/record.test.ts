import { createHash, createPrivateKey, hkdfSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { base64urlToBytes, bytesToBase64url } from '#lib/protocol/bytes.ts';
import {
	createGeneration,
	deriveToken,
	publicKeyOf,
	readRecord,
	roleOf,
	signRecord,
	teamIdOf
} from '#lib/protocol/record.ts';
import { decodeRecord } from '#lib/protocol/recordLayout.ts';
import { deriveViewToken, tokenHashOf } from '#lib/protocol/token.ts';

const seed = new Uint8Array(32).fill(7);
const otherSeed = new Uint8Array(32).fill(8);
const teamId = teamIdOf(publicKeyOf(seed));

describe('the team record', () => {
	it('derives the edit token from the admin seed, and the view token from the edit token', () => {
		const edit = Buffer.from(hkdfSync('sha256', seed, '', 'cairn/edit/3', 32));
		const view = Buffer.from(hkdfSync('sha256', edit, '', 'cairn/view', 32));
		expect(deriveToken(seed, 'edit', 3)).toBe(edit.toString('base64url'));
		expect(deriveToken(seed, 'view', 3)).toBe(view.toString('base64url'));
		expect(deriveViewToken(edit.toString('base64url'))).toBe(view.toString('base64url'));
		expect(() => deriveViewToken('short')).toThrow(RangeError);
	});

	it('has the byte layout the protocol page describes', () => {
		const { record, tokens } = createGeneration(seed, 258);
		const bytes = Buffer.from(record, 'base64url');
		expect(bytes.length).toBe(1 + 32 + 4 + 1 + 2 * 39 + 64);
		expect(bytes[0]).toBe(1);
		expect(bytes.readUInt32BE(33)).toBe(258);
		expect(bytes[37]).toBe(2);
		expect(bytes[38]).toBe(2);
		const editHash = createHash('sha256').update(Buffer.from(tokens.edit, 'base64url')).digest();
		expect(bytes.subarray(39, 71)).toEqual(editHash);

		const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
		const key = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
		const message = Buffer.concat([Buffer.from('cairn/record\n'), bytes.subarray(0, -64)]);
		expect(bytes.subarray(-64)).toEqual(sign(null, message, key));
	});

	it('[ROLE-1] a token opens exactly the role it was granted, and a stranger none', () => {
		const { record, tokens } = createGeneration(seed, 1);
		const read = readRecord(record, teamId)!;
		expect(roleOf(read, tokens.edit, 0)).toBe('edit');
		expect(roleOf(read, tokens.view, 0)).toBe('view');
		expect(roleOf(read, deriveToken(otherSeed, 'edit', 1), 0)).toBeNull();
		expect(roleOf(read, tokens.edit.slice(0, -1), 0)).toBeNull();
		expect(roleOf(read, '', 0)).toBeNull();
	});

	it('[ROLE-2] a token ends at its expiry', () => {
		const token = deriveToken(seed, 'edit', 1);
		const grants = [
			{ role: 'edit' as const, tokenHash: tokenHashOf(token)!, expiresAt: 1_800_000_000_000 }
		];
		const record = readRecord(signRecord(seed, { generation: 1, grants }))!;
		expect(record.grants[0]!.expiresAt).toBe(1_800_000_000_000);
		expect(roleOf(record, token, 1_799_999_999_999)).toBe('edit');
		expect(roleOf(record, token, 1_800_000_000_000)).toBeNull();
	});

	it('[RECORD-1] a record counts only with its admin’s signature, for the team its key hashes to', () => {
		const { record } = createGeneration(seed, 1);
		expect(readRecord(record, teamId)?.generation).toBe(1);
		expect(readRecord(record, teamIdOf(publicKeyOf(otherSeed)))).toBeNull();

		const bytes = base64urlToBytes(record)!;
		for (let i = 0; i < bytes.length; i++) {
			const changed = bytes.slice();
			changed[i]! ^= 1;
			expect(readRecord(bytesToBase64url(changed), teamId), `byte ${i}`).toBeNull();
		}
		expect(readRecord(bytesToBase64url(bytes.subarray(0, -1)), teamId)).toBeNull();
		expect(readRecord('', teamId)).toBeNull();
		expect(decodeRecord('not a record')).toBeNull();
	});

	it('holds no token, only hashes', () => {
		const { record, tokens } = createGeneration(seed, 1);
		const hex = Buffer.from(record, 'base64url').toString('hex');
		for (const token of Object.values(tokens)) {
			expect(hex).not.toContain(Buffer.from(token, 'base64url').toString('hex'));
		}
	});

	it('refuses to sign a generation or a number of grants that has no place in the layout', () => {
		expect(() => signRecord(seed, { generation: 0, grants: [] })).toThrow(RangeError);
		expect(() => signRecord(seed, { generation: 2 ** 32, grants: [] })).toThrow(RangeError);
	});
});
