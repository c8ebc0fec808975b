import { USER } from '#lib/doc/writer.ts';
import type { CycleId } from '#lib/okr/ids.ts';
import { openCycle, type CycleMeans, type OpenCycle } from './cycle.ts';
import { forgetRoom, type Replicated, type Safety } from './replicated.ts';

/**
 * The cycles of an open team. They live as long as it does, on the screen or not: what was written in
 * one of them is only safe when its own room says so, and that is asked while the team is open.
 */
export interface Cycles {
	open: (id: CycleId) => Promise<OpenCycle>;
	/** The document itself, opened if need be; null if the cycle was closed meanwhile. */
	document: (id: CycleId) => Promise<Replicated['doc'] | null>;
	/** Of every cycle that is open or opening. */
	safeties: () => Pick<Safety, 'disk' | 'relay' | 'putAside'>[];
	/** Other entries of people are one now, or no longer. */
	peopleChanged: () => void;
	retry: () => void;
	/** Connects every one of them anew. */
	renew: () => void;
	settle: () => Promise<void>;
	/** Closes a cycle and removes it from this device's disk. */
	forget: (id: CycleId) => Promise<void>;
	close: () => Promise<void>;
}

/** What is heard of cycles: that one is safe somewhere or no longer, that this device's person wrote in one. */
interface Hooks {
	safety: () => void;
	wrote: () => void;
}

interface Entry {
	opening: Promise<OpenCycle>;
	replicated: Replicated | null;
}

/** `roomOf` names a cycle's room. */
export function createCycles(
	given: Omit<CycleMeans, 'cycleId' | 'room' | 'onOpened'>,
	roomOf: (id: CycleId) => string,
	{ safety: onSafety, wrote }: Hooks
): Cycles {
	const entries = new Map<CycleId, Entry>();

	const all = (): Promise<OpenCycle[]> =>
		Promise.all([...entries.values()].map(({ opening }) => opening));

	function open(id: CycleId): Promise<OpenCycle> {
		const known = entries.get(id);
		if (known) return known.opening;
		const onOpened = (replicated: Replicated): void => {
			entry.replicated = replicated;
			replicated.onSafety(onSafety);
			replicated.doc.on('update', (_: Uint8Array, origin: unknown) => {
				if (origin === USER) wrote();
			});
			onSafety();
		};
		const opening = openCycle({ ...given, cycleId: id, room: roomOf(id), onOpened });
		const entry: Entry = { opening, replicated: null };
		entries.set(id, entry);
		return opening;
	}

	return {
		open,
		async document(id) {
			await open(id);
			return entries.get(id)?.replicated?.doc ?? null;
		},
		safeties: () =>
			[...entries.values()].map(
				({ replicated }) =>
					replicated?.safety() ?? { disk: { at: 'opening' }, relay: { at: 'opening' }, putAside: 0 }
			),
		peopleChanged: () => {
			for (const { opening } of entries.values())
				void opening.then((cycle) => {
					cycle.peopleChanged();
				});
		},
		retry: () => {
			for (const { replicated } of entries.values()) replicated?.retry();
		},
		renew: () => {
			for (const { replicated } of entries.values()) replicated?.renew();
		},
		async settle() {
			await Promise.all((await all()).map((cycle) => cycle.settle()));
		},
		async forget(id) {
			const entry = entries.get(id);
			await entry?.opening;
			await (entry?.replicated ? entry.replicated.forget() : forgetRoom(roomOf(id), given.means));
		},
		async close() {
			await Promise.all((await all()).map((cycle) => cycle.close()));
			entries.clear();
		}
	};
}
