import { redirect } from '@sveltejs/kit';
import { preloadCode } from '$app/navigation';
import { resolve } from '$app/paths';
import type { PageLoad } from './$types';

// The place it leads to is fetched beside what says which one that is.
void preloadCode(resolve('/t/[team]/c/[cycle]/check-in', { team: 'any', cycle: 'any' }));

/** A shortcut of the home screen and the target of calendars: leads to the last team's check-in, before anything is drawn. */
export const load: PageLoad = async ({ parent }) => {
	const { app } = await parent();
	const last = app.teams.find(({ role, sample }) => role === 'edit' && !sample) ?? app.teams[0];
	if (!last) redirect(307, resolve('/'));
	const { teamId: team } = last;
	const cycle = last.role === 'edit' ? last.lastCycleId : null;
	// Its documents are read while the place is made ready.
	app.open.expect(team, cycle);
	redirect(
		307,
		cycle
			? resolve('/t/[team]/c/[cycle]/check-in', { team, cycle })
			: resolve('/t/[team]', { team })
	);
};
