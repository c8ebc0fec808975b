import { resolve } from '$app/paths';
import type { Finding } from '#lib/state/findings.ts';

/** Where a finding is shown. */
export function placeOf({ kind, team, cycle, items }: Finding): string {
	// Work is shown with the key result it moves.
	const item = kind === 'initiative' ? items.at(-1) : items[0];
	if (cycle && item !== undefined)
		return resolve('/t/[team]/c/[cycle]/plan/[item]', { team: team.id, cycle: cycle.id, item });
	if (cycle) return resolve('/t/[team]/c/[cycle]/plan', { team: team.id, cycle: cycle.id });
	return kind === 'team'
		? resolve('/t/[team]', { team: team.id })
		: resolve('/t/[team]/team', { team: team.id });
}
