import { m } from '#lib/messages/messages.js';
import { dayAt } from '#lib/okr/day.ts';
import type { StepMark } from '#lib/okr/nextStep.ts';
import type { TeamState } from '#lib/state/team.svelte.ts';
import { formatDay } from '#lib/views/locale.ts';
import { nameIn } from '#lib/views/personNames.ts';

/** How a next step was closed, by whom and on which day; null where it is open. `today` as for `formatDay`. */
export function closedWords(
	team: TeamState,
	{ state, by, at }: StepMark,
	today?: string
): string | null {
	if (state === 'open') return null;
	const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
	const said = { name: nameIn(team, by), day: formatDay(dayAt(at, zone), today) };
	return state === 'done' ? m.steps_closed_done(said) : m.steps_closed_dropped(said);
}
