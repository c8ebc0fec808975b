import type { Aside, AsideKind } from '#lib/okr/aside.ts';
import type { ItemId, KeyResultId } from '#lib/okr/ids.ts';
import type { LearningField } from '#lib/okr/keyResult.ts';
import type { PlanObjective } from '#lib/okr/plan.ts';
import { afterStep } from '#lib/okr/step.ts';
import type { CycleState, Draft } from './cycle.svelte.ts';
import { LineOffers } from './lineOffers.svelte.ts';
import { PlanCoach } from './planCoach.svelte.ts';
import type { TeamState } from './team.svelte.ts';

/** What happened to an item a moment ago, for the screen to say. */
export type PlanEvent =
	| { kind: 'removed'; id: ItemId; label: string }
	| { kind: 'aside'; id: ItemId; label: string; as: AsideKind }
	| { kind: 'fixed'; n: number }
	| { kind: 'work'; label: string }
	| { kind: 'advised' }
	| { kind: 'moved'; label: string; place: number; of: number };

/** Where one writes on: in an item's text, or in a field beside it. */
export interface Gap {
	id: ItemId;
	field: 'text' | 'baseline' | 'target' | 'audience' | LearningField;
}

/** One person's editing of the plan on one screen: where the focus goes next, and what was just done. */
export class PlanEditing {
	/** The item whose text takes the focus as soon as it is drawn. */
	wanted = $state<ItemId | null>(null);
	/** The field that takes the focus as soon as it is drawn. */
	wantedField = $state.raw<Gap | null>(null);
	event = $state.raw<PlanEvent | null>(null);
	/** What is being read through, to be agreed. */
	agreeing = $state.raw<Draft | null>(null);
	/** What is about to be put aside, as soon as it is said why. */
	asking = $state.raw<{ id: ItemId; label: string; as: AsideKind } | null>(null);
	readonly coach: PlanCoach;
	readonly offers: LineOffers;
	#team: TeamState;
	#cycle: CycleState;

	constructor(team: TeamState, cycle: CycleState) {
		this.#team = team;
		this.#cycle = cycle;
		this.coach = new PlanCoach(team, cycle);
		this.offers = new LineOffers(team, cycle, this.coach);
	}

	get canWrite(): boolean {
		return mayWrite(this.#team, this.#cycle);
	}

	get canDecide(): boolean {
		return mayDecide(this.#team, this.#cycle);
	}

	get isAgreed(): boolean {
		return this.#cycle.snapshot.agreed !== null;
	}

	/** Whether something in it waits to be agreed, and this person may do so. */
	get isChanged(): boolean {
		const isAgreed = !!this.#cycle.snapshot.agreed?.plan;
		return isAgreed && this.canDecide && this.#cycle.draft.changes.length > 0;
	}

	/** Which list something goes to: what was agreed is deprioritised, the rest was only an idea. */
	asideKindOf(id: ItemId): AsideKind {
		const agreed = this.#cycle.snapshot.agreed?.plan?.objectives ?? [];
		const isKnown = agreed.some(
			(objective) => objective.id === id || objective.keyResults.some((one) => one.id === id)
		);
		return isKnown ? 'deprioritised' : 'notThisCycle';
	}

	askAside(id: ItemId, label: string): void {
		this.asking = { id, label, as: this.asideKindOf(id) };
	}

	putAside(id: ItemId, label: string, aside: Aside): boolean {
		const isDone = this.#cycle.verbs.putAside(id, aside);
		if (isDone) this.event = { kind: 'aside', id, label, as: aside.as };
		return isDone;
	}

	bringBack(id: ItemId): void {
		if (this.canWrite && this.#cycle.verbs.bringBack(id)) this.event = null;
	}

	/** Begins to read the plan as it stands now, to agree it. */
	readThrough = (): void => {
		this.agreeing = this.#cycle.draft;
	};

	/** Moves an item a step among those beside it. */
	step(id: ItemId, label: string, step: -1 | 1): void {
		const ids = this.#beside(id);
		const after = afterStep(ids, id, step);
		if (after === undefined || !this.#cycle.verbs.move(id, { after })) return;
		this.event = { kind: 'moved', label, place: ids.indexOf(id) + 1 + step, of: ids.length };
	}

	/** Moves a key result to the end of another objective. */
	moveTo({ id: objectiveId, keyResults }: PlanObjective, id: KeyResultId, label: string): void {
		const after = keyResults.at(-1)?.id ?? null;
		if (!this.#cycle.verbs.move(id, { after, objectiveId })) return;
		const of = keyResults.length + 1;
		this.event = { kind: 'moved', label, place: of, of };
	}

	/** Goes where one writes on. */
	writeOn({ id, field }: Gap): void {
		if (field === 'text') this.wanted = id;
		else this.wantedField = { id, field };
	}

	remove(id: ItemId, label: string): void {
		if (this.#cycle.verbs.remove(id)) this.event = { kind: 'removed', id, label };
	}

	restore(id: ItemId): void {
		if (this.canWrite && this.#cycle.verbs.restore(id)) this.event = null;
	}

	undo = (): void => {
		if (this.canWrite) this.#cycle.verbs.undo();
	};

	redo = (): void => {
		if (this.canWrite) this.#cycle.verbs.redo();
	};

	/** The item and those it is ordered among: all objectives, or what belongs to the same one. */
	#beside(id: ItemId): ItemId[] {
		const { objectives } = this.#cycle.snapshot.plan;
		if (objectives.some((objective) => objective.id === id)) return objectives.map((one) => one.id);
		const { initiatives } = this.#cycle.snapshot;
		const work = [...initiatives.values()].find((list) => list.some((one) => one.id === id));
		if (work) return work.map((one) => one.id);
		const owner = objectives.find(({ keyResults }) => keyResults.some((one) => one.id === id));
		return owner?.keyResults.map((one) => one.id) ?? [];
	}
}

/** Whether this person may agree, change and settle. An agreed plan is opened for writing first. */
export function mayDecide(team: TeamState, { snapshot }: CycleState): boolean {
	return team.canWrite && !snapshot.tooNew && !snapshot.isUnseen;
}

/** Whether this person may write in the plan as it stands on the screen. */
export function mayWrite(team: TeamState, cycle: CycleState): boolean {
	return mayDecide(team, cycle) && (cycle.snapshot.agreed === null || cycle.changing);
}
