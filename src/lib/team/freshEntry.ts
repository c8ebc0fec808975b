import type { TeamEntry } from '#lib/device/store.ts';
import type { CycleId, PersonId } from '#lib/okr/ids.ts';
import { bytesToBase64url } from '#lib/protocol/bytes.ts';
import { createGeneration, publicKeyOf, teamIdOf } from '#lib/protocol/record.ts';
import { permitFor } from './creation.ts';
import type { Device } from './device.ts';

/** What a team that is made on this device begins with: a key of its own, and the first links. */
export type FreshEntry = TeamEntry & { record: string };

/** Makes the catalogue's entry of a new team; nothing is kept yet. Nobody has joined it unless it is said who. */
export async function freshEntry(
	device: Device,
	name: string,
	first: { personId: PersonId; cycleId: CycleId } | null
): Promise<FreshEntry> {
	const seed = device.random(32);
	const { record, tokens } = createGeneration(seed, 1);
	const teamId = teamIdOf(publicKeyOf(seed));
	return {
		...{ teamId, name, role: 'edit', token: tokens.edit, offered: null, record },
		permit: await permitFor(device, teamId),
		adminSeed: bytesToBase64url(seed),
		personId: first?.personId ?? null,
		lastCycleId: first?.cycleId ?? null,
		openedAt: device.now()
	};
}
