import type { OpenCycle } from '#lib/team/cycle.ts';
import type { Cycle } from '#lib/okr/cycle.ts';
import type { Asked } from './arguments.ts';
import type { Opened } from './open.ts';
import type { Outcome } from './outcome.ts';
import { pickCycle } from './pick.ts';
import { Refusal } from './refusal.ts';
import { awaySentence, patienceOf, untilKept, untilSafe } from './relay.ts';

/** The cycle that was asked for, as new as it can be had. */
export async function openCycle(
	asked: Asked,
	{ device, team }: Opened
): Promise<{ cycle: Cycle; open: OpenCycle; wasReached: boolean }> {
	const wasReached = await untilSafe(team, patienceOf(asked));
	if (!wasReached && team.snapshot().cycles.length === 0)
		throw new Refusal(
			'relay',
			`${asked.isOffline ? 'The relay is not asked' : awaySentence(team)}, and nothing of this team is here yet.`
		);
	const cycle = pickCycle(team, asked.given.cycle, device.now());
	return { cycle, open: await team.openCycle(cycle.id), wasReached };
}

/** How a command ends that only reads: with an old copy it says so. */
export async function endOfReading(
	{ isOffline }: Asked,
	{ team }: Opened,
	wasReached: boolean
): Promise<Omit<Outcome, 'output'>> {
	await untilKept(team);
	if (wasReached || isOffline) return { exit: 'done', message: null };
	return {
		exit: 'relay',
		message: `${awaySentence(team)}. This is as of the last run that reached it.`
	};
}
