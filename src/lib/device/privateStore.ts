// What people write for themselves on one device: ideas before the reveal, and what is in their sealed ballots. The
// verbs are written once over the rows of whatever driver there is, as the rest of the port is. What stands here
// reaches colleagues through team/publishIdeas.ts and team/openBallots.ts, and in no other way.

import {
	type CardId,
	isId,
	type PersonId,
	type RoundId,
	type StageId,
	type WorkshopId
} from '#lib/okr/ids.ts';
import type { OwnBallot } from '#lib/workshop/ballot.ts';
import { byBeginning, type Idea, ideaStates } from '#lib/workshop/idea.ts';
import { readJson, readTeamEntry } from './rows.ts';
import type { Shelf } from './shelf.ts';
import type { WriteResult } from './store.ts';

/** Total reads, writes that answer after the commit: as the device store, of which it is a part. */
export interface PrivateStore {
	/** Of one workshop, in the order they were begun. */
	listIdeas(teamId: string, workshopId: WorkshopId): Promise<Idea[]>;
	/** Adds an idea or replaces it whole. `gone` if the team is not in the catalogue. */
	putIdea(teamId: string, workshopId: WorkshopId, idea: Idea): Promise<WriteResult>;
	/** Ok also if there was none. */
	deleteIdea(teamId: string, workshopId: WorkshopId, id: CardId): Promise<WriteResult>;
	listBallots(teamId: string, workshopId: WorkshopId): Promise<OwnBallot[]>;
	/** Each is kept: a device may have to open an earlier one. `gone` as above. */
	putBallot(teamId: string, workshopId: WorkshopId, ballot: OwnBallot): Promise<WriteResult>;
	/** Who has this device in the workshop, where it was passed to somebody; null while it is with its own person. */
	getGuest(teamId: string, workshopId: WorkshopId): Promise<PersonId | null>;
	putGuest(teamId: string, workshopId: WorkshopId, guest: PersonId | null): Promise<WriteResult>;
	/** What this device does not want suggested: keys of the caller's, see AlikeCards. */
	listDismissed(teamId: string, workshopId: WorkshopId): Promise<string[]>;
	putDismissed(teamId: string, workshopId: WorkshopId, key: string): Promise<WriteResult>;
	/** The workshops of a team of which anything is kept here. */
	listWorkshops(teamId: string): Promise<WorkshopId[]>;
}

export function createPrivateStore(shelf: Shelf): PrivateStore {
	const rowsOf = (teamId: string): Promise<unknown[]> =>
		shelf.read('private', (rows) => rows.ofTeam('private', teamId), []);

	async function list<T>(
		teamId: string,
		workshopId: WorkshopId,
		read: (row: unknown) => T | null
	): Promise<T[]> {
		const rows = await rowsOf(teamId);
		return rows.filter((row) => docOf(row) === workshopId).flatMap((row) => read(row) ?? []);
	}
	function put(
		teamId: string,
		workshopId: WorkshopId,
		key: string,
		value: object
	): Promise<WriteResult> {
		const row = { teamId, doc: workshopId, key, json: JSON.stringify(value) };
		return shelf.write<WriteResult>(['teams', 'private'], async (rows) => {
			if (!readTeamEntry(await rows.get('teams', teamId))) return { ok: false, why: 'gone' };
			await rows.put('private', row);
			return { ok: true };
		});
	}

	return {
		async listIdeas(teamId, workshopId) {
			return (await list(teamId, workshopId, readIdea)).sort(byBeginning);
		},
		async putIdea(teamId, workshopId, idea) {
			return put(teamId, workshopId, `${ideaPrefix}${idea.id}`, idea);
		},
		async deleteIdea(teamId, workshopId, id) {
			return shelf.write<WriteResult>(['private'], async (rows) => {
				await rows.delete('private', [teamId, workshopId, `${ideaPrefix}${id}`]);
				return { ok: true };
			});
		},
		listBallots: (teamId, workshopId) => list(teamId, workshopId, readBallot),
		async putBallot(teamId, workshopId, ballot) {
			return put(teamId, workshopId, `${ballotPrefix}${ballot.roundId}/${ballot.seal}`, ballot);
		},
		async getGuest(teamId, workshopId) {
			const [guest] = await list(teamId, workshopId, readGuest);
			return guest ?? null;
		},
		putGuest: (teamId, workshopId, guest) => put(teamId, workshopId, guestKey, { guest }),
		listDismissed: (teamId, workshopId) => list(teamId, workshopId, readDismissed),
		putDismissed: (teamId, workshopId, key) =>
			put(teamId, workshopId, `${dismissedPrefix}${key}`, {}),
		async listWorkshops(teamId) {
			const docs = (await rowsOf(teamId)).map(docOf);
			return [...new Set(docs)].filter((doc) => isId<WorkshopId>(doc));
		}
	};
}

const ideaPrefix = 'idea/';
const ballotPrefix = 'ballot/';
const dismissedPrefix = 'dismissed/';
const guestKey = 'guest';

function docOf(row: unknown): unknown {
	return toRecord(row).doc;
}

function readIdea(row: unknown): Idea | null {
	if (!String(toRecord(row).key).startsWith(ideaPrefix)) return null;
	const { id, stageId, k, text, by, isSigned, isUnheard, state, at } = toRecord(readJson(row));
	if (!isId<CardId>(id) || !isId<StageId>(stageId) || typeof text !== 'string') return null;
	if (typeof k !== 'string' || !/^[\w-]{12}$/.test(k)) return null;
	const known = ideaStates.find((one) => one === state);
	if (!known) return null;
	return {
		...{ id, stageId, k, text, state: known },
		...(isId<PersonId>(by) && { by }),
		isSigned: isSigned === true,
		...(isUnheard === true && { isUnheard }),
		at: typeof at === 'number' && Number.isFinite(at) ? at : 0
	};
}

function readGuest(row: unknown): PersonId | null {
	const { guest } = toRecord(toRecord(row).key === guestKey ? readJson(row) : null);
	return isId<PersonId>(guest) ? guest : null;
}

function readDismissed(row: unknown): string | null {
	const key = String(toRecord(row).key);
	return key.startsWith(dismissedPrefix) ? key.slice(dismissedPrefix.length) : null;
}

function readBallot(row: unknown): OwnBallot | null {
	if (!String(toRecord(row).key).startsWith(ballotPrefix)) return null;
	const { roundId, by, seal, n, salt, value } = toRecord(readJson(row));
	if (!isId<RoundId>(roundId) || [by, seal, salt].some((one) => typeof one !== 'string'))
		return null;
	if (!Number.isInteger(n) || value === undefined) return null;
	return { roundId, by, seal, n, salt, value } as OwnBallot;
}

function toRecord(value: unknown): Record<string, unknown> {
	return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
