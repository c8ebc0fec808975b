import type { AgreedPlan } from './agreedPlan.ts';
import type { Aside } from './aside.ts';
import type { KeyResultId, ObjectiveId } from './ids.ts';

/** What a team agreed to drop, as its versions say it. */
export interface Deprioritised extends Omit<Aside, 'as'> {
	id: ObjectiveId | KeyResultId;
	/** The objective's title or the key result's metric. */
	label: string;
	/** Of the objective a key result belongs to; null for an objective. */
	objectiveTitle: string | null;
	/** The day the version was agreed on in which it was first missing, an ISO date. */
	on: string;
}

/** What is deprioritised in the last of these agreements, in its order. */
export function deprioritisedIn(
	agreements: readonly { on: string; plan: AgreedPlan }[]
): Deprioritised[] {
	const onById = new Map<string, string>();
	let dropped: Omit<Deprioritised, 'on'>[] = [];
	for (const { on, plan } of agreements) {
		dropped = droppedIn(plan);
		const ids = new Set<string>(dropped.map(({ id }) => id));
		for (const id of onById.keys()) if (!ids.has(id)) onById.delete(id);
		for (const id of ids) if (!onById.has(id)) onById.set(id, on);
	}
	return dropped.map((one) => ({ ...one, on: onById.get(one.id) ?? '' }));
}

function droppedIn({ objectives }: AgreedPlan): Omit<Deprioritised, 'on'>[] {
	return objectives.flatMap(({ id, title, aside, keyResults }): Omit<Deprioritised, 'on'>[] => {
		if (aside) return [{ id, label: title, objectiveTitle: null, ...wordsOf(aside) }];
		return keyResults.flatMap(({ id, metric, aside }) =>
			aside ? [{ id, label: metric, objectiveTitle: title, ...wordsOf(aside) }] : []
		);
	});
}

function wordsOf({ why, decidedBy, comeback }: Aside): Omit<Aside, 'as'> {
	return { why, decidedBy, comeback };
}
