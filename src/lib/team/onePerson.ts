import type { CycleSnapshot } from '#lib/doc/cycle.ts';
import type { Authors } from '#lib/okr/changes.ts';
import type { Conflict } from '#lib/okr/conflict.ts';
import type { PersonId } from '#lib/okr/ids.ts';

/**
 * Of each entry of a person the one it is shown as. A cycle's document keeps the entries, so that taking a
 * merge back gives everybody what was theirs; what is asked or counted of them goes by the person.
 */
export type SameAs = ReadonlyMap<string, PersonId>;

/** The person an entry stands for; itself where the team does not know it. */
export function personOf(sameAs: SameAs, entry: string): string {
	return sameAs.get(entry) ?? entry;
}

/** A cycle without the cards that ask which of one and the same person owns something. */
export function withoutSelfConflicts(snapshot: CycleSnapshot, sameAs: SameAs): CycleSnapshot {
	const isReal = (conflict: Conflict): boolean => {
		if (conflict.kind !== 'value' || conflict.field !== 'ownerId') return true;
		const owners = conflict.sides.map(({ value }) =>
			typeof value === 'string' ? personOf(sameAs, value) : value
		);
		return new Set(owners).size > 1;
	};
	return snapshot.conflicts.every(isReal)
		? snapshot
		: { ...snapshot, conflicts: snapshot.conflicts.filter(isReal) };
}

/** Who had the last word, by person: what somebody wrote under another entry is no news to them. */
export function authorsAsOne(authors: Authors, sameAs: SameAs): Authors {
	const one = (by: string): string => personOf(sameAs, by);
	return new Map(
		[...authors].map(([item, { made, set, removed }]) => [
			item,
			{
				made: one(made),
				set: new Map([...set].map(([field, by]) => [field, one(by)])),
				removed: removed === null ? null : one(removed)
			}
		])
	);
}
