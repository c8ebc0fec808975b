import { readTeamFile, writeTeamFile, type TeamFileProblem } from '#lib/files/teamFile.ts';
import type { Device } from './device.ts';
import { collectDocuments, mergeDocuments, type Merged } from './documents.ts';
import type { OpenTeams } from './openTeams.ts';
import type { OpenTeam } from './team.ts';

/** What became of a team file. */
export type TakenTeamFile =
	| ({
			ok: true;
			teamId: string;
			name: string;
			/** Lines of the file that could not be read, and documents that were cut off. */
			broken: number;
			missing: number;
	  } & Merged)
	| {
			ok: false;
			/**
			 * `no-link`: this device does not know the team, and the file holds no link to it · `reader`: a
			 * readers' link brings nothing in · `nothing`: no document in it can be read
			 */
			why: TeamFileProblem | 'no-link' | 'reader' | 'nothing';
			/** The team's name in the file, where it has one. */
			name?: string;
	  };

/** An open team as the text of a file. */
export async function saveTeamFile(team: OpenTeam, now: number): Promise<string> {
	const { teamId } = team;
	const { name } = team.snapshot();
	return writeTeamFile({ teamId, name, now }, await collectDocuments(team.documents));
}

/**
 * Merges a team file into the team that it is of, as often as anybody likes. Everything sound in it is
 * taken; what is not is counted, and still in the file. `own`: out of this person's backup, which a reader
 * may have too.
 */
export async function takeTeamFile(
	device: Device,
	open: OpenTeams,
	text: string,
	{ own = false } = {}
): Promise<TakenTeamFile> {
	const read = readTeamFile(text);
	if (!read.ok) return read;
	const { teamId, name, documents, broken, missing } = read.file;
	const entry = await device.store.getTeam(teamId);
	if (!entry) return { ok: false, why: 'no-link', name };
	if (entry.role !== 'edit' && !own) return { ok: false, why: 'reader', name };
	if (documents.length === 0) return { ok: false, why: 'nothing', name };
	const team = await open.enter(teamId);
	try {
		if (!team) return { ok: false, why: 'no-link', name };
		const merged = await mergeDocuments(team.documents, documents);
		await team.settle();
		return { ok: true, teamId, name: team.snapshot().name || name, broken, missing, ...merged };
	} finally {
		open.leave(teamId);
	}
}
