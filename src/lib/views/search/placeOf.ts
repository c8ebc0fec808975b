import { resolve } from '$app/paths';
import type { Finding } from '#lib/state/findings.ts';

/** Where a finding is shown. */
export function placeOf({ kind, team, cycle }: Finding): string {
	if (cycle) return resolve('/t/[team]/c/[cycle]/plan', { team: team.id, cycle: cycle.id });
	return kind === 'team'
		? resolve('/t/[team]', { team: team.id })
		: resolve('/t/[team]/team', { team: team.id });
}
