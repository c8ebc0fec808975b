import type { ItemId } from '#lib/okr/ids.ts';
import { afterStep } from '#lib/okr/step.ts';
import type { CycleState } from './cycle.svelte.ts';
import type { TeamState } from './team.svelte.ts';

/** What happened to an item a moment ago, for the screen to say. */
export type PlanEvent =
	| { kind: 'removed'; id: ItemId; label: string }
	| { kind: 'moved'; label: string; place: number; of: number };

/** One person's editing of the plan on one screen: where the focus goes next, and what was just done. */
export class PlanEditing {
	/** The item whose text takes the focus as soon as it is drawn. */
	wanted = $state<ItemId | null>(null);
	event = $state.raw<PlanEvent | null>(null);
	#team: TeamState;
	#cycle: CycleState;

	constructor(team: TeamState, cycle: CycleState) {
		this.#team = team;
		this.#cycle = cycle;
	}

	get canWrite(): boolean {
		return this.#team.canWrite && !this.#cycle.snapshot.tooNew;
	}

	/** Moves an item a step among those beside it. */
	step(id: ItemId, label: string, step: -1 | 1): void {
		const ids = this.#beside(id);
		const after = afterStep(ids, id, step);
		if (after === undefined || !this.#cycle.verbs.move(id, { after })) return;
		this.event = { kind: 'moved', label, place: ids.indexOf(id) + 1 + step, of: ids.length };
	}

	remove(id: ItemId, label: string): void {
		if (this.#cycle.verbs.remove(id)) this.event = { kind: 'removed', id, label };
	}

	restore(id: ItemId): void {
		if (this.#cycle.verbs.restore(id)) this.event = null;
	}

	undo = (): void => {
		this.#cycle.verbs.undo();
	};

	redo = (): void => {
		this.#cycle.verbs.redo();
	};

	/** The item and those it is ordered among: all objectives, or the key results of its objective. */
	#beside(id: ItemId): ItemId[] {
		const { objectives } = this.#cycle.snapshot.plan;
		if (objectives.some((objective) => objective.id === id)) return objectives.map((one) => one.id);
		const owner = objectives.find(({ keyResults }) => keyResults.some((one) => one.id === id));
		return owner?.keyResults.map((one) => one.id) ?? [];
	}
}
