import { m } from '#lib/messages/messages.js';
import type { Ambition, GuardSide, KeyResultKind } from '#lib/okr/keyResult.ts';
import { formatNumber } from '#lib/okr/number.ts';
import type { Reading } from '#lib/okr/healthMetric.ts';
import { isAside } from '#lib/okr/aside.ts';
import { currentLocale } from '#lib/state/language.svelte.ts';
import { formatDay } from './locale.ts';

export function kindWord(kind: KeyResultKind): string {
	return { number: m.kind_number, milestone: m.kind_milestone, guard: m.kind_guard }[kind]();
}

export function ambitionWord(ambition: Ambition): string {
	return {
		committed: m.ambition_committed,
		aspirational: m.ambition_aspirational,
		learning: m.ambition_learning
	}[ambition]();
}

export function sideWord(side: GuardSide): string {
	return { above: m.guard_above, below: m.guard_below }[side]();
}

/** What a field of the plan or the team is called; its own name where a newer version added it. */
export function fieldWord(field: string): string {
	const words: Record<string, () => string> = {
		title: m.field_title,
		metric: m.field_metric,
		unit: m.field_unit,
		baseline: m.field_baseline,
		target: m.field_target,
		guard: m.field_guard,
		dueOn: m.field_due_on,
		ownerId: m.field_owner,
		ambition: m.field_ambition,
		kind: m.field_kind,
		audience: m.field_audience,
		lifecycle: m.field_lifecycle,
		objectiveId: m.field_objective,
		measuredEveryDays: m.field_measured_every,
		question: m.field_question,
		evidence: m.field_evidence,
		decision: m.field_decision,
		aside: m.field_aside,
		why: m.field_why,
		decidedBy: m.field_decided_by,
		comeback: m.field_comeback,
		done: m.field_done,
		agreed: m.field_agreed,
		keyResultId: m.field_key_result,
		low: m.field_low,
		high: m.field_high,
		reading: m.field_reading,
		name: m.field_name,
		text: m.field_text,
		source: m.field_source,
		figure: m.field_figure,
		colour: m.field_colour,
		startOn: m.field_start_on,
		endOn: m.field_end_on,
		timeZone: m.field_time_zone,
		objectives: m.field_objectives,
		keyResults: m.field_key_results,
		cadenceDays: m.field_cadence
	};
	return words[field]?.() ?? field;
}

/** A value of a field as people read it. `nameOf` turns a person's id into a name. */
export function valueWord(field: string, value: unknown, nameOf: (id: string) => string): string {
	if (field === 'aside') return asideWord(value);
	if (value === null || value === undefined || value === '') return m.value_none();
	if (field === 'measuredEveryDays' && typeof value === 'number')
		return m.every_is({ days: value });
	if (typeof value === 'number') return formatNumber(value, currentLocale());
	if (field === 'reading') return readingWord(value as Reading);
	if (typeof value !== 'string') return JSON.stringify(value);
	if (field === 'ownerId') return nameOf(value);
	if (field.endsWith('On')) return formatDay(value);
	if (field === 'kind') return kindWord(value as KeyResultKind);
	if (field === 'ambition') return ambitionWord(value as Ambition);
	if (field === 'guard') return sideWord(value as GuardSide);
	return value;
}

/** Of what an `aside` holds, or says in one word: whether something is in the plan, and why not. */
function asideWord(value: unknown): string {
	const as = isAside(value) ? value.as : value;
	const what =
		as === 'deprioritised'
			? m.value_deprioritised()
			: as === 'notThisCycle'
				? m.value_not_this_cycle()
				: m.value_in_plan();
	return isAside(value) && value.why ? m.value_aside_why({ what, why: value.why }) : what;
}

function readingWord({ value, on }: Reading): string {
	return m.value_reading({ value: formatNumber(value, currentLocale()), day: formatDay(on) });
}
