import type { CheckIn } from './checkIn.ts';
import type { KeyResultStanding } from './cycleStanding.ts';

/** Something that goes on only once somebody decides. */
export type Decision =
	/** What was agreed was tampered with, or a newer Cairn wrote it. */
	| { kind: 'unsound'; version: number }
	/** Two versions were agreed apart. */
	| { kind: 'version' }
	/** Something in the way that is urgent, or is itself a decision. */
	| { kind: 'blocker'; standing: KeyResultStanding; checkIn: CheckIn }
	/** Behind its line, yet the last word is confident: a question. */
	| { kind: 'behind'; standing: KeyResultStanding }
	/** Nobody in the team owns it. */
	| { kind: 'ownerless'; standing: KeyResultStanding }
	/** So many items were changed, and nobody agreed to it yet. */
	| { kind: 'changes'; count: number }
	/** So many questions of the plan have two answers. */
	| { kind: 'conflicts'; count: number };

interface Given {
	agreed: { n: number; isSound: boolean } | null;
	openChanges: number;
	conflicts: { plan: number; isAboutVersion: boolean };
	people: readonly string[];
	personOf: (entry: string) => string;
}

interface Reported {
	objectives: readonly { keyResults: readonly KeyResultStanding[] }[];
	blockers: readonly { standing: KeyResultStanding; checkIn: CheckIn }[];
}

/** What a cycle waits for, the most pressing first. */
export function decisionsOf(
	{ agreed, openChanges, conflicts, people, personOf }: Given,
	{ objectives, blockers }: Reported
): Decision[] {
	const keyResults = objectives.flatMap((objective) => objective.keyResults);
	const isOwned = ({ keyResult: { ownerId } }: KeyResultStanding): boolean =>
		ownerId !== null && people.includes(personOf(ownerId));
	return [
		...(agreed && !agreed.isSound ? [{ kind: 'unsound' as const, version: agreed.n }] : []),
		...(conflicts.isAboutVersion ? [{ kind: 'version' as const }] : []),
		...blockers
			.filter(({ checkIn: { blocker } }) => blocker?.urgent || blocker?.kind === 'decision')
			.map((one) => ({ kind: 'blocker' as const, ...one })),
		...keyResults
			.filter(({ isConfidentBehind }) => isConfidentBehind)
			.map((standing) => ({ kind: 'behind' as const, standing })),
		...keyResults
			.filter((standing) => !isOwned(standing))
			.map((standing) => ({ kind: 'ownerless' as const, standing })),
		...(openChanges > 0 ? [{ kind: 'changes' as const, count: openChanges }] : []),
		...(conflicts.plan > 0 ? [{ kind: 'conflicts' as const, count: conflicts.plan }] : [])
	];
}
