import { m } from '#lib/messages/messages.js';
import type { TeamState } from '#lib/state/team.svelte.ts';
import type { WorkshopState } from '#lib/state/workshop.svelte.ts';
import { ideasStageOf } from '#lib/workshop/agenda.ts';

/** What whoever rehearses does next: one sentence for where the workshop stands. */
export function hintOf(
	workshop: WorkshopState,
	names: { late: string; away: string },
	team: TeamState
): string {
	const { agenda, standing, marks, reveals, clusters, cards, endedAt } = workshop.snapshot;
	const { stage } = workshop;
	if (endedAt !== null) return m.rehearsal_over();
	const isIn = [...marks.seats].some(
		([entry, seat]) => seat !== null && team.person(entry)?.id === team.me
	);
	if (!isIn) return m.rehearsal_enter();
	if (!standing.step || !stage) return m.rehearsal_begin();
	const ideas = ideasStageOf(agenda, stage.id);
	const hints: Record<string, () => string> = {
		join: m.rehearsal_join,
		context: m.rehearsal_context,
		ideas: () => m.rehearsal_ideas({ name: names.away }),
		reveal: () => {
			if (ideas && !reveals.has(ideas.id)) return m.rehearsal_reveal();
			const isGrouped = clusters.length > 0 && cards.every(({ clusterId }) => clusterId !== null);
			return isGrouped ? m.rehearsal_grouped() : m.rehearsal_group({ name: names.late });
		},
		vote: m.rehearsal_vote,
		objectives: () => m.rehearsal_objectives({ name: names.away }),
		keyResults: m.rehearsal_key_results,
		quality: m.rehearsal_quality,
		stop: m.rehearsal_stop,
		agree: m.rehearsal_agree
	};
	return hints[stage.kind]?.() ?? m.rehearsal_other();
}
