import type { OpenCycle } from '#lib/team/cycle.ts';
import type { OpenTeam } from '#lib/team/team.ts';
import type { Cycle } from '#lib/okr/cycle.ts';
import type { Asked } from './arguments.ts';
import type { Opened } from './open.ts';
import type { Outcome } from './outcome.ts';
import { pickCycle } from './pick.ts';
import { NotHere, Refusal } from './refusal.ts';
import { awaySentence, patienceOf, untilKept, untilSafe } from './relay.ts';

/** The cycle that was asked for, as new as it can be had. What becomes of other cycles is not waited for. */
export async function openCycle(
	asked: Asked,
	opened: Opened
): Promise<{ cycle: Cycle; open: OpenCycle; wasReached: boolean }> {
	const { device, team } = opened;
	const patience = patienceOf(asked);
	const isTeamNew = await untilSafe(team, patience, []);
	if (!isTeamNew && team.snapshot().cycles.length === 0)
		throw new Refusal(
			'relay',
			`${whyOld(asked, team)}, and nothing of this team is here yet. Nothing was written.`
		);
	const cycle = lookUp(asked, opened, isTeamNew, () =>
		pickCycle(team, asked.given.cycle, device.now())
	);
	const open = await team.openCycle(cycle.id);
	return { cycle, open, wasReached: isTeamNew && (await untilSafe(team, patience, [cycle.id])) };
}

/** What `find` finds in this copy. That something is not in an old one says nothing of the team: the relay is why. */
export function lookUp<Found>(
	asked: Asked,
	{ team }: Opened,
	wasReached: boolean,
	find: () => Found
): Found {
	try {
		return find();
	} catch (error) {
		if (wasReached || !(error instanceof NotHere)) throw error;
		throw new Refusal(
			'relay',
			`${whyOld(asked, team)}, nothing was written, and this is by what is here: ${error.message}`
		);
	}
}

function whyOld({ isOffline }: Asked, team: OpenTeam): string {
	return isOffline ? 'The relay is not asked' : awaySentence(team);
}

/** How a command ends that only reads: with an old copy it says so. */
export async function endOfReading(
	{ isOffline }: Asked,
	{ team }: Opened,
	{ cycle, wasReached }: { cycle: Pick<Cycle, 'id'>; wasReached: boolean }
): Promise<Omit<Outcome, 'output'>> {
	await untilKept(team, [cycle.id]);
	if (wasReached || isOffline) return { exit: 'done', message: null };
	return {
		exit: 'relay',
		message: `${awaySentence(team)}. This is as of the last run that reached it.`
	};
}
