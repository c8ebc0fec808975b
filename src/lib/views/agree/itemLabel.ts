import { m } from '#lib/messages/messages.js';
import { findItem } from '#lib/okr/findItem.ts';
import type { CycleState } from '#lib/state/cycle.svelte.ts';

/** What an item is called, wherever it stands. */
export function itemLabel(snapshot: CycleState['snapshot'], id: string): string {
	const item = findItem(snapshot, id);
	if (item)
		return (
			(item.kind === 'objective' ? item.objective.title : item.keyResult.metric) ||
			m.plan_untitled()
		);
	const work = [...snapshot.initiatives.values()].flat().find((one) => one.id === id);
	return work?.title || m.plan_untitled();
}
