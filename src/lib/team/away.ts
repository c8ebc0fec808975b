import type { DeviceStore } from '#lib/device/store.ts';
import {
	diffPlans,
	flatChanges,
	patchFlat,
	readFlatPlan,
	seeOwnEdit,
	seeOwnWork,
	type Authors,
	type FlatChanges,
	type FlatPlan,
	type ItemChange
} from '#lib/okr/changes.ts';
import type { CycleId } from '#lib/okr/ids.ts';

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
	/** The plan as flat facts. */
	plan: () => FlatPlan;
	authors: () => Authors;
	/** Who uses this device; null for a reader. */
	me: () => string | null;
	/** Whether what arrives just now is live, and not the catching up after an absence. */
	isLive: () => boolean;
	isOnScreen: () => boolean;
}

const keepAfterMs = 250;

export async function createAway(means: Means): Promise<Away> {
	const { store, teamId, cycleId, now, plan, authors, me, isLive, isOnScreen } = means;
	const read = async () => readFlatPlan((await store.getSeen(teamId, cycleId))?.plan);
	const kept = await read();
	let current = plan();
	// The first visit has nothing to compare with: all of the plan is new, and so none of it is news.
	let firstVisit = kept === null;
	let seen: FlatPlan = kept ?? current;
	// What this tab has seen since it last kept it. Another tab may have seen and kept something else.
	let unkept: FlatChanges = new Map();
	let timer: ReturnType<typeof setTimeout> | undefined;

	const keep = async (): Promise<void> => {
		clearTimeout(timer);
		timer = undefined;
		if (firstVisit || unkept.size === 0) return;
		const mine = unkept;
		unkept = new Map();
		const others = await read();
		await store.putSeen(teamId, cycleId, {
			plan: others ? patchFlat(others, mine) : seen,
			seenAt: now()
		});
	};
	const see = (next: FlatPlan): void => {
		const before = firstVisit ? {} : seen;
		firstVisit = false;
		for (const [key, value] of flatChanges(before, next)) unkept.set(key, value);
		seen = next;
		if (unkept.size > 0) timer ??= setTimeout(() => void keep(), keepAfterMs);
	};
	/** What the same person did in another tab, on another device, or just before the page went. */
	const seeOwn = (): void => {
		const person = me();
		if (!firstVisit && person !== null) see(seeOwnWork(seen, current, authors(), person));
	};
	const isWatched = (): boolean => isVisible() && isOnScreen();
	seeOwn();

	return {
		changes() {
			// An empty document that is still waiting for the relay does not say that all was deleted.
			const waiting = Object.keys(current).length === 0 && !isLive();
			return firstVisit || waiting ? [] : diffPlans(seen, current);
		},
		changed(own) {
			const before = current;
			current = plan();
			if (firstVisit) seen = before;
			if (own || (isWatched() && (firstVisit || isLive()))) see(seeOwnEdit(seen, before, current));
			else seeOwn();
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
