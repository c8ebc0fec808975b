import { SvelteMap } from 'svelte/reactivity';
import type { FieldFilling } from '#lib/okr/filling.ts';
import type { KeyResultId } from '#lib/okr/ids.ts';
import { asksQuestion, type KeyResult } from '#lib/okr/keyResult.ts';
import type { CycleState } from './cycle.svelte.ts';
import type { PlanCoach } from './planCoach.svelte.ts';
import type { TeamState } from './team.svelte.ts';

/** What the coach read out of one typed line, for the person to confirm. */
interface Offer {
	/** The line it was read from. */
	typed: string;
	filling: FieldFilling;
}

/** Offers to fill key results' fields from the lines somebody typed or pasted. */
export class LineOffers {
	#shown = new SvelteMap<KeyResultId, Offer>();
	/** Lines that their writers chose to keep, for as long as the page is open. */
	#kept = new SvelteMap<KeyResultId, string>();
	#read: typeof import('#lib/okr/filling.ts') | null = null;
	#team: TeamState;
	#cycle: CycleState;
	#coach: PlanCoach;

	constructor(team: TeamState, cycle: CycleState, coach: PlanCoach) {
		this.#team = team;
		this.#cycle = cycle;
		this.#coach = coach;
	}

	/** Fetches what is needed; without it no offer is made. */
	async load(): Promise<void> {
		this.#read = await import('#lib/okr/filling.ts').catch(() => null);
	}

	/** What is offered to a key result now: nothing once its line reads otherwise. */
	shownFor({ id, metric }: KeyResult): Offer | null {
		const offer = this.#shown.get(id);
		return this.#coach.isReady && offer?.typed === metric ? offer : null;
	}

	/**
	 * Whether the line says a value to reach that stands in no field yet. Not for one that its writer keeps
	 * as it is.
	 */
	canOffer(keyResult: KeyResult): boolean {
		const { id, metric, target } = keyResult;
		return target === null && this.#kept.get(id) !== metric && this.#fillingFor(keyResult) !== null;
	}

	/** What fills the fields of a line so that its amount or its starting value is all that is left to say. */
	gapsIn(keyResult: KeyResult): FieldFilling | null {
		const read = this.#reader;
		return (
			read &&
			read.toGaps(read.coach.parseKeyResult(keyResult.metric, read.language), keyResult, read.cycle)
		);
	}

	/** The amount that an objective's words say, as a key result says it: of `metric`, at least. */
	measureIn(title: string, metric: string): FieldFilling | null {
		const read = this.#reader;
		if (!read) return null;
		const fields = { baseline: null, target: null, unit: '', dueOn: null };
		const parsed = read.coach.parseKeyResult(title, read.language);
		const empty = { kind: 'number', metric: '', ...fields } as const;
		return read.toFilling(parsed, empty, read.cycle) ?? { metric };
	}

	/** Shows what the line says, if it says anything. */
	offer(keyResult: KeyResult): void {
		const filling = this.#fillingFor(keyResult);
		if (filling) this.#shown.set(keyResult.id, { typed: keyResult.metric, filling });
	}

	/** Writes what is shown into the fields. False where the line has changed or is gone. */
	fill(id: KeyResultId): boolean {
		const offer = this.#shown.get(id);
		this.#shown.delete(id);
		return (
			offer !== undefined &&
			this.#cycle.verbs.fillKeyResult(id, { typed: offer.typed, ...offer.filling })
		);
	}

	/** Leaves the line as it was typed. */
	keep(id: KeyResultId): void {
		const offer = this.#shown.get(id);
		if (offer) this.#kept.set(id, offer.typed);
		this.#shown.delete(id);
	}

	#fillingFor(keyResult: KeyResult): FieldFilling | null {
		const read = this.#reader;
		// What asks a question has no numbers to fill in.
		if (!read || keyResult.metric.trim() === '' || asksQuestion(keyResult)) return null;
		const { coach, language } = read;
		// How much of its own work a team gets done is no value to reach: there the advice comes first.
		const [leading] = coach.reviewKeyResult(keyResult.metric, language ? { language } : {});
		if (leading?.code === 'output-not-outcome') return null;
		return read.toFilling(coach.parseKeyResult(keyResult.metric, language), keyResult, read.cycle);
	}

	/** What reads lines, once all of it is there, for whoever may write. */
	get #reader() {
		const { coach, rules } = this.#coach;
		const cycle = this.#team.snapshot.cycles.find(({ id }) => id === this.#cycle.verbs.cycleId);
		if (!coach || !cycle || !this.#read || !this.#team.canWrite) return null;
		const language = rules.language === 'auto' ? undefined : rules.language;
		return { ...this.#read, coach, cycle, language };
	}
}
