import type { TeamState } from '#lib/state/team.svelte.ts';

/**
 * Whether what is written here reaches the team no more, counts for nobody in it, or is not taken at all: `removed`
 * from the list of people; `shut-out` by the relay, which lets this device's link in no more; `outgrown`, as a newer
 * Cairn has written what this one would misread. Null while one is in.
 */
export function whyLeftOut(team: TeamState): 'removed' | 'shut-out' | 'outgrown' | null {
	if (team.snapshot.tooNew || team.cycle?.snapshot.tooNew) return 'outgrown';
	const { relay } = team.safety;
	if (relay.at === 'refused' && ['forbidden', 'no-token', 'deleted'].includes(relay.why))
		return 'shut-out';
	return team.person(team.me)?.removed ? 'removed' : null;
}
