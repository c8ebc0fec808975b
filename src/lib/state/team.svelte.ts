import { createContext } from 'svelte';
import { createSubscriber } from 'svelte/reactivity';
import type { PersonId } from '#lib/okr/ids.ts';
import type { OpenTeam } from '#lib/team/team.ts';

/** An open team, read through: every getter reads the document again, and wakes when it changed. */
export class TeamState {
	readonly verbs: OpenTeam;
	#subscribe: () => void;

	constructor(team: OpenTeam) {
		this.verbs = team;
		this.#subscribe = createSubscriber((update) => team.onChange(update));
	}

	get snapshot() {
		this.#subscribe();
		return this.verbs.snapshot();
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

	/** The person with this id; undefined if nobody by that id is (or was) in the team. */
	person(id: PersonId | string | null) {
		return this.snapshot.people.find((person) => person.id === id);
	}
}

export const [getTeam, setTeam] = createContext<() => TeamState>();
