import { USER } from '#lib/doc/writer.ts';
import type { CycleId } from '#lib/okr/ids.ts';
import { openCycle, type CycleMeans, type OpenCycle } from './cycle.ts';
import { forgetRoom, type Replicated, type Safety } from './replicated.ts';
import { startRounds } from './seldom.ts';
import type { Workshops } from './workshops.ts';

/**
 * The cycles of an open team. One that was asked for stays open as long as the team. The others are opened one by
 * one when the page is quiet, until all that was ever written in them here is safe, and closed again (see rounds.ts):
 * what was written in a cycle is only safe when its own room says so, whichever cycle is on the screen.
 */
export interface Cycles {
	open: (id: CycleId) => Promise<OpenCycle>;
	/** The document itself, opened if need be; null if the cycle was closed meanwhile. */
	document: (id: CycleId) => Promise<Replicated['doc'] | null>;
	/** Its meetings; null where their code cannot be fetched. */
	workshops: (id: CycleId) => Promise<Workshops | null>;
	/** Of every cycle, or of these alone. One that nobody has looked into yet is opening, and never safe. */
	safeties: (only?: readonly CycleId[]) => CycleSafety[];
	/** Perhaps there is a cycle that nobody has looked into. */
	look: () => void;
	/** The relay was away: whatever it was asked before is asked again. */
	lookAgain: () => void;
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

type CycleSafety = Pick<Safety, 'disk' | 'relay' | 'putAside'>;

/** What is heard of cycles: that one is safe somewhere or no longer, that this device's person wrote in one. */
interface Hooks {
	safety: () => void;
	wrote: () => void;
}

interface Given extends Omit<CycleMeans, 'cycleId' | 'room' | 'onOpened'> {
	/** The cycles there are. */
	ids: () => readonly CycleId[];
	/** What the relay says of the team's own document. */
	relay: () => Safety['relay'];
}

interface Entry {
	opening: Promise<OpenCycle>;
	/** The cycle's document first, then those of its workshops that are open. */
	replicas: Replicated[];
	/** Somebody asked for it: it is not closed before its team. */
	isAsked: boolean;
}

/** What was known of a cycle when it was closed again. */
interface Known extends Pick<CycleSafety, 'disk' | 'putAside'> {
	isAtRelay: boolean;
}

/** Of a cycle that is still being opened, or that nobody has looked into. */
const notYet: CycleSafety = { disk: { at: 'opening' }, relay: { at: 'opening' }, putAside: 0 };

/** `roomOf` names a cycle's room. */
export function createCycles(
	given: Given,
	roomOf: (id: CycleId) => string,
	{ safety: onSafety, wrote }: Hooks
): Cycles {
	const entries = new Map<CycleId, Entry>();
	const known = new Map<CycleId, Known>();
	const closing = new Map<CycleId, Promise<void>>();

	const all = (): Promise<OpenCycle[]> =>
		Promise.all([...entries.values()].map(({ opening }) => opening));
	const allReplicas = (): Replicated[] => [...entries.values()].flatMap(({ replicas }) => replicas);
	const isConnected = (): boolean => ['safe', 'behind'].includes(given.relay().at);

	function enter(id: CycleId): Entry {
		const there = entries.get(id);
		if (there) return there;
		const onOpened = (replicated: Replicated): void => {
			entry.replicas.push(replicated);
			replicated.onSafety(onSafety);
			replicated.doc.on('update', (_: Uint8Array, origin: unknown) => {
				if (origin === USER) wrote();
			});
			onSafety();
		};
		const open = () => openCycle({ ...given, cycleId: id, room: roomOf(id), onOpened });
		const before = closing.get(id);
		const entry: Entry = {
			opening: before ? before.then(open, open) : open(),
			replicas: [],
			isAsked: false
		};
		entries.set(id, entry);
		// Where its code could not be fetched, whoever asks next tries again.
		entry.opening.catch(() => entries.delete(id));
		return entry;
	}

	function ask(id: CycleId): Promise<OpenCycle> {
		const entry = enter(id);
		entry.isAsked = true;
		return entry.opening;
	}

	/** The workshops of a cycle that is open; null where their code cannot be fetched. */
	async function openWorkshops(id: CycleId): Promise<Workshops | null> {
		const cycle = await entries.get(id)?.opening.catch(() => null);
		return cycle?.workshops().catch(() => null) ?? null;
	}

	/** Closes what nobody asked for, and keeps in mind how safe it was. */
	async function leave(id: CycleId): Promise<void> {
		const { opening, replicas: [own, ...workshops] = [], isAsked } = entries.get(id) ?? {};
		if (!opening || !own || workshops.length > 0 || isAsked) return;
		const { disk, relay, putAside } = own.safety();
		known.set(id, { disk, putAside, isAtRelay: relay.at === 'safe' });
		entries.delete(id);
		const closed = opening.then((cycle) => cycle.close());
		closing.set(id, closed);
		try {
			await closed;
		} finally {
			closing.delete(id);
		}
		onSafety();
	}

	function safetyOfClosed(id: CycleId): CycleSafety {
		const { disk, putAside, isAtRelay } = known.get(id) ?? { ...notYet, isAtRelay: false };
		const relay = given.relay();
		// Without a connection nothing is on its way; that is said, and not that it is being asked.
		if (relay.at === 'off') return { disk, relay, putAside };
		return { disk, relay: { at: isAtRelay ? 'safe' : 'opening' }, putAside };
	}

	function safetiesOf(id: CycleId): CycleSafety[] {
		const replicas = entries.get(id)?.replicas;
		if (!replicas) return [safetyOfClosed(id)];
		return replicas.length > 0 ? replicas.map((replicated) => replicated.safety()) : [notYet];
	}

	const rounds = startRounds({
		/** The next one to look into: what it holds is not known, or not known to be at the relay that is there. */
		next: () =>
			given
				.ids()
				.find(
					(id) =>
						!entries.has(id) && (!known.has(id) || (!known.get(id)?.isAtRelay && isConnected()))
				) ?? null,
		opened: () => Promise.allSettled([...entries.values()].map(({ opening }) => opening)),
		isConnected,
		async enter(id) {
			const entry = enter(id);
			const cycle = await entry.opening;
			return { cycle, replicated: entry.replicas[0] };
		},
		leave
	});

	return {
		open: ask,
		async document(id) {
			await ask(id);
			return entries.get(id)?.replicas[0]?.doc ?? null;
		},
		async workshops(id) {
			await ask(id);
			return openWorkshops(id);
		},
		safeties: (only) =>
			[...(only ?? new Set([...entries.keys(), ...given.ids()]))].flatMap(safetiesOf),
		look: rounds.look,
		lookAgain() {
			for (const [id, one] of known) known.set(id, { ...one, isAtRelay: false });
			rounds.look();
		},
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
			rounds.stop();
			await closing.get(id);
			// Only the cycle knows of its workshops, so it is opened where it was closed.
			const { replicas } = enter(id);
			await (await openWorkshops(id))?.forget();
			const [own] = replicas;
			await (own ? own.forget() : forgetRoom(roomOf(id), given.means));
		},
		async close() {
			rounds.stop();
			await Promise.all([...closing.values(), ...(await all()).map((cycle) => cycle.close())]);
			entries.clear();
		}
	};
}
