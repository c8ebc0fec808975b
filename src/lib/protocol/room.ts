import { base32ToBytes } from './bytes.ts';

/** The three kinds of document a team has. */
export type RoomKind = 'team' | 'cycle' | 'workshop';

/** One document of one team: what a connection is about. `id` is null for the team document alone. */
export interface RoomAddress {
	teamId: string;
	kind: RoomKind;
	id: string | null;
}

const TEAM_ID_BYTES = 16;
const ID = /^[a-z0-9]{1,32}$/;

/** The name of a room as it stands in the URL after `/sync/`. */
export function roomName(teamId: string, kind: 'team'): string;
export function roomName(teamId: string, kind: 'cycle' | 'workshop', id: string): string;
export function roomName(teamId: string, kind: RoomKind, id?: string): string {
	return id === undefined ? `${teamId}.${kind}` : `${teamId}.${kind}.${id}`;
}

/** Reads a room's name; null for anything that is not exactly `<team>.team`, `<team>.cycle.<id>` or `<team>.workshop.<id>`. */
export function parseRoom(text: string): RoomAddress | null {
	const [teamId = '', kind, id, ...rest] = text.split('.');
	if (!isTeamId(teamId) || rest.length > 0) return null;
	if (kind === 'team') return id === undefined ? { teamId, kind, id: null } : null;
	if (kind !== 'cycle' && kind !== 'workshop') return null;
	return id !== undefined && ID.test(id) ? { teamId, kind, id } : null;
}

/** 16 bytes in their one spelling: 26 characters. */
function isTeamId(text: string): boolean {
	return base32ToBytes(text)?.length === TEAM_ID_BYTES;
}
