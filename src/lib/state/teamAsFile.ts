import { saveTeamFile } from '#lib/team/teamFile.ts';
import type { TeamState } from './team.svelte.ts';

/** The whole team as the text of a file, as it stands now. */
export function teamAsFile(team: TeamState): Promise<string> {
	return saveTeamFile(team.verbs, Date.now());
}
