import type { TeamEntry } from '#lib/device/store.ts';
import { base64urlToBytes } from '#lib/protocol/bytes.ts';
import { decodeRecord } from '#lib/protocol/recordLayout.ts';
import type { Shown } from '#lib/sync/relay.ts';
import type { ReplicaState } from '#lib/sync/replica.ts';
import type { Device } from './device.ts';

/** What a team's document tells about its keys. */
interface Told {
	name: string;
	record: string | null;
	permit: string;
}

/** Why a team was not deleted at the relay. */
export type DeletionProblem = 'no-key' | 'unreachable' | 'unknown-team' | 'refused';

/** What this device opens a team with, kept in its catalogue: link, record, permit, perhaps the recovery key. */
export interface Keyring {
	readonly entry: TeamEntry;
	show: () => Shown;
	/** Changes the entry at once, and in the catalogue. */
	patch: (fields: Partial<Omit<TeamEntry, 'teamId'>>) => Promise<void>;
	/** Takes over what the document says: a permit, the name, and a newer record once it has been checked. */
	note: (told: Told) => void;
	/** The generation of the newest record this device knows; 0 for none. */
	generation: () => number;
	/** Signs the next generation: from then on this device shows its tokens. Null without the recovery key. */
	renewLinks: () => Promise<{ record: string; generation: number } | null>;
	/**
	 * Whether something can be shown now that the relay, which refused, has not seen yet: another link
	 * that was opened in another tab, a permit, or what follows from the recovery key.
	 */
	remedy: (relay: ReplicaState) => Promise<boolean>;
	/** Has the relay delete the team for good. */
	deleteTeam: () => Promise<{ ok: true } | { ok: false; why: DeletionProblem }>;
}

// Links are renewed and records checked seldom: what that takes comes when somebody does.
const cryptography = () => import('#lib/protocol/record.ts');

/** How many renewals a device with the recovery key may have slept through. */
const mostBehind = 100;

/** Begins with the catalogue's entry. */
export function createKeyring(device: Device, found: TeamEntry): Keyring {
	const { teamId } = found;
	let entry = found;

	const patch: Keyring['patch'] = async (fields) => {
		entry = { ...entry, ...fields };
		await device.store.patchTeam(teamId, fields);
	};
	/** Of a record that was checked before, or is about to be. */
	const generationOf = (record: string | null): number =>
		(record === null ? null : decodeRecord(record))?.generation ?? 0;
	const seed = (): Uint8Array | null =>
		entry.adminSeed === null ? null : base64urlToBytes(entry.adminSeed);

	/** All that a generation consists of follows from the recovery key. */
	async function adopt(key: Uint8Array, generation: number): Promise<string> {
		const { createGeneration } = await cryptography();
		const { record, tokens } = createGeneration(key, generation);
		await patch({ record, token: tokens.edit, role: 'edit' });
		return record;
	}

	const isNewer = (record: string | null): record is string =>
		record !== entry.record && generationOf(record) > generationOf(entry.record);

	/** Whoever writes the document can write a record of their own into it; only a signed one counts. */
	async function check(record: string): Promise<void> {
		const loaded = await cryptography().catch(() => null);
		if (loaded?.readRecord(record, teamId) && isNewer(record)) await patch({ record });
	}

	return {
		get entry() {
			return entry;
		},
		show: () => ({ token: entry.token, record: entry.record, permit: entry.permit }),
		patch,
		note({ name, record, permit }) {
			if (name && name !== entry.name) void patch({ name });
			if (permit && permit !== entry.permit) void patch({ permit });
			if (isNewer(record)) void check(record);
		},
		generation: () => generationOf(entry.record),
		async renewLinks() {
			const key = seed();
			if (!key) return null;
			const generation = generationOf(entry.record) + 1;
			return { record: await adopt(key, generation), generation };
		},
		async remedy(relay) {
			if (relay.at !== 'refused') return false;
			const kept = await device.store.getTeam(teamId);
			if (kept && kept.role === entry.role) {
				const isOther = kept.token !== entry.token;
				entry = kept;
				if (isOther) return true;
			}
			if (relay.why === 'not-allowed') {
				const { permitFor } = await import('./creation.ts');
				const permit = await permitFor(device, teamId);
				if (permit === null || permit === entry.permit) return false;
				await patch({ permit });
				return true;
			}
			const key = seed();
			if (relay.why !== 'forbidden' || relay.generation === null || !key) return false;
			// A relay that lies must not use up all generations there are.
			if (relay.generation > generationOf(entry.record) + mostBehind) return false;
			// Somebody else with the key renewed the links, or this device knows the key alone.
			const { createGeneration } = await cryptography();
			const { tokens } = createGeneration(key, relay.generation);
			if (entry.token === tokens.edit) return false;
			await adopt(key, relay.generation);
			return true;
		},
		async deleteTeam() {
			const key = seed();
			if (!key) return { ok: false, why: 'no-key' };
			const [{ signDeletion }, { postToRelay }] = await Promise.all([
				import('#lib/protocol/deletion.ts'),
				import('#lib/sync/relayApi.ts')
			]);
			const statement = signDeletion(key, device.now());
			const answer = await postToRelay(device.relayUrl, '/teams/delete', { body: { statement } });
			if (answer.ok) return { ok: true };
			const isKnown = answer.why === 'unreachable' || answer.why === 'unknown-team';
			return { ok: false, why: isKnown ? (answer.why as DeletionProblem) : 'refused' };
		}
	};
}
