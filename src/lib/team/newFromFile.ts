import * as Y from 'yjs';
import { foundAnew } from '#lib/doc/founding.ts';
import { isTooNew } from '#lib/doc/gate.ts';
import { readTeamFile, type FiledDocument, type TeamFileProblem } from '#lib/files/teamFile.ts';
import { parseRoom, roomName } from '#lib/protocol/room.ts';
import type { Device } from './device.ts';
import { mergeDocuments } from './documents.ts';
import { freshEntry } from './freshEntry.ts';
import { openTeam, type OpenTeam } from './team.ts';

/*
 * A team whose recovery key is lost can go on, but nobody can ever renew its links. What it wrote is in its
 * file, and a new team can be founded on that: with a key of its own, the same people, cycles and versions,
 * and no link to the old one. The old team stays what it was.
 */

export type FoundedTeam =
	| {
			ok: true;
			team: OpenTeam;
			/** Parts of the file that could not be taken over. */
			lost: number;
	  }
	| {
			ok: false;
			/** `nothing`: the team's own document cannot be read · `not-kept`: this device keeps no more */
			why: TeamFileProblem | 'nothing' | 'not-kept';
	  };

/** Founds a team on a team file, under a name of its own. It comes open, and nobody has joined it yet. */
export async function createTeamFromFile(
	device: Device,
	text: string,
	name: string
): Promise<FoundedTeam> {
	const read = readTeamFile(text);
	if (!read.ok) return read;
	const { documents, broken, missing } = read.file;
	const own = documents.find(({ room }) => parseRoom(room)?.kind === 'team');
	const whole = own && readWhole(own);
	if (!whole) return { ok: false, why: 'nothing' };
	if (isTooNew(whole)) return { ok: false, why: 'newer' };

	const entry = await freshEntry(device, name, null);
	const { teamId, record, permit } = entry;
	const kept = await device.store.putTeam(entry);
	if (!kept.ok) return { ok: false, why: 'not-kept' };
	const team = await openTeam(device, teamId, (doc) => {
		Y.applyUpdate(doc, Y.encodeStateAsUpdate(whole));
		const writer = { by: '', now: device.now, random: device.random };
		foundAnew(doc, writer, { name, record, permit: permit ?? '' });
	});
	if (!team) return { ok: false, why: 'not-kept' };
	const others = documents.filter((one) => one !== own);
	const merged = await mergeDocuments(
		team.documents,
		others.flatMap((one) => inTeam(one, teamId) ?? [])
	);
	// Only its maker can ever seed it, so all of it is on the disk before anybody is told.
	await team.settle();
	return { ok: true, team, lost: broken + missing + merged.refused.length };
}

/** Null for a document with holes. */
function readWhole({ update }: FiledDocument): Y.Doc | null {
	const doc = new Y.Doc();
	try {
		Y.applyUpdate(doc, update);
	} catch {
		// The validator passes nothing that throws here; a reader of files holds up even where it erred.
		return null;
	}
	return doc.store.pendingStructs || doc.store.pendingDs ? null : doc;
}

/** The same document under another team. */
function inTeam({ room, update }: FiledDocument, teamId: string): FiledDocument | null {
	const address = parseRoom(room);
	if (!address || address.kind === 'team' || address.id === null) return null;
	return { room: roomName(teamId, address.kind, address.id), update };
}
