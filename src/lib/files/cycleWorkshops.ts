import type { Outcome } from '#lib/workshop/outcome.ts';
import { type WorkshopKind, workshopKinds } from '#lib/workshop/agenda.ts';
import type { Exported } from './exported.ts';
import { toList, toRecord, toText } from './fromJson.ts';

/** A meeting that has ended, with instants in words instead of milliseconds. No person is named in it. */
export interface FiledWorkshop extends Omit<Outcome, 'startedAt' | 'endedAt' | 'stages'> {
	kind: WorkshopKind;
	/** ISO instants. */
	startedAt: string;
	endedAt: string;
	stages: { kind: string; at: string }[];
}

/** What came of the meetings that have ended, where there are any. */
export function fileWorkshops(workshops: NonNullable<Exported['workshops']>): {
	workshops?: FiledWorkshop[];
} {
	const ended = workshops.flatMap(({ kind, outcome }): FiledWorkshop[] => {
		if (!outcome) return [];
		const { startedAt, endedAt, stages, ...rest } = outcome;
		return [
			{
				...{ kind, startedAt: iso(startedAt), endedAt: iso(endedAt), ...rest },
				stages: stages.map((stage) => ({ kind: stage.kind, at: iso(stage.at) }))
			}
		];
	});
	return ended.length > 0 ? { workshops: ended } : {};
}

/** Reads them back, to be read: an entry of another shape is left out, an unfit part of one is empty. Never throws. */
export function readWorkshops(value: unknown): { workshops?: FiledWorkshop[] } {
	const workshops = toList(value).flatMap((row): FiledWorkshop[] => {
		const kind = workshopKinds.find((one) => one === row.kind);
		if (!kind || typeof row.startedAt !== 'string' || typeof row.endedAt !== 'string') return [];
		const agreed = toRecord(row.agreed);
		const vote = toRecord(row.vote);
		return [
			{
				...{ kind, startedAt: row.startedAt, endedAt: row.endedAt },
				...{ people: toCount(row.people), team: toCount(row.team), cards: toCount(row.cards) },
				clusters: toTexts(row.clusters),
				vote:
					row.vote === null || row.vote === undefined
						? null
						: { people: toCount(vote.people), options: toList(vote.options).map(toOption) },
				...{ stops: toTexts(row.stops), lateStops: toTexts(row.lateStops) },
				agreed:
					typeof agreed.hash === 'string' ? { n: toCount(agreed.n), hash: agreed.hash } : null,
				stages: toList(row.stages).map((stage) => ({
					kind: toText(stage.kind),
					at: toText(stage.at)
				}))
			}
		];
	});
	return workshops.length > 0 ? { workshops } : {};
}

function toOption(row: Record<string, unknown>) {
	return { name: toText(row.name), dots: toCount(row.dots), isOut: row.isOut === true };
}

function iso(at: number): string {
	return new Date(at).toISOString();
}

function toTexts(value: unknown): string[] {
	return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

function toCount(value: unknown): number {
	return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : 0;
}
