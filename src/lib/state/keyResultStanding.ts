import { type KeyResultStanding, keyResultStandingOn } from '#lib/okr/cycleStanding.ts';
import type { Cycle } from '#lib/okr/cycle.ts';
import type { KeyResult } from '#lib/okr/keyResult.ts';
import { standingSource } from '#lib/team/standing.ts';
import type { CycleState } from './cycle.svelte.ts';
import type { TeamState } from './team.svelte.ts';

/** Where one key result of an open cycle stands on a day (an ISO date). */
export function standingOfKeyResult(
	team: TeamState,
	{ snapshot }: CycleState,
	{ keyResult, cycle, day }: { keyResult: KeyResult; cycle: Cycle; day: string }
): KeyResultStanding {
	const source = standingSource(cycle, snapshot, team.snapshot);
	return keyResultStandingOn(keyResult, snapshot.checkIns.get(keyResult.id) ?? [], source, day);
}
