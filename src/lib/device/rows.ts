// Total reads of what lies in storage: an older or newer Cairn, a broken disk or a curious person may
// have written it. Missing → default, unknown → ignored, unusable → null; always a fresh copy.

import { isId, type CycleId, type DeviceId, type PersonId } from '#lib/okr/ids.ts';
import type { Burst, DeviceIdentity, SeenPlan, TeamEntry } from './store.ts';

/** Null without a team id, a known role or a token: such an entry opens nothing. */
export function readTeamEntry(row: unknown): TeamEntry | null {
	if (!isRecord(row)) return null;
	const { teamId, role, token } = row;
	if (!isKey(teamId) || (role !== 'edit' && role !== 'view') || !isKey(token)) return null;
	return {
		teamId,
		name: textOr(row.name, ''),
		role,
		token,
		offered: readOffered(row.offered),
		record: textOr(row.record, null),
		permit: textOr(row.permit, null),
		adminSeed: textOr(row.adminSeed, null),
		personId: isId<PersonId>(row.personId) ? row.personId : null,
		lastCycleId: isId<CycleId>(row.lastCycleId) ? row.lastCycleId : null,
		openedAt: timeOr0(row.openedAt),
		...(row.sample === true && { sample: true }),
		...(row.sample === true && row.rehearsal === true && { rehearsal: true })
	};
}

/** Null unless the id and both keys of 32 bytes are there. */
export function readIdentity(row: unknown): DeviceIdentity | null {
	if (!isRecord(row)) return null;
	const { deviceId, secretKey, publicKey } = row;
	if (!isId<DeviceId>(deviceId) || !isKeyBytes(secretKey) || !isKeyBytes(publicKey)) return null;
	return { deviceId, secretKey: secretKey.slice(), publicKey: publicKey.slice() };
}

/** The value of a row with JSON text in `json`; undefined if there is none. */
export function readJson(row: unknown): unknown {
	if (!isRecord(row) || typeof row.json !== 'string') return undefined;
	try {
		return JSON.parse(row.json);
	} catch {
		return undefined;
	}
}

export function readSeen(row: unknown): SeenPlan | null {
	const plan = readJson(row);
	return plan === undefined || !isRecord(row) ? null : { plan, seenAt: timeOr0(row.seenAt) };
}

/** Null unless it says where it belongs and what was typed; the text may be empty. */
export function readBurst(row: unknown): Burst | null {
	if (!isRecord(row)) return null;
	const { teamId, doc, key, text } = row;
	if (!isKey(teamId) || !isKey(doc) || !isKey(key) || typeof text !== 'string') return null;
	return { teamId, doc, key, text, at: timeOr0(row.at) };
}

function readOffered(row: unknown): TeamEntry['offered'] {
	if (!isRecord(row)) return null;
	const { role, token } = row;
	return (role === 'edit' || role === 'view') && isKey(token) ? { role, token } : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}

function isKey(value: unknown): value is string {
	return typeof value === 'string' && value !== '';
}

function isKeyBytes(value: unknown): value is Uint8Array {
	return value instanceof Uint8Array && value.length === 32;
}

function textOr<T>(value: unknown, fallback: T): string | T {
	return typeof value === 'string' ? value : fallback;
}

function timeOr0(value: unknown): number {
	return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}
