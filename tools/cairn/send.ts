import type { Asked } from './arguments.ts';
import type { Opened } from './open.ts';
import type { Outcome } from './outcome.ts';
import { awaySentence, patienceOf, untilConfirmed, untilKept } from './relay.ts';

/** Sends what earlier runs kept here, and takes in what others wrote. */
export async function send(asked: Asked, opened: Opened): Promise<Outcome> {
	const { team } = opened;
	const isSafe = await untilConfirmed(opened, patienceOf(asked));
	await untilKept(team);
	return {
		output: {
			team: { id: team.teamId, name: team.snapshot().name },
			safe: { device: true, relay: isSafe, host: team.safety().host }
		},
		exit: isSafe || asked.isOffline ? 'done' : 'relay',
		message: isSafe || asked.isOffline ? null : `${awaySentence(team)}.`
	};
}
