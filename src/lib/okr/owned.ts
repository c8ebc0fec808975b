import type { InitiativeId, KeyResultId, PersonId } from './ids.ts';
import type { Initiative } from './initiative.ts';
import type { Plan } from './plan.ts';

/** Something in a plan that somebody owns. */
export interface Owned {
	kind: 'keyResult' | 'initiative';
	id: KeyResultId | InitiativeId;
	/** As the document has it: perhaps an entry that was merged into another. */
	ownerId: PersonId;
}

/** What is owned in a plan, in its order; what was put aside is owned by nobody in it. */
export function ownedIn(
	plan: Plan,
	initiatives: ReadonlyMap<KeyResultId, readonly Initiative[]>
): Owned[] {
	return plan.objectives
		.flatMap(({ keyResults }) => keyResults)
		.flatMap((keyResult): Owned[] => {
			const work = initiatives.get(keyResult.id) ?? [];
			return [
				...ownedBy('keyResult', keyResult),
				...work.flatMap((initiative) => ownedBy('initiative', initiative))
			];
		});
}

function ownedBy(
	kind: Owned['kind'],
	{ id, ownerId }: { id: Owned['id']; ownerId: PersonId | null }
): Owned[] {
	return ownerId === null ? [] : [{ kind, id, ownerId }];
}
