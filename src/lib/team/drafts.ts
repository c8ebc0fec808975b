import type { Device } from './device.ts';
import { createKeeper } from './keepNewest.ts';

/** What somebody has begun in a place of a cycle and not finished. It lies on this device alone. */
export interface DraftVerbs {
	/** What was kept for a place; null where there is nothing. */
	keptDraft(place: string): Promise<string | null>;
	/** Keeps it until the page comes back; null once it is finished or emptied. */
	keepDraft(place: string, text: string | null): void;
}

export function createDraftVerbs(
	device: Pick<Device, 'store' | 'now'>,
	teamId: string,
	cycleId: string
): DraftVerbs {
	// No room of a document: what ends bursts of typing in those passes it over.
	const doc = `draft/${cycleId}`;
	return {
		async keptDraft(place) {
			const kept = await device.store.listBursts(teamId);
			return kept.find((one) => one.doc === doc && one.key === place)?.text ?? null;
		},
		keepDraft: createKeeper(device, teamId, doc)
	};
}
