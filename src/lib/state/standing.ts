import {
	type CycleStanding,
	cycleStandingOn,
	type KeyResultStanding,
	keyResultStandingOn,
	type StandingSource
} from '#lib/okr/cycleStanding.ts';
import type { Cycle } from '#lib/okr/cycle.ts';
import { dayAt } from '#lib/okr/day.ts';
import type { KeyResult } from '#lib/okr/keyResult.ts';
import { type Owing, owedBy } from '#lib/okr/owed.ts';
import type { StepsElsewhere } from '#lib/okr/stepsElsewhere.ts';
import { standingSource } from '#lib/team/standing.ts';
import { nowIn } from './clock.ts';
import type { CycleState } from './cycle.svelte.ts';
import type { TeamState } from './team.svelte.ts';

/** The entry of the cycle that is on the screen; undefined while the team's document has not come. */
export function datesOf(team: TeamState, cycle: CycleState): Cycle | undefined {
	return team.snapshot.cycles.find(({ id }) => id === cycle.verbs.cycleId);
}

/** The instant it is (epoch ms) for the cycle on the screen; in a `$derived` it follows when a day begins there. */
export function nowOf(team: TeamState, cycle: CycleState): number {
	return nowIn(zoneOf(team, cycle));
}

/** The day it is (an ISO date) in the cycle's time zone, as `nowOf`; in UTC while the team's document has not come. */
export function todayOf(team: TeamState, cycle: CycleState): string {
	const timeZone = zoneOf(team, cycle);
	return dayAt(nowIn(timeZone), timeZone);
}

/** Where the cycle on the screen stands at an instant (epoch ms); null as for `datesOf`. */
export function standingOf(team: TeamState, cycle: CycleState, now: number): CycleStanding | null {
	const dates = datesOf(team, cycle);
	if (!dates) return null;
	const source = sourceOf(dates, cycle.snapshot, team.snapshot);
	const day = dayAt(now, dates.timeZone);
	const known = standings.get(source);
	if (known?.asked === day) return known.standing;
	const standing = cycleStandingOn(source, day);
	standings.set(source, { asked: day, standing });
	return standing;
}

/** Where one key result of an open cycle stands on a day (an ISO date). */
export function standingOfKeyResult(
	team: TeamState,
	{ snapshot }: CycleState,
	{ keyResult, cycle, day }: { keyResult: KeyResult; cycle: Cycle; day: string }
): KeyResultStanding {
	const source = sourceOf(cycle, snapshot, team.snapshot);
	return keyResultStandingOn(keyResult, snapshot.checkIns.get(keyResult.id) ?? [], source, day);
}

/** What this device's person owes; null for readers too. `elsewhere` as for `owedBy`. */
export function owingOf(
	team: TeamState,
	cycle: CycleState,
	now: number,
	elsewhere: readonly StepsElsewhere[] = []
): Owing | null {
	const standing = standingOf(team, cycle, now);
	const { sameAs } = team.snapshot;
	if (!standing || team.me === null || team.role !== 'edit') return null;
	const isOver = dayAt(now, zoneOf(team, cycle)) > standing.day;
	return owedBy(team.me, { ...standing, isOver }, (entry) => sameAs.get(entry) ?? entry, elsewhere);
}

type Source = Parameters<typeof standingSource>;
// Both are let go of with what they were read from: a team that was left stays nowhere.
const sources = new WeakMap<CycleState['snapshot'], { of: Source; source: StandingSource }>();
const standings = new WeakMap<StandingSource, { asked: string; standing: CycleStanding }>();

/** Every line of a plan asks for it, and it is the same for all of them. */
function sourceOf(...of: Source): StandingSource {
	const known = sources.get(of[1]);
	if (known && of.every((one, at) => one === known.of[at])) return known.source;
	const source = standingSource(...of);
	sources.set(of[1], { of, source });
	return source;
}

function zoneOf(team: TeamState, cycle: CycleState): string {
	return datesOf(team, cycle)?.timeZone ?? 'UTC';
}

export { stepMarksOf, versionLine } from '#lib/team/standing.ts';
