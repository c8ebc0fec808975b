import { untrack } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import type { Advice, KeyResultContext, LineContext, SetAdvice } from '#lib/okr/coach/advice.ts';
import type { Coach } from '#lib/okr/coach/coach.ts';
import { loadCoach } from '#lib/okr/coach/load.ts';
import { setAdviceKey } from '#lib/okr/coach/setAdviceKey.ts';
import {
	type AdviceKey,
	type Dismissal,
	dismissalsOf,
	toAdvisedWords
} from '#lib/okr/dismissal.ts';
import type { ItemId } from '#lib/okr/ids.ts';
import { type KeyResult, learningOf } from '#lib/okr/keyResult.ts';
import type { PlanObjective } from '#lib/okr/plan.ts';
import { breath } from '#lib/team/pace.ts';
import type { CycleState } from './cycle.svelte.ts';
import type { TeamState } from './team.svelte.ts';

/** A piece of advice on one line, with the name by which a no to it is found again. */
export interface LineAdvice extends Advice {
	key: AdviceKey;
	/** By what its words go: `vague` means another thing of an objective than of a key result. */
	say: string;
	/** Who said no to it; empty while it is open. */
	dismissals: Dismissal[];
}

/** The same of what is said about the plan: about all of it, or one line's place in it. */
export interface PlanAdvice extends SetAdvice {
	key: AdviceKey;
	say: string;
	dismissals: Dismissal[];
}

/** What the coach says of one line. */
export interface LineReview {
	/** The text it is about: as it stood when it had been quiet for a moment. */
	text: string;
	/** Most important first. */
	open: LineAdvice[];
	dismissed: LineAdvice[];
}

type Line = PlanObjective | KeyResult;

/** Quiet this long, a line is taken for said, and advice about it may change. */
const settleMs = 400;

const nothing: LineReview = { text: '', open: [], dismissed: [] };

/**
 * The coach beside one plan on one screen. It judges nothing before all of it has loaded and a line has
 * been quiet for a moment, whoever typed; until then what it last said stands. For readers, and where
 * the house rules switch it off, it is not there.
 */
export class PlanCoach {
	/** The line whose advice was asked for. */
	opened = $state<ItemId | null>(null);
	/** The line that has the focus. */
	focused = $state<ItemId | null>(null);
	#coach = $state.raw<Coach | null>(null);
	#settled = new SvelteMap<ItemId, string>();
	#read = new SvelteMap<ItemId, true>();
	#isThrough = $state(false);
	/* eslint-disable svelte/prefer-svelte-reactivity -- what is remembered is drawn nowhere */
	#latest = new Map<ItemId, string>();
	#timers = new Map<ItemId, ReturnType<typeof setTimeout>>();
	#known = new Map<ItemId, { asked: string; advice: Advice[] }>();
	/* eslint-enable svelte/prefer-svelte-reactivity */
	#team: TeamState;
	#cycle: CycleState;

	constructor(team: TeamState, cycle: CycleState) {
		this.#team = team;
		this.#cycle = cycle;
	}

	/** The focus comes to a line. */
	enter(id: ItemId): void {
		this.focused = id;
	}

	/** The focus leaves a line, and what it asked for closes. */
	leave(id: ItemId): void {
		if (this.focused === id) this.focused = null;
		if (this.opened === id) this.opened = null;
	}

	/** Somebody asks for the advice on a line, if there is any. */
	open(id: ItemId): void {
		this.opened = id;
	}

	/** Whether this person is to hear from the coach at all. */
	get isOn(): boolean {
		return this.#team.role === 'edit' && this.rules.coach;
	}

	/** Whether it is on, and there to be heard. */
	get isReady(): boolean {
		return this.isOn && this.#coach !== null;
	}

	get rules() {
		return this.#team.snapshot.rules;
	}

	/** All of the coach once it has loaded; null where it is off. */
	get coach(): Coach | null {
		return this.isOn ? this.#coach : null;
	}

	/** Fetches the coach. Where that fails, as without a network before the first visit is over, there is none. */
	async load(): Promise<void> {
		if (this.#coach) return;
		const coach = await loadCoach().catch(() => null);
		for (const language of coach ? (['en', 'de'] as const) : []) {
			await breath();
			coach?.prepare(language);
		}
		this.#coach ??= coach;
	}

	/** Reads the next line that it has not read yet. Until it is through, it speaks of those alone and not of the plan. */
	readNext(): 'more' | 'done' {
		const next = linesOf(this.#cycle.snapshot.plan.objectives).find(
			({ id }) => !this.#read.has(id)
		);
		if (next) this.#read.set(next.id, true);
		else this.#isThrough = true;
		return next ? 'more' : 'done';
	}

	/**
	 * Takes the plan's texts as they are now; to be called in an effect. What was never seen before counts
	 * as settled at once, what changes does so after a moment of quiet.
	 */
	watch(): void {
		for (const line of linesOf(this.#cycle.snapshot.plan.objectives)) {
			const text = textOf(line);
			const before = this.#latest.get(line.id);
			if (before === text) continue;
			this.#latest.set(line.id, text);
			clearTimeout(this.#timers.get(line.id));
			if (before === undefined) untrack(() => this.#settled.set(line.id, text));
			else
				this.#timers.set(
					line.id,
					setTimeout(() => this.#settled.set(line.id, text), settleMs)
				);
		}
	}

	/** Lets go of what still waits to settle. */
	stop(): void {
		for (const timer of this.#timers.values()) clearTimeout(timer);
	}

	/** What there is to say of a line; nothing while people are at odds about its words. */
	review(line: Line): LineReview {
		const text = this.#settled.get(line.id);
		if (!this.#coach || !this.isOn || !text) return nothing;
		if (!this.#isThrough && !this.#read.has(line.id)) return nothing;
		const field = 'title' in line ? 'title' : 'metric';
		if (this.#cycle.conflictsOf(line.id, field).length > 0) return nothing;
		const advice = this.#ask(this.#coach, line, text).map((one): LineAdvice => {
			const words = toAdvisedWords(text.slice(one.span.start, one.span.end));
			const key = { item: line.id, code: one.code, words };
			const say = one.code === 'vague' && 'title' in line ? 'vague-objective' : one.code;
			return { ...one, key, say, dismissals: dismissalsOf(this.#cycle.snapshot.dismissals, key) };
		});
		return {
			text,
			open: advice.filter(({ dismissals }) => dismissals.length === 0),
			dismissed: advice.filter(({ dismissals }) => dismissals.length > 0)
		};
	}

	/** What there is to say of the plan as a whole, dismissed or not. */
	reviewPlan(): PlanAdvice[] {
		if (!this.#coach || !this.isOn || !this.#isThrough) return [];
		const settled = <T extends Line>(line: T, field: 'title' | 'metric'): T => ({
			...line,
			[field]: this.#settled.get(line.id) ?? ''
		});
		const objectives = this.#cycle.snapshot.plan.objectives.map((objective) => ({
			...settled(objective, 'title'),
			keyResults: objective.keyResults.map((keyResult) => settled(keyResult, 'metric'))
		}));
		const { cycles } = this.#team.snapshot;
		const cycle = cycles.find(({ id }) => id === this.#cycle.verbs.cycleId);
		const advice = this.#coach.reviewSet(
			{ objectives },
			{
				limits: this.rules,
				silenced: this.rules.silenced,
				isFirstCycle: cycle === cycles[0],
				...(cycle && { cycle })
			}
		);
		const { dismissals } = this.#cycle.snapshot;
		return advice.map((one) => {
			const key = setAdviceKey(one, { objectives });
			return { ...one, key, say: one.code, dismissals: dismissalsOf(dismissals, key) };
		});
	}

	/** The same question has the same answer, so it is asked once. */
	#ask(coach: Coach, line: Line, text: string): Advice[] {
		const { id } = line;
		const shared = this.#contextOf(line);
		const context =
			'title' in line
				? { ...shared, audience: line.audience }
				: { ...shared, ...this.#keyResultContext(line) };
		const asked = JSON.stringify([text, context]);
		const known = this.#known.get(id);
		if (known?.asked === asked) return known.advice;
		const advice =
			'title' in line ? coach.reviewObjective(text, context) : coach.reviewKeyResult(text, context);
		this.#known.set(id, { asked, advice });
		return advice;
	}

	#keyResultContext(keyResult: KeyResult): KeyResultContext {
		const { ambition, kind } = keyResult;
		const healthMetrics = this.#team.snapshot.healthMetrics.map(({ name }) => name);
		const learning = learningOf(keyResult);
		return { ambition, kind, fields: fieldsOf(keyResult), learning, healthMetrics };
	}

	#contextOf(line: Line): LineContext {
		const { language, silenced, words } = this.rules;
		const { objectives } = this.#cycle.snapshot.plan;
		const beside: Line[] =
			'title' in line ? objectives : objectives.flatMap(({ keyResults }) => keyResults);
		return {
			language,
			hasCycle: true,
			siblings: beside
				.filter(({ id }) => id !== line.id)
				.map(({ id }) => this.#settled.get(id) ?? '')
				.filter((text) => text !== ''),
			silenced,
			words
		};
	}
}

function linesOf(objectives: readonly PlanObjective[]): Line[] {
	return objectives.flatMap((objective) => [objective, ...objective.keyResults]);
}

function textOf(line: Line): string {
	return ('title' in line ? line.title : line.metric).trim();
}

function fieldsOf({ baseline, target, unit, dueOn }: KeyResult) {
	return { baseline, target, unit, dueOn };
}
