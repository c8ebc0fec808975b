import type { CloseWhy } from '#lib/protocol/codes.ts';
import { decodeRecord, type Role, type TeamRecord } from '#lib/protocol/recordLayout.ts';
import { readRecord, roleOfHash } from '#lib/protocol/record.ts';
import { tokenHashOf } from '#lib/protocol/token.ts';
import type { RoomAddress } from '#lib/protocol/room.ts';
import type { Store } from './store.ts';

/** The subprotocol spoken; the others a client offers carry its token and record. */
const SUBPROTOCOL = 'y.v1';

/** What a client shows at the door. */
export interface Offer {
	token: string | null;
	record: string | null;
	/** What lets a team be registered that the relay does not know. */
	permit: string | null;
}

/** What a connection may do, and what to check it against later. */
export interface Access {
	role: Role;
	tokenHash: Uint8Array;
	record: TeamRecord;
	/** The record was registered by this very connection: others may have lost their role. */
	isNewRecord: boolean;
}

/**
 * The subprotocol to select. One has to be, or browsers drop the connection before they hear why; a
 * token or a record never is, since the answer may be logged where the question was not.
 */
export function selectProtocol(offered: Set<string>): string | false {
	if (offered.has(SUBPROTOCOL)) return SUBPROTOCOL;
	return [...offered].find((protocol) => !/^(cap|rec|new)\./.test(protocol)) ?? false;
}

/** Reads the subprotocols a client offers; null if the one spoken here is not among them. */
export function readOffer(header: string | undefined): Offer | null {
	const offered = (header ?? '').split(',').map((protocol) => protocol.trim());
	const valueOf = (prefix: string) =>
		offered.find((protocol) => protocol.startsWith(prefix))?.slice(prefix.length) ?? null;
	const offer = { token: valueOf('cap.'), record: valueOf('rec.'), permit: valueOf('new.') };
	return offered.includes(SUBPROTOCOL) || offer.token === null ? offer : null;
}

/** Why somebody is not let in; `generation` is that of the team's record, where one is known. */
export interface Refusal {
	refused: CloseWhy;
	generation?: number;
}

/**
 * Decides who may enter a room. A record shown by a member registers an unknown team, if such a one
 * may be created (`mayCreate`), or replaces a record of a lower generation; nothing else ever does.
 */
export async function authorise(
	store: Store,
	{ teamId, kind }: RoomAddress,
	offer: Offer,
	{ now, mayCreate }: { now: number; mayCreate: (permit: string | null) => boolean }
): Promise<Access | Refusal> {
	if (offer.token === null) return { refused: 'no-token' };
	const tokenHash = tokenHashOf(offer.token);
	if (!tokenHash) return { refused: 'forbidden' };
	const team = await store.team(teamId);
	if (team?.deletedAt != null) return { refused: 'deleted' };

	const stored = team?.record ? decodeRecord(team.record) : null;
	const shown = readNewerRecord(offer.record, teamId, stored, tokenHash, now);
	if (shown && !stored && !mayCreate(offer.permit)) return { refused: 'not-allowed' };
	const isNewRecord =
		shown !== null && (await store.register(teamId, shown.generation, offer.record!));
	const record = isNewRecord ? shown : stored;
	if (!record) return { refused: 'unknown-team' };

	const role = roleOfHash(record, tokenHash, now);
	if (!role) return { refused: 'forbidden', generation: record.generation };
	if (!mayEnter(role, kind)) return { refused: 'forbidden' };
	return { role, tokenHash, record, isNewRecord };
}

/** The matrix of roles and documents: readers see the team and its cycles, never a workshop. */
function mayEnter(role: Role, kind: RoomAddress['kind']): boolean {
	return role === 'edit' || kind !== 'workshop';
}

// The cheap questions come first: a signature takes a millisecond to check.
function readNewerRecord(
	text: string | null,
	teamId: string,
	stored: TeamRecord | null,
	tokenHash: Uint8Array,
	now: number
): TeamRecord | null {
	const shown = text === null ? null : decodeRecord(text);
	if (!shown || shown.generation <= (stored?.generation ?? 0)) return null;
	if (roleOfHash(shown, tokenHash, now) !== 'edit') return null;
	return readRecord(text!, teamId);
}
