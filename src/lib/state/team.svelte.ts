import { createContext } from 'svelte';
import { createSubscriber } from 'svelte/reactivity';
import type { PersonId } from '#lib/okr/ids.ts';
import { type Cycle, currentCycleOf } from '#lib/okr/cycle.ts';
import type { OpenTeam } from '#lib/team/team.ts';
import type { CycleState } from './cycle.svelte.ts';
import { follow } from './follow.ts';

/** An open team, read through: every getter reads the document again, and wakes when it changed. */
export class TeamState {
	readonly verbs: OpenTeam;
	/** The cycle that is on the screen, if one is. */
	cycle = $state.raw<CycleState | null>(null);
	#subscribe: () => void;
	#followSnapshot: () => void;

	constructor(team: OpenTeam) {
		this.verbs = team;
		this.#subscribe = createSubscriber((update) => team.onChange(update));
		this.#followSnapshot = follow(
			(fn) => team.onChange(fn),
			() => team.snapshot()
		);
	}

	get snapshot() {
		this.#followSnapshot();
		return this.verbs.snapshot();
	}

	get canUndoRules() {
		this.#subscribe();
		return this.verbs.rulesUndo.canUndo;
	}

	get canRedoRules() {
		this.#subscribe();
		return this.verbs.rulesUndo.canRedo;
	}

	get safety() {
		this.#subscribe();
		return this.verbs.safety();
	}

	get me() {
		this.#subscribe();
		return this.verbs.me;
	}

	get role() {
		this.#subscribe();
		return this.verbs.role;
	}

	get canWrite() {
		this.#subscribe();
		return this.verbs.canWrite;
	}

	/** The cycle that today lies in, else the one that begins next, else the last one. */
	get currentCycle(): Cycle | undefined {
		return currentCycleOf(this.snapshot.cycles, Date.now());
	}

	get canUndoPeople() {
		this.#subscribe();
		return this.verbs.peopleUndo.canUndo;
	}

	get canRedoPeople() {
		this.#subscribe();
		return this.verbs.peopleUndo.canRedo;
	}

	/**
	 * The person with this id, also by an entry that was merged into theirs; undefined if nobody by that id
	 * is (or was) in the team.
	 */
	person(id: PersonId | string | null) {
		const { people, sameAs } = this.snapshot;
		const shown = id === null ? null : (sameAs.get(id) ?? id);
		return people.find((person) => person.id === shown);
	}
}

export const [getTeam, setTeam] = createContext<() => TeamState>();

export type { Safety } from '#lib/team/replicated.ts';
export type { Choice, OwnedInTeam } from '#lib/team/team.ts';
