import { m } from '#lib/messages/messages.js';
import type { KeyResult } from '#lib/okr/keyResult.ts';
import type { PlanObjective } from '#lib/okr/plan.ts';
import type { CycleState } from '#lib/state/cycle.svelte.ts';
import type { LineAdvice } from '#lib/state/planCoach.svelte.ts';
import type { Gap, PlanEditing } from '#lib/state/planEditing.svelte.ts';
import { keepsAll } from './keepsAll.ts';

/** One way to take a piece of advice over. */
export interface Taking {
	label: string;
	/** Whether it changes the plan, so that there is something to take back. */
	changes: boolean;
	/** Does it as one step and says where one writes on; null where the line has changed meanwhile. */
	take(): Gap | null;
}

interface Given {
	advice: LineAdvice;
	/** The text the advice is about. */
	text: string;
	plan: PlanEditing;
	cycle: CycleState;
}

/**
 * How the advice on a line can be taken over with the person's own words; none where it takes new ones.
 * Several where it is theirs to say what becomes of the line.
 */
export function takingsOf(line: PlanObjective | KeyResult, given: Given): Taking[] {
	if (!given.plan.canWrite) return [];
	const isObjective = 'title' in line;
	const takings = isObjective ? ofObjective(line, given) : ofKeyResult(line, given);
	// What is offered stands until the advice has settled anew, as the advice does: a line that was
	// changed meanwhile is left alone.
	const source = given.cycle.verbs.text(line.id, isObjective ? 'title' : 'metric');
	const isAsAdvised = () => source.read().trim() === given.text;
	return takings.map((one) => ({ ...one, take: () => (isAsAdvised() ? one.take() : null) }));
}

function ofKeyResult(keyResult: KeyResult, { advice, text, plan, cycle }: Given): Taking[] {
	const { id, metric: typed } = keyResult;
	const { verbs } = cycle;
	const { metric } = advice.words ?? {};
	switch (advice.code) {
		case 'no-number':
		case 'no-baseline': {
			const filling =
				metric === undefined ? null : plan.offers.gapsIn({ ...keyResult, metric: text });
			if (!filling) return [];
			const said = { typed, ...filling, metric: asSentence(filling.metric) };
			const { baseline } = { ...keyResult, ...filling };
			const field = baseline === null ? 'baseline' : 'target';
			return [
				{
					label: m.coach_take_fields(),
					changes: said.metric !== typed || Object.keys(filling).length > 1,
					take: () => (verbs.fillKeyResult(id, said) ? { id, field } : null)
				}
			];
		}
		case 'binary':
			return [
				{
					label: m.coach_take_milestone(),
					changes: true,
					take: () => (verbs.setKeyResult(id, { kind: 'milestone' }) ? { id, field: 'text' } : null)
				}
			];
		case 'output-not-outcome': {
			// What hangs on a key result would go with it.
			const { initiatives, checkIns } = cycle.snapshot;
			if (initiatives.has(id) || checkIns.has(id)) return [];
			const home = cycle.snapshot.plan.objectives.find((one) => one.id === keyResult.objectiveId);
			const others = home?.keyResults.filter((one) => one.id !== id && one.metric.trim() !== '');
			const replace = (label: string): Taking => ({
				label,
				changes: true,
				take: () => asText(verbs.replaceOutput(id))
			});
			if (!others?.length) return [replace(m.coach_take_output())];
			return [
				replace(m.coach_take_output_new()),
				...others.map((other) => ({
					label: m.coach_take_output_of({ keyResult: other.metric }),
					changes: true,
					take: () => asText(verbs.makeInitiative(id, other.id) && other.id)
				}))
			];
		}
		case 'no-question':
		case 'no-evidence':
		case 'no-decision': {
			const field = gaps[advice.code];
			return [{ label: m.coach_take_learning(), changes: false, take: () => ({ id, field }) }];
		}
		default:
			return [];
	}
}

/** What is missing of what is there to learn, and where one writes it. */
const gaps = {
	'no-question': 'question',
	'no-evidence': 'evidence',
	'no-decision': 'decision'
} as const;

function ofObjective(objective: PlanObjective, { advice, text, plan, cycle }: Given): Taking[] {
	const { id, title: typed } = objective;
	const { verbs } = cycle;
	const { first, second, metric } = advice.words ?? {};
	switch (advice.code) {
		case 'no-audience':
			return [
				{ label: m.coach_take_audience(), changes: false, take: () => ({ id, field: 'audience' }) }
			];
		case 'multiple-goals': {
			if (!first || !second || !keepsAll(text, [first, second])) return [];
			const split = { typed, first, second: asSentence(second) };
			return [
				{
					label: m.coach_take_split(),
					changes: true,
					take: () => asText(verbs.splitObjective(id, split))
				}
			];
		}
		case 'contains-metric': {
			const read = metric === undefined ? null : plan.offers.measureIn(text, metric);
			if (!read) return [];
			const measure = { ...read, metric: asSentence(read.metric) };
			if (objective.keyResults.some((one) => one.metric.trim() === measure.metric)) return [];
			return [
				{
					label: m.coach_take_measure(),
					changes: true,
					take: () => (verbs.addMeasure(id, measure) ? { id, field: 'text' } : null)
				}
			];
		}
		default:
			return [];
	}
}

function asText(id: Gap['id'] | null | false): Gap | null {
	return id ? { id, field: 'text' } : null;
}

/** With a capital first, as a line of its own begins; a word that has its own capitals keeps them. */
function asSentence(words: string): string {
	const [first = ''] = words.split(/\s/, 1);
	return first === first.toLowerCase() ? words.slice(0, 1).toUpperCase() + words.slice(1) : words;
}
