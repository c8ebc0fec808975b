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
	/** The cycle's document first, then those of its workshops that are open. */
	replicas: Replicated[];
}

type Safeties = ReturnType<Cycles['safeties']>;

/** Of a cycle that is still being opened. */
const notYet: Safeties = [{ disk: { at: 'opening' }, relay: { at: 'opening' }, putAside: 0 }];

/** `roomOf` names a cycle's room. */
export function createCycles(
	given: Omit<CycleMeans, 'cycleId' | 'room' | 'onOpened'>,
	roomOf: (id: CycleId) => string,
	{ safety: onSafety, wrote }: Hooks
): Cycles {
	const entries = new Map<CycleId, Entry>();

	const all = (): Promise<OpenCycle[]> =>
		Promise.all([...entries.values()].map(({ opening }) => opening));

	const allReplicas = (): Replicated[] => [...entries.values()].flatMap(({ replicas }) => replicas);

	function open(id: CycleId): Promise<OpenCycle> {
		const known = entries.get(id);
		if (known) return known.opening;
		const onOpened = (replicated: Replicated): void => {
			entry.replicas.push(replicated);
			replicated.onSafety(onSafety);
			replicated.doc.on('update', (_: Uint8Array, origin: unknown) => {
				if (origin === USER) wrote();
			});
			onSafety();
		};
		const opening = openCycle({ ...given, cycleId: id, room: roomOf(id), onOpened });
		const entry: Entry = { opening, replicas: [] };
		entries.set(id, entry);
		return opening;
	}

	return {
		open,
		async document(id) {
			await open(id);
			return entries.get(id)?.replicas[0]?.doc ?? null;
		},
		safeties: () =>
			[...entries.values()].flatMap(({ replicas }): Safeties =>
				replicas.length > 0 ? replicas.map((replicated) => replicated.safety()) : notYet
			),
		peopleChanged: () => {
			for (const { opening } of entries.values())
				void opening.then((cycle) => {
					cycle.peopleChanged();
				});
		},
		retry: () => {
			for (const replicated of allReplicas()) replicated.retry();
		},
		renew: () => {
			for (const replicated of allReplicas()) replicated.renew();
		},
		async settle() {
			await Promise.all((await all()).map((cycle) => cycle.settle()));
		},
		async forget(id) {
			const entry = entries.get(id);
			const cycle = await entry?.opening;
			await (await cycle?.workshops().catch(() => null))?.forget();
			const [own] = entry?.replicas ?? [];
			await (own ? own.forget() : forgetRoom(roomOf(id), given.means));
		},
		async close() {
			await Promise.all((await all()).map((cycle) => cycle.close()));
			entries.clear();
		}
	};
}
