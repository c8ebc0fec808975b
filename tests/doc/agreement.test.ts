import { expect, test, vi } from 'vitest';
import { readAgreement, rightSignatures, signAgreement } from '#lib/doc/agreement.ts';
import { createId, type DeviceId } from '#lib/okr/ids.ts';

const key = { deviceId: createId<DeviceId>(new Uint8Array(10)), secretKey: new Uint8Array(32) };
const facts = { by: 'ana', at: 1, n: 1, hash: 'ab'.repeat(32), reason: '' };

test('[PACE-2] a signature that was found right on this device is not checked again, and no other is taken for right', async () => {
	const stored = signAgreement(facts, key);
	expect(readAgreement(stored)).toMatchObject({ isSigned: true });
	const names = rightSignatures();
	const forged = { ...stored, reason: 'another' };
	// A page that has just begun, and has none of the code that checks.
	vi.resetModules();
	const fresh = await import('#lib/doc/agreement.ts');
	expect(fresh.readAgreement({ ...stored })).toBe('unseen');
	fresh.trustSignatures(['junk', null, 'f'.repeat(64)]);
	fresh.trustSignatures('nothing of the kind');
	expect(fresh.readAgreement({ ...stored })).toBe('unseen');
	fresh.trustSignatures(names);
	expect(fresh.readAgreement({ ...stored })).toMatchObject({ isSigned: true });
	expect(fresh.readAgreement(forged)).toBe('unseen');
	await fresh.loadSignatures();
	expect(fresh.readAgreement(forged)).toMatchObject({ isSigned: false });
});

test('[PACE-2] a plan that somebody agreed to, whose signature cannot be checked yet, is neither agreed nor a draft', async () => {
	const text = '{}';
	const sha = await import('#lib/doc/planVersions.ts').then(({ hashOf }) => hashOf(text));
	const stored = signAgreement({ ...facts, hash: sha, reason: 'not seen before' }, key);
	vi.resetModules();
	const fresh = await import('#lib/doc/planVersions.ts');
	const { loadSignatures } = await import('#lib/doc/agreement.ts');
	const entry = (v: unknown) => [{ v, c: 'c', s: [], by: 'ana', at: 1, id: 'e' }] as never;
	const entity = {
		id: fresh.versionIdOf(sha),
		kind: 'version',
		fields: new Map([
			['content', entry({ text })],
			[fresh.agreedField(key.deviceId), entry(stored)]
		])
	};
	expect(fresh.holdsUnseen([entity])).toBe(true);
	expect(fresh.readVersions([entity])).toEqual([]);
	await loadSignatures();
	expect(fresh.holdsUnseen([entity])).toBe(false);
	expect(fresh.readVersions([entity])).toHaveLength(1);
});
