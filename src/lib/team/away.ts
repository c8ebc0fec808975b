import type { DeviceStore } from '#lib/device/store.ts';
import {
	diffPlans,
	flattenPlan,
	readFlatPlan,
	seeOwnEdit,
	type FlatPlan,
	type ItemChange
} from '#lib/okr/changes.ts';
import type { CycleId } from '#lib/okr/ids.ts';
import type { Plan } from '#lib/okr/plan.ts';

/**
 * "While you were away": the plan as it is now against the plan this device last saw. What arrives live
 * is seen as it comes; one's own edits are no news; what a reconnection or a return brings is news until
 * it is marked as seen. The document's history is not needed for it.
 */
export interface Away {
	changes: () => ItemChange[];
	/** The document changed: by this device's person, or from elsewhere. */
	changed(own: boolean): void;
	/** The cycle came onto the screen. */
	entered(): void;
	markSeen(): void;
	/** Keeps what was seen on this device. */
	keep(): Promise<void>;
}

interface Means {
	store: Pick<DeviceStore, 'getSeen' | 'putSeen'>;
	teamId: string;
	cycleId: CycleId;
	now: () => number;
	plan: () => Plan;
	/** Whether what arrives just now is live, and not the catching up after an absence. */
	isLive: () => boolean;
	isOnScreen: () => boolean;
}

const keepAfterMs = 250;

export async function createAway({
	store,
	teamId,
	cycleId,
	now,
	plan,
	isLive,
	isOnScreen
}: Means): Promise<Away> {
	const kept = readFlatPlan((await store.getSeen(teamId, cycleId))?.plan);
	let current = flattenPlan(plan());
	// The first visit has nothing to compare with: all of the plan is new, and so none of it is news.
	let firstVisit = kept === null;
	let seen: FlatPlan = kept ?? current;
	let timer: ReturnType<typeof setTimeout> | undefined;

	const keep = async (): Promise<void> => {
		clearTimeout(timer);
		timer = undefined;
		if (!firstVisit) await store.putSeen(teamId, cycleId, { plan: seen, seenAt: now() });
	};
	const see = (next: FlatPlan): void => {
		firstVisit = false;
		seen = next;
		timer ??= setTimeout(() => void keep(), keepAfterMs);
	};
	const isWatched = (): boolean => isVisible() && isOnScreen();

	return {
		changes() {
			// An empty document that is still waiting for the relay does not say that all was deleted.
			const waiting = Object.keys(current).length === 0 && !isLive();
			return firstVisit || waiting ? [] : diffPlans(seen, current);
		},
		changed(own) {
			const before = current;
			current = flattenPlan(plan());
			if (firstVisit) seen = before;
			if (own || (isWatched() && (firstVisit || isLive()))) see(seeOwnEdit(seen, before, current));
		},
		entered() {
			if (firstVisit && Object.keys(current).length > 0) see(current);
		},
		markSeen: () => {
			see(current);
		},
		keep
	};
}

function isVisible(): boolean {
	return typeof document === 'undefined' || document.visibilityState === 'visible';
}
