import { createSubscriber } from 'svelte/reactivity';
import type { PackVerbs } from '#lib/team/pack.ts';
import type { CycleState } from './cycle.svelte.ts';

/** The context pack of an open cycle, read through. */
export class PackState {
	readonly verbs: PackVerbs;
	#subscribe: () => void;

	constructor(verbs: PackVerbs, cycle: CycleState) {
		this.verbs = verbs;
		this.#subscribe = createSubscriber((update) => cycle.verbs.onChange(update));
	}

	get items() {
		this.#subscribe();
		return this.verbs.snapshot().items;
	}

	/** What a person still has to settle about one line. */
	conflictsOf(item: string) {
		this.#subscribe();
		return this.verbs.snapshot().conflicts.filter((conflict) => conflict.item === item);
	}
}
