import * as Y from 'yjs';
import { isTooNew } from '#lib/doc/gate.ts';
import type { FiledDocument } from '#lib/files/teamFile.ts';
import type { CycleId } from '#lib/okr/ids.ts';
import { parseRoom, roomName } from '#lib/protocol/room.ts';
import { roomOfCycle, roomOfTeam } from './means.ts';
import type { Workshops } from './workshops.ts';

/** What became of documents that were brought from elsewhere. */
export interface Merged {
	/** How many brought something new. */
	news: number;
	/** How many held nothing that was not here. */
	known: number;
	/**
	 * `incomplete`: parts of it are missing · `newer`: needs a later Cairn · `no-cycle`: of no cycle of the team, or of no
	 * workshop that a cycle knows of
	 */
	refused: ('incomplete' | 'newer' | 'no-cycle')[];
}

/** The documents of an open team, as a whole. Read and written only here: the code comes with the files it is for. */
export interface TeamDocuments {
	teamId: string;
	teamDoc: Y.Doc;
	cycleIds: () => CycleId[];
	/** Null where it cannot be had. */
	cycleDoc: (id: CycleId) => Promise<Y.Doc | null>;
	/** The meetings of a cycle; null where they cannot be had. A reader has none. */
	workshops: (id: CycleId) => Promise<Pick<Workshops, 'list' | 'document'> | null>;
}

/** Where the bytes of a team file come in; whoever wrote it, it is merged as a colleague's edits are. */
const FILE = Symbol('file');

/** All that is in them, each as one update. */
export async function collectDocuments(documents: TeamDocuments): Promise<FiledDocument[]> {
	const { teamId, teamDoc, cycleIds, cycleDoc } = documents;
	const cycles = await Promise.all(
		cycleIds().map(async (id) => [
			{ room: roomOfCycle(teamId, id), doc: await cycleDoc(id) },
			...(await workshopsOf(documents, id))
		])
	);
	return [{ room: roomOfTeam(teamId), doc: teamDoc }, ...cycles.flat()].flatMap(({ room, doc }) =>
		doc ? [{ room, update: Y.encodeStateAsUpdate(doc) }] : []
	);
}

async function workshopsOf({ teamId, workshops }: TeamDocuments, cycle: CycleId) {
	const all = await workshops(cycle);
	return Promise.all(
		(all?.list() ?? []).map(async ({ id }) => ({
			room: roomName(teamId, 'workshop', id),
			doc: (await all?.document(id)) ?? null
		}))
	);
}

/** Merges documents of the same team; what is here already is not written again. */
export async function mergeDocuments(
	documents: TeamDocuments,
	filed: readonly FiledDocument[]
): Promise<Merged> {
	const merged: Merged = { news: 0, known: 0, refused: [] };
	// The team first: it says which cycles there are; then they, which say which workshops there are.
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
	if (id !== undefined) return cycleDoc(id);
	for (const cycle of parseRoom(room)?.kind === 'workshop' ? cycleIds() : []) {
		const workshops = await documents.workshops(cycle);
		const known = workshops?.list().find((one) => roomName(teamId, 'workshop', one.id) === room);
		if (workshops && known) return workshops.document(known.id);
	}
	return null;
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
	return ['team', 'cycle', 'workshop'].indexOf(parseRoom(room)?.kind ?? '');
}
