import type { TeamState } from '#lib/state/team.svelte.ts';

/**
 * Whether what is written here reaches the team no more, or counts for nobody in it: `removed` from the list of
 * people; `shut-out` by the relay, which lets this device's link in no more. Null while one is in.
 */
export function whyLeftOut(team: TeamState): 'removed' | 'shut-out' | null {
	const { relay } = team.safety;
	if (relay.at === 'refused' && ['forbidden', 'no-token', 'deleted'].includes(relay.why))
		return 'shut-out';
	return team.person(team.me)?.removed ? 'removed' : null;
}
