import type { StageId } from '#lib/okr/ids.ts';

/** The meetings of a team. All of them are agendas of the same stages. */
export const workshopKinds = ['kickoff', 'weekly', 'change', 'wrapUp'] as const;
export type WorkshopKind = (typeof workshopKinds)[number];

export interface Stage {
	id: StageId;
	/**
	 * What is done in it, by a word such as `ideas`; a newer app may know others. A `break` has a length; a `pause`
	 * ends one sitting, and the next may begin days later.
	 */
	kind: string;
	/** 0 for one that ends by a tap alone. */
	minutes: number;
}

/** What a stage is planned as, before it has an id. */
export type StagePlan = Pick<Stage, 'kind' | 'minutes'>;

export const longestStage = 240;
export const mostStages = 60;

/** Agendas of the kickoff to begin with, by their names; the lengths are those of PRODUCT §3. */
export const kickoffPresets = {
	two: lengths(
		'join 5 context 10 ideas 8 reveal 15 vote 7 objectives 20 keyResults 30 quality 15 stop 5 agree 5'
	),
	three: lengths(
		'join 5 context 15 ideas 12 reveal 22 vote 10 break 15 objectives 33 keyResults 40 quality 18 stop 5 agree 5'
	),
	sittings: lengths(
		'join 5 context 10 ideas 10 reveal 25 vote 10 pause 0 objectives 15 keyResults 25 quality 10 stop 5 agree 5'
	)
} as const;

export type KickoffPreset = keyof typeof kickoffPresets;

/** How long an agenda takes, in minutes. */
export function minutesOf(agenda: readonly StagePlan[]): number {
	return agenda.reduce((sum, { minutes }) => sum + minutes, 0);
}

/** How long a stage of this kind usually takes, in minutes; five where no kickoff has one. */
export function usualMinutes(kind: string): number {
	const all = Object.values(kickoffPresets).flat();
	return all.find((stage) => stage.kind === kind)?.minutes ?? 5;
}

/** The stage so many places from another, within the agenda; null beyond its ends or from one that is not in it. */
export function stageBeside(
	agenda: readonly Stage[],
	id: StageId | null,
	places: number
): Stage | null {
	// Nobody has stood anywhere yet: the first one is one place away.
	const at = id === null ? -1 : agenda.findIndex((stage) => stage.id === id);
	if (at < 0 && id !== null) return null;
	return agenda[at + places] ?? null;
}

/** The stage whose ideas are shown in a stage: itself, or the last one before it in which ideas are written. */
export function ideasStageOf(agenda: readonly Stage[], id: StageId): Stage | null {
	const at = agenda.findIndex((stage) => stage.id === id);
	return agenda.slice(0, at + 1).findLast(({ kind }) => kind === 'ideas') ?? null;
}

function lengths(text: string): readonly StagePlan[] {
	const words = text.split(' ');
	return words.flatMap((kind, at) =>
		at % 2 === 0 ? [{ kind, minutes: Number(words[at + 1]) }] : []
	);
}
