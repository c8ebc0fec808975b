import { createContext } from 'svelte';
import { createSubscriber } from 'svelte/reactivity';
import type { StageId, WorkshopId } from '#lib/okr/ids.ts';
import type { OpenCycle } from '#lib/team/cycle.ts';
import type { OpenWorkshop } from '#lib/team/workshop.ts';
import type { Workshops } from '#lib/team/workshops.ts';
import { currentStage } from '#lib/workshop/workshop.ts';

/** The workshops of a cycle, read through. */
export class WorkshopsState {
	readonly verbs: Workshops;
	#subscribe: () => void;

	constructor(workshops: Workshops, cycle: OpenCycle) {
		this.verbs = workshops;
		this.#subscribe = createSubscriber((update) => cycle.onChange(update));
	}

	get list() {
		this.#subscribe();
		return this.verbs.list();
	}
}

/** How often what changes by itself is looked at: the time that is left, and whether somebody still leads. */
const tickMs = 1000;

/** An open workshop, read through: every getter reads the document again, and wakes when it changed. */
export class WorkshopState {
	readonly verbs: OpenWorkshop;
	#subscribe: () => void;
	#tick: () => void;

	constructor(workshop: OpenWorkshop) {
		this.verbs = workshop;
		this.#subscribe = createSubscriber((update) => workshop.onChange(update));
		this.#tick = createSubscriber((update) => {
			const timer = setInterval(update, tickMs);
			return () => {
				clearInterval(timer);
			};
		});
	}

	get snapshot() {
		this.#subscribe();
		return this.verbs.snapshot();
	}

	/** The stage it stands in; null before the start. */
	get stage() {
		return currentStage(this.snapshot);
	}

	get ideas() {
		this.#subscribe();
		return this.verbs.ideas();
	}

	get ideasNotKept() {
		this.#subscribe();
		return this.verbs.ideasNotKept();
	}

	get canUndoGrouping() {
		this.#subscribe();
		return this.verbs.canUndoGrouping();
	}

	/** Changes with time, too. */
	get lead() {
		this.#subscribe();
		this.#tick();
		return this.verbs.lead();
	}

	/** Changes with time, too. */
	get clock() {
		this.#subscribe();
		this.#tick();
		return this.verbs.clock();
	}

	attendance(team: readonly string[], stage?: StageId) {
		this.#subscribe();
		return this.verbs.attendance(team, stage);
	}
}

/**
 * Opens a workshop as soon as this device knows of it: whoever has just joined has to be sent the cycle first. `tell`
 * hears null while there is none. Returns what ends the waiting.
 */
export function awaitWorkshop(
	cycle: OpenCycle,
	id: WorkshopId,
	tell: (workshop: WorkshopState | null) => void
): () => void {
	let isOver = false;
	let isOpening = false;
	const open = async (): Promise<OpenWorkshop | null> => (await cycle.workshops()).open(id);
	async function look(): Promise<void> {
		if (isOpening) return;
		isOpening = true;
		const opened = await open().catch(() => null);
		isOpening = false;
		if (isOver) return;
		if (opened) stop();
		tell(opened && new WorkshopState(opened));
	}
	const unwatch = cycle.onChange(() => void look());
	const stop = (): void => {
		isOver = true;
		unwatch();
	};
	void look();
	return stop;
}

export const [getWorkshop, setWorkshop] = createContext<() => WorkshopState>();
