import type { ItemId } from '#lib/okr/ids.ts';
import type { PlanCoach } from '#lib/state/planCoach.svelte.ts';

/** Whether a key asks for the advice on the line one is in: Alt with Enter. It then does nothing else. */
export function adviceKey(event: KeyboardEvent): boolean {
	const asks = event.altKey && event.key === 'Enter' && !event.isComposing;
	if (asks) event.preventDefault();
	return asks;
}

/**
 * Tells the coach that a line was left, once the focus has gone out of the element that listens. It may be
 * gone for a moment where what had it is drawn anew, and it stays where the whole window loses it.
 */
export function whenLeft(
	event: FocusEvent & { currentTarget: Element },
	coach: PlanCoach,
	id: ItemId
): void {
	const { currentTarget } = event;
	setTimeout(() => {
		if (!currentTarget.contains(document.activeElement)) coach.leave(id);
	});
}
