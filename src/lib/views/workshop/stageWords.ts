import { m } from '#lib/messages/messages.js';
import { currentLocale } from '#lib/state/language.svelte.ts';
import type { StagePlan, WorkshopKind } from '#lib/workshop/agenda.ts';

/** What a meeting is called. */
export function workshopName(kind: WorkshopKind): string {
	const names: Record<WorkshopKind, () => string> = {
		kickoff: m.ws_kickoff,
		weekly: m.ws_weekly,
		change: m.ws_change,
		wrapUp: m.ws_wrap_up
	};
	return names[kind]();
}

const stages: Record<string, { name: () => string; now: () => string }> = {
	join: { name: m.ws_stage_join, now: m.ws_now_join },
	context: { name: m.ws_stage_context, now: m.ws_now_context },
	ideas: { name: m.ws_stage_ideas, now: m.ws_now_ideas },
	reveal: { name: m.ws_stage_reveal, now: m.ws_now_reveal },
	vote: { name: m.ws_stage_vote, now: m.ws_now_vote },
	objectives: { name: m.ws_stage_objectives, now: m.ws_now_objectives },
	keyResults: { name: m.ws_stage_key_results, now: m.ws_now_key_results },
	quality: { name: m.ws_stage_quality, now: m.ws_now_quality },
	stop: { name: m.ws_stage_stop, now: m.ws_now_stop },
	agree: { name: m.ws_stage_agree, now: m.ws_now_agree },
	break: { name: m.ws_stage_break, now: m.ws_now_break },
	pause: { name: m.ws_stage_pause, now: m.ws_now_pause }
};

/** The kinds of stages this app has a view for. */
export const stageKinds: readonly string[] = Object.keys(stages);

/** What a stage is called; its own word where a newer app made it. */
export function stageName(kind: string): string {
	return stages[kind]?.name() ?? kind;
}

/** What one can do now; null for a stage that this app does not know. */
export function stageNow(kind: string): string | null {
	return stages[kind]?.now() ?? null;
}

/** The stages of an agenda that this app has a view for. */
export function withViews(agenda: readonly StagePlan[]): StagePlan[] {
	return agenda.filter(({ kind }) => stages[kind] !== undefined);
}

/** A time that is left as "7:05", with a minus once it is over. */
export function timeWords(ms: number): string {
	const seconds = Math.floor(Math.abs(ms) / 1000);
	const parts = [Math.floor(seconds / 60), seconds % 60];
	const [minutes = '0', rest = '00'] = parts.map((part, at) =>
		part.toLocaleString(currentLocale(), { minimumIntegerDigits: at + 1, useGrouping: false })
	);
	return `${ms < 0 && seconds > 0 ? '−' : ''}${minutes}:${rest}`;
}
