import { teamAsFile } from '#lib/state/teamAsFile.ts';
import type { TeamState } from '#lib/state/team.svelte.ts';
import { saveFile } from './saveFile.ts';

/** Gives the person their team as a file. */
export async function saveTeam(team: TeamState): Promise<void> {
	const text = await teamAsFile(team);
	const day = new Date().toISOString().slice(0, 10);
	saveFile(`${team.snapshot.name} ${day}`, 'cairn', 'application/x-cairn', text);
}
