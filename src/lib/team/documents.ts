import * as Y from 'yjs';
import { isTooNew } from '#lib/doc/gate.ts';
import type { FiledDocument } from '#lib/files/teamFile.ts';
import type { CycleId } from '#lib/okr/ids.ts';
import { parseRoom } from '#lib/protocol/room.ts';
import { roomOfCycle, roomOfTeam } from './means.ts';

/** What became of documents that were brought from elsewhere. */
export interface Merged {
	/** How many brought something new. */
	news: number;
	/** How many held nothing that was not here. */
	known: number;
	/** `incomplete`: parts of it are missing · `newer`: needs a later Cairn · `no-cycle`: of no cycle of the team */
	refused: ('incomplete' | 'newer' | 'no-cycle')[];
}

/** The documents of an open team, as a whole. Read and written only here: the code comes with the files it is for. */
export interface TeamDocuments {
	teamId: string;
	teamDoc: Y.Doc;
	cycleIds: () => CycleId[];
	/** Null where it cannot be had. */
	cycleDoc: (id: CycleId) => Promise<Y.Doc | null>;
}

/** Where the bytes of a team file come in; whoever wrote it, it is merged as a colleague's edits are. */
const FILE = Symbol('file');

/** All that is in them, each as one update. */
export async function collectDocuments(documents: TeamDocuments): Promise<FiledDocument[]> {
	const { teamId, teamDoc, cycleIds, cycleDoc } = documents;
	const cycles = await Promise.all(
		cycleIds().map(async (id) => ({ room: roomOfCycle(teamId, id), doc: await cycleDoc(id) }))
	);
	return [{ room: roomOfTeam(teamId), doc: teamDoc }, ...cycles].flatMap(({ room, doc }) =>
		doc ? [{ room, update: Y.encodeStateAsUpdate(doc) }] : []
	);
}

/** Merges documents of the same team; what is here already is not written again. */
export async function mergeDocuments(
	documents: TeamDocuments,
	filed: readonly FiledDocument[]
): Promise<Merged> {
	const merged: Merged = { news: 0, known: 0, refused: [] };
	// The team first: it says which cycles there are.
	const ordered = [...filed].sort((a, b) => rank(a.room) - rank(b.room));
	for (const { room, update } of ordered) {
		const doc = await docOf(documents, room);
		const outcome = doc ? mergeInto(doc, update) : 'no-cycle';
		if (outcome === 'news') merged.news++;
		else if (outcome === 'known') merged.known++;
		else merged.refused.push(outcome);
	}
	return merged;
}

async function docOf(documents: TeamDocuments, room: string): Promise<Y.Doc | null> {
	const { teamId, teamDoc, cycleIds, cycleDoc } = documents;
	if (room === roomOfTeam(teamId)) return teamDoc;
	const id = cycleIds().find((id) => roomOfCycle(teamId, id) === room);
	return id === undefined ? null : cycleDoc(id);
}

/**
 * Takes over what a document lacks. It is first put together by itself: an update with holes would stay in
 * the document for ever, half understood, and one that needs a newer app would lock this one out of writing.
 */
function mergeInto(doc: Y.Doc, update: Uint8Array): 'news' | 'known' | 'incomplete' | 'newer' {
	const whole = new Y.Doc();
	try {
		Y.applyUpdate(whole, update);
	} catch {
		// The validator passes nothing that throws here; a reader of files holds up even where it erred.
		return 'incomplete';
	}
	if (whole.store.pendingStructs || whole.store.pendingDs) return 'incomplete';
	if (isTooNew(whole)) return 'newer';
	let isNews = false;
	const heard = () => (isNews = true);
	doc.on('update', heard);
	Y.applyUpdate(doc, Y.encodeStateAsUpdate(whole, Y.encodeStateVector(doc)), FILE);
	doc.off('update', heard);
	whole.destroy();
	return isNews ? 'news' : 'known';
}

function rank(room: string): number {
	return parseRoom(room)?.kind === 'team' ? 0 : 1;
}
