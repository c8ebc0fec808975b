import { goto } from '$app/navigation';
import { resolve } from '$app/paths';
import type { App } from '#lib/state/app.svelte.ts';
import { currentLanguage } from '#lib/state/language.svelte.ts';
import { kickoffPresets } from '#lib/workshop/agenda.ts';
import { ownTimeZone } from '../cycleDraft.ts';
import { withViews } from '../workshop/stageWords.ts';

/** Opens the rehearsal of this device, made if it is not there, and goes to its workshop. False where it cannot be had. */
export async function startRehearsal(app: App): Promise<boolean> {
	const opened = await app
		.openRehearsal({
			locale: currentLanguage(),
			timeZone: ownTimeZone(),
			agenda: withViews(kickoffPresets.two)
		})
		.catch(() => null);
	if (!opened) return false;
	const { teamId: team, cycleId: cycle, workshopId: workshop } = opened;
	await goto(
		cycle && workshop
			? resolve('/t/[team]/c/[cycle]/w/[workshop]', { team, cycle, workshop })
			: resolve('/t/[team]', { team })
	);
	return true;
}
