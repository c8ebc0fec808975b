import { foundWorkshop } from '#lib/doc/workshop/foundWorkshop.ts';
import { addWorkshop, readWorkshops } from '#lib/doc/workshop/entries.ts';
import type { Writer } from '#lib/doc/writer.ts';
import { createId, type StageId, type WorkshopId } from '#lib/okr/ids.ts';
import { roomName } from '#lib/protocol/room.ts';
import type { StagePlan, WorkshopKind } from '#lib/workshop/agenda.ts';
import type { WorkshopEntry } from '#lib/workshop/workshop.ts';
import { forgetRoom, type Replicated } from './replicated.ts';
import { openWorkshop, type OpenWorkshop, type WorkshopMeans } from './workshop.ts';

/** The workshops of an open cycle. They live as long as it does, once they were opened. */
export interface Workshops {
	/** The one prepared last first. */
	list(): WorkshopEntry[];
	/** Makes a workshop with this agenda, led by whoever prepares it. Null where nothing may be written. */
	prepare(kind: WorkshopKind, agenda: readonly StagePlan[]): Promise<WorkshopId | null>;
	/** Null where this cycle has none by that id, and for readers, whom no workshop is sent to. */
	open(id: WorkshopId): Promise<OpenWorkshop | null>;
	/** The document itself, opened if need be; null where `open` is. */
	document(id: WorkshopId): Promise<Replicated['doc'] | null>;
	/** Whether one is open by now, as for what this device still has to publish in it. */
	isBusy(): Promise<boolean>;
	settle(): Promise<void>;
	/** Removes all of them from this device's disk. */
	forget(): Promise<void>;
	close(): Promise<void>;
}

export type WorkshopsMeans = Omit<WorkshopMeans, 'workshopId' | 'room' | 'seed'> & {
	withWriter: (act: (w: Writer) => boolean) => boolean;
};

export function createWorkshops(given: WorkshopsMeans): Workshops {
	const { cycleDoc, device, teamId, means, withWriter } = given;
	const opening = new Map<WorkshopId, Promise<OpenWorkshop>>();
	const docs = new Map<WorkshopId, Replicated['doc']>();
	const roomOf = (id: WorkshopId): string => roomName(teamId, 'workshop', id);
	const list = (): WorkshopEntry[] => readWorkshops(cycleDoc);
	const opened = (): Promise<OpenWorkshop[]> => Promise.all(opening.values());

	function enter(id: WorkshopId, seed: (doc: Replicated['doc']) => void): Promise<OpenWorkshop> {
		const known = opening.get(id);
		if (known) return known;
		const onOpened = (replicated: Replicated): void => {
			docs.set(id, replicated.doc);
			given.onOpened(replicated);
		};
		const coming = openWorkshop({ ...given, workshopId: id, room: roomOf(id), seed, onOpened });
		opening.set(id, coming);
		// Where its code or storage could not be had, the next one who asks tries again.
		coming.catch(() => opening.delete(id));
		return coming;
	}
	function open(id: WorkshopId): Promise<OpenWorkshop | null> {
		if (means.role !== 'edit' || !list().some((entry) => entry.id === id))
			return Promise.resolve(null);
		return enter(id, () => undefined);
	}
	/**
	 * What was written in silence and is still here may have been revealed while this device was away: it is published
	 * when the device comes back, also where nobody opens the workshop again.
	 */
	async function openOwing(): Promise<void> {
		if (means.role !== 'edit') return;
		const mine = await device.store.openPrivate();
		for (const id of await mine.listWorkshops(teamId)) {
			const ideas = await mine.listIdeas(teamId, id);
			const ballots = await mine.listBallots(teamId, id);
			if (ballots.length > 0 || ideas.some(({ state }) => state === 'finished')) await open(id);
		}
	}
	const owing = openOwing();
	owing.catch(() => undefined);

	return {
		list,
		async prepare(kind, agenda) {
			const id = createId<WorkshopId>(device.random(10));
			const stages = agenda.map((plan) => ({
				...plan,
				id: createId<StageId>(device.random(10))
			}));
			const isAdded = withWriter((w) => addWorkshop(cycleDoc, w, { id, kind }));
			if (!isAdded) return null;
			await enter(id, (doc) => {
				const w = given.writer();
				if (w) foundWorkshop(doc, w, stages);
			});
			return id;
		},
		open,
		async document(id) {
			return (await open(id)) ? (docs.get(id) ?? null) : null;
		},
		async isBusy() {
			await owing;
			return opening.size > 0;
		},
		async settle() {
			await Promise.all((await opened()).map((one) => one.settle()));
		},
		async forget() {
			for (const { id } of list()) {
				const one = await opening.get(id);
				await (one ? one.forget() : forgetRoom(roomOf(id), means));
			}
			opening.clear();
		},
		async close() {
			await Promise.all((await opened()).map((one) => one.close()));
			opening.clear();
		}
	};
}
