/**
 * After which item one comes to stand when it moves a step up (-1) or down (1) in a list of ids in the
 * order shown. `null` is the front; undefined says that there is no such step.
 */
export function afterStep<Id>(ids: readonly Id[], id: Id, step: -1 | 1): Id | null | undefined {
	const at = ids.indexOf(id);
	if (at < 0) return undefined;
	if (step === 1) return ids[at + 1];
	return at === 0 ? undefined : (ids[at - 2] ?? null);
}
