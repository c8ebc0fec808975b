import type { CycleId } from '#lib/okr/ids.ts';
import type { OpenTeam } from '#lib/team/team.ts';
import type { Asked } from './arguments.ts';
import type { Opened } from './open.ts';
import type { Outcome } from './outcome.ts';
import { awaySentence, patienceOf, untilConfirmed, untilKept, untilSafe } from './relay.ts';

/** Sends what earlier runs kept here, and takes in what others wrote. */
export async function send(asked: Asked, opened: Opened): Promise<Outcome> {
	const { team } = opened;
	const isSafe = await untilAllConfirmed(opened, patienceOf(asked));
	await untilKept(team, cycleIdsOf(team));
	return {
		output: {
			team: { id: team.teamId, name: team.snapshot().name },
			safe: { device: true, relay: isSafe, host: team.safety().host }
		},
		exit: isSafe || asked.isOffline ? 'done' : 'relay',
		message: isSafe || asked.isOffline ? null : `${awaySentence(team)}.`
	};
}

/** Which cycles there are is known once the team's own document is here. */
async function untilAllConfirmed(opened: Opened, waitMs: number): Promise<boolean> {
	const { team } = opened;
	if (!(await untilSafe(team, waitMs, []))) return false;
	return untilConfirmed(opened, waitMs, cycleIdsOf(team));
}

function cycleIdsOf(team: OpenTeam): CycleId[] {
	return team.snapshot().cycles.map(({ id }) => id);
}
