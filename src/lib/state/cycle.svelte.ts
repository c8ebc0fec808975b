import { createContext } from 'svelte';
import { createSubscriber } from 'svelte/reactivity';
import type { ItemId, PackItemId } from '#lib/okr/ids.ts';
import type { OpenCycle, TextField } from '#lib/team/cycle.ts';
import type { EarlierPlan } from '#lib/team/earlier.ts';
import { follow } from './follow.ts';

/** An open cycle, read through: every getter reads the document again, and wakes when it changed. */
export class CycleState {
	readonly verbs: OpenCycle;
	/** This person has opened the agreed plan to change it, on this screen. */
	changing = $state(false);
	#subscribe: () => void;
	#followSnapshot: () => void;

	constructor(cycle: OpenCycle) {
		this.verbs = cycle;
		this.#subscribe = createSubscriber((update) => cycle.onChange(update));
		this.#followSnapshot = follow(
			(fn) => cycle.onChange(fn),
			() => cycle.snapshot()
		);
	}

	get snapshot() {
		this.#followSnapshot();
		return this.verbs.snapshot();
	}

	/** The plan as it would be agreed now, and what is different in it from the version that stands. */
	get draft() {
		this.#followSnapshot();
		return this.verbs.draft();
	}

	/** What is different in an item from the version that stands; undefined where nothing is, or nothing was agreed. */
	changeOf(item: ItemId) {
		return this.snapshot.agreed?.plan
			? this.draft.changes.find((change) => change.item === item)
			: undefined;
	}

	get others() {
		this.#subscribe();
		return this.verbs.others();
	}

	get away() {
		this.#subscribe();
		return this.verbs.away();
	}

	/** What is different now from an earlier day. */
	since(earlier: EarlierPlan) {
		this.#subscribe();
		return this.verbs.since(earlier);
	}

	/** How far the relay's clock is ahead of this device's, in ms; null where that is not known. */
	get clockOffMs() {
		this.#subscribe();
		return this.verbs.clockOffMs;
	}

	get canUndo() {
		this.#subscribe();
		return this.verbs.canUndo;
	}

	get canRedo() {
		this.#subscribe();
		return this.verbs.canRedo;
	}

	carets(id: ItemId | PackItemId, field: TextField) {
		this.#subscribe();
		return this.verbs.carets(id, field);
	}

	/** What a person still has to settle about one item, or one field of it. */
	conflictsOf(item: string, field?: string) {
		return this.snapshot.conflicts.filter(
			(conflict) =>
				conflict.item === item && (field === undefined || conflict.id === `${item}/${field}`)
		);
	}
}

export const [getCycle, setCycle] = createContext<() => CycleState>();

export { loadSignatures } from '#lib/team/agreement.ts';
export { fetchCheckIns } from '#lib/team/seldom.ts';
export type { AgreeOutcome, Draft, PlanVersion } from '#lib/team/agreement.ts';
export type { CheckInVerbs } from '#lib/team/checkIns.ts';
export type { DraftVerbs } from '#lib/team/drafts.ts';
export type { DeletedItem } from '#lib/team/cycle.ts';
export type { PlanChange } from '#lib/okr/changeSet.ts';
export type { EarlierDay, EarlierPlan, EarlierProblem } from '#lib/team/earlier.ts';
