import { expect, it } from 'vitest';
import { base64urlToBytes, bytesToBase64url } from '#lib/protocol/bytes.ts';
import { readDeletion, signDeletion } from '#lib/protocol/deletion.ts';
import { createGeneration, publicKeyOf, teamIdOf } from '#lib/protocol/record.ts';

const seed = new Uint8Array(32).fill(5);

it('[DELETE-1] only the admin’s own word deletes a team, and no other signature of theirs does', () => {
	const statement = signDeletion(seed, 1_790_000_000_000);
	const read = readDeletion(statement);
	expect(read).toEqual({ teamId: teamIdOf(publicKeyOf(seed)), at: 1_790_000_000_000 });
	const bytes = base64urlToBytes(statement)!;
	for (let i = 0; i < bytes.length; i++) {
		const changed = bytes.slice();
		changed[i]! ^= 1;
		expect(readDeletion(bytesToBase64url(changed)), `byte ${i}`).toBeNull();
	}
	for (const text of ['', 'x', statement.slice(0, -1), `${statement}A`]) {
		expect(readDeletion(text)).toBeNull();
	}
	expect(readDeletion(createGeneration(seed, 1).record)).toBeNull();
});
