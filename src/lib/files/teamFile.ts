import { sha256 } from '@noble/hashes/sha2.js';
import { base64urlToBytes, bytesToBase64url, concatBytes } from '#lib/protocol/bytes.ts';
import { LIMITS } from '#lib/protocol/limits.ts';
import { parseRoom } from '#lib/protocol/room.ts';
import { validateUpdate } from '#lib/protocol/validate.ts';

/*
 * A team as a file: its documents and nothing of the device. One line of JSON says what it is, and each
 * line after it is one document whole, so that of a file that was cut every whole document is still good.
 * docs/files.md describes it field by field.
 */

/** One document: the name of its room, and all that is in it as one Yjs update (encoding v1). */
export interface FiledDocument {
	room: string;
	update: Uint8Array;
}

export interface TeamFile {
	teamId: string;
	/** As the team was called when it was written; for people to read. */
	name: string;
	/** An ISO instant. */
	writtenAt: string;
	/** Sound by themselves: hash, form and room are checked. What they say is not. */
	documents: FiledDocument[];
	/** Lines that are no sound document of this team. */
	broken: number;
	/** Documents that the first line announces and that are not there. */
	missing: number;
}

/** `foreign`: no team file · `newer`: written by a later Cairn · `too-large`: no team of ours is */
export type TeamFileProblem = 'foreign' | 'newer' | 'too-large';

const version = 1;

/** In UTF-16 units, which are bytes here. All of a team's rooms fit, spelt in base64. */
export const largestTeamFile = Math.ceil((LIMITS.teamBytes.value * 4) / 3) + LIMITS.roomBytes.value;

/** `now` is epoch ms. */
export function writeTeamFile(
	{ teamId, name, now }: { teamId: string; name: string; now: number },
	documents: readonly FiledDocument[]
): string {
	const writtenAt = new Date(now).toISOString();
	const head = { cairn: 'team', version, teamId, name, writtenAt, documents: documents.length };
	const lines = documents.map(({ room, update }) => ({
		room,
		sha256: hashOf(room, update),
		update: bytesToBase64url(update)
	}));
	return [head, ...lines].map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** Reads any text; never throws. Everything good in a file that is broken or cut comes out of it. */
export function readTeamFile(
	text: string
): { ok: true; file: TeamFile } | { ok: false; why: TeamFileProblem } {
	if (text.length > largestTeamFile) return { ok: false, why: 'too-large' };
	const [first = '', ...rest] = text.replace(/^\uFEFF/, '').split('\n');
	const head = toRecord(first);
	if (head.cairn !== 'team' || typeof head.version !== 'number')
		return { ok: false, why: 'foreign' };
	if (head.version > version) return { ok: false, why: 'newer' };
	const { teamId, name, writtenAt } = head;
	if (typeof teamId !== 'string') return { ok: false, why: 'foreign' };
	const lines = rest.filter((line) => line.trim() !== '');
	const documents = lines.flatMap((line) => readDocument(toRecord(line), teamId) ?? []);
	const announced = typeof head.documents === 'number' ? head.documents : lines.length;
	return {
		ok: true,
		file: {
			teamId,
			name: typeof name === 'string' ? name : '',
			writtenAt: typeof writtenAt === 'string' ? writtenAt : '',
			documents,
			broken: lines.length - documents.length,
			missing: Math.max(0, announced - lines.length)
		}
	};
}

/** Null unless all of it is as it was written and of this team: the bytes come from a stranger. */
function readDocument(
	{ room, sha256: hash, update }: Record<string, unknown>,
	teamId: string
): FiledDocument | null {
	if (typeof room !== 'string' || typeof hash !== 'string' || typeof update !== 'string')
		return null;
	const address = parseRoom(room);
	if (address?.teamId !== teamId) return null;
	const bytes = base64urlToBytes(update);
	if (!bytes || bytes.length > LIMITS.roomBytes.value) return null;
	if (hashOf(room, bytes) !== hash || !validateUpdate(bytes).ok) return null;
	return { room, update: bytes };
}

/** Over the room's name too: a document in another one's place is a broken one. */
function hashOf(room: string, update: Uint8Array): string {
	return bytesToBase64url(sha256(concatBytes(new TextEncoder().encode(`${room}\n`), update)));
}

function toRecord(line: string): Record<string, unknown> {
	try {
		const json: unknown = JSON.parse(line);
		return typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : {};
	} catch {
		return {};
	}
}
