import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isEqualBytes } from '#lib/protocol/bytes.ts';
import { roleOfHash } from '#lib/protocol/record.ts';
import { type Grant } from '#lib/protocol/recordLayout.ts';
import { expect, it } from 'vitest';

// That comparing takes the same time is shown by how it is done, not by a clock: on a shared machine a
// clock shows everything and nothing.

const root = path.join(import.meta.dirname, '../..');

/** Bytes that tell how often one of them was looked at. */
function watched(fill: number): { bytes: Uint8Array; reads: () => number } {
	let reads = 0;
	const bytes = new Proxy(new Uint8Array(32).fill(fill), {
		get(target, name) {
			if (typeof name === 'string' && /^\d+$/.test(name)) reads++;
			const value: unknown = Reflect.get(target, name, target);
			return value;
		}
	});
	return { bytes, reads: () => reads };
}

it('[ROLE-8] a comparison looks at every byte, whether the first one differs or none', () => {
	for (const other of [1, 2]) {
		const { bytes, reads } = watched(1);
		isEqualBytes(bytes, new Uint8Array(32).fill(other));
		expect(reads()).toBe(32);
	}
});

it('[ROLE-8] a token is compared with every grant, also after one that fits', () => {
	const grants = [1, 1, 2, 3].map((fill) => {
		const { bytes, reads } = watched(fill);
		const grant: Grant = { role: 'edit', tokenHash: bytes, expiresAt: null };
		return { grant, reads };
	});
	const record = {
		publicKey: new Uint8Array(32),
		generation: 1,
		grants: grants.map(({ grant }) => grant)
	};
	expect(roleOfHash(record, new Uint8Array(32).fill(1), 0)).toBe('edit');
	expect(grants.map(({ reads }) => reads())).toEqual([32, 32, 32, 32]);
});

it('[ROLE-8] nothing secret is compared in any other way', () => {
	const files = ['server', 'src/lib/protocol'].flatMap((dir) =>
		readdirSync(path.join(root, dir), { recursive: true, encoding: 'utf8' })
			.filter((name) => name.endsWith('.ts'))
			.map((name) => path.join(root, dir, name))
	);
	const secret = String.raw`(?:\w*[tT]oken|\w*[hH]ash|permit|\w*[sS]eed|secret)`;
	const compared = new RegExp(
		String.raw`\b${secret}\b\s*[!=]==?\s*(?!null\b|undefined\b|'')\w|[\w)]\s*[!=]==?\s*(?:\w+\.)?${secret}\b`
	);
	const found = files.filter((file) => compared.test(readFileSync(file, 'utf8')));
	expect(found).toEqual([]);
	expect(compared.test('if (grant.tokenHash === tokenHash)')).toBe(true);
	expect(compared.test('permit !== null')).toBe(false);
});
