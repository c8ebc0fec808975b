import type { Cycle } from '#lib/okr/cycle.ts';
import type { HealthMetric } from '#lib/okr/healthMetric.ts';
import type { TeamState } from '#lib/state/team.svelte.ts';

/** What shall become a key result, and of which cycle. */
export interface Promotion {
	metric: HealthMetric;
	cycle: Cycle;
	open: Awaited<ReturnType<TeamState['verbs']['openCycle']>>;
}
