import { createContext } from 'svelte';
import { createSubscriber } from 'svelte/reactivity';
import type { RoundId, StageId, WorkshopId } from '#lib/okr/ids.ts';
import type { OpenCycle } from '#lib/team/cycle.ts';
import type { OpenWorkshop } from '#lib/team/workshop.ts';
import type { Workshops } from '#lib/team/workshops.ts';
import type { CycleState } from './cycle.svelte.ts';
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

/** A ballot: a number for each thing that is voted on. */
type Values = Readonly<Record<string, number>>;

/** How often what changes by itself is looked at: the time that is left, and whether somebody still leads. */
const tickMs = 1000;

/** An open workshop, read through: every getter reads the document again, and wakes when it changed. */
export class WorkshopState {
	readonly verbs: OpenWorkshop;
	/** They stay when another stage is looked at, as long as the workshop is on the screen. */
	#drafts = $state.raw<Readonly<Record<string, Values>>>({});
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

	/** The person the device was passed to; null while it is with its own. */
	get guest() {
		this.#subscribe();
		return this.verbs.guest();
	}

	get canUndoGrouping() {
		this.#subscribe();
		return this.verbs.canUndoGrouping();
	}

	ownBallot(round: RoundId) {
		this.#subscribe();
		return this.verbs.ownBallot(round);
	}

	get ballotsNotKept() {
		this.#subscribe();
		return this.verbs.ballotsNotKept();
	}

	/** What lies on this screen as a ballot, sealed or not: what was chosen, else what was given last on this device. */
	ballotOn(round: RoundId): Values {
		return this.#drafts[this.#inHand(round)] ?? toValues(this.ownBallot(round)?.value);
	}

	draftBallot(round: RoundId, values: Values): void {
		this.#drafts = { ...this.#drafts, [this.#inHand(round)]: values };
	}

	/** A ballot is of whoever has the device now. */
	#inHand(round: RoundId): string {
		return `${this.guest ?? ''} ${round}`;
	}

	/** Whether there is something on the screen that is not what was sealed last on this device. */
	isUnsealed(round: RoundId): boolean {
		const [shown, sealed] = [this.ballotOn(round), toValues(this.ownBallot(round)?.value)];
		const ids = [...Object.keys(shown), ...Object.keys(sealed)];
		return ids.some((id) => shown[id] !== sealed[id]);
	}

	/** The stage with an open round in which something was chosen and not sealed; null where there is none. */
	get unsealedIn(): StageId | null {
		const { rounds } = this.snapshot;
		const open = rounds.find(({ id, closed }) => closed === null && this.isUnsealed(id));
		return open?.stageId ?? null;
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

	/** It stands in the document of the cycle. */
	goesOn(cycle: CycleState) {
		void cycle.snapshot;
		return this.verbs.goesOn();
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

function toValues(ballot: unknown): Values {
	return typeof ballot === 'object' && ballot !== null ? (ballot as Values) : {};
}

export const [getWorkshop, setWorkshop] = createContext<() => WorkshopState>();
