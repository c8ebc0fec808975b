import { m } from '#lib/messages/messages.js';
import type { Ambition, GuardSide, KeyResultKind } from '#lib/okr/keyResult.ts';
import { formatNumber } from '#lib/okr/number.ts';
import { formatDay, locale } from './locale.ts';

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
		name: m.field_name,
		colour: m.field_colour,
		startOn: m.field_start_on,
		endOn: m.field_end_on,
		timeZone: m.field_time_zone
	};
	return words[field]?.() ?? field;
}

/** A value of a field as people read it. `nameOf` turns a person's id into a name. */
export function valueWord(field: string, value: unknown, nameOf: (id: string) => string): string {
	if (value === null || value === undefined || value === '') return m.value_none();
	if (typeof value === 'number') return formatNumber(value, locale);
	if (typeof value !== 'string') return JSON.stringify(value);
	if (field === 'ownerId') return nameOf(value);
	if (field.endsWith('On')) return formatDay(value);
	if (field === 'kind') return kindWord(value as KeyResultKind);
	if (field === 'ambition') return ambitionWord(value as Ambition);
	if (field === 'guard') return sideWord(value as GuardSide);
	return value;
}
