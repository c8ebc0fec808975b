import type { PlanChange } from '#lib/okr/changeSet.ts';

/** The fields of a change that need a line: that it left the plan or came back is said beside, and what was not said needs none. */
export function saidFields({ kind, fields }: PlanChange): PlanChange['fields'] {
	if (kind !== 'deprioritised' && kind !== 'broughtBack') return fields;
	return fields.filter(({ field, after }) => field !== 'aside' && after !== null && after !== '');
}
