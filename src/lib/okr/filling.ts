import type { ParsedKeyResult } from './coach/advice.ts';
import type { Cycle } from './cycle.ts';
import { dueDay } from './dueDay.ts';
import type { KeyResult } from './keyResult.ts';

/** What of a typed line goes into which field. Only fields that would change are there. */
export interface FieldFilling {
	metric: string;
	baseline?: number;
	target?: number;
	unit?: string;
	dueOn?: string;
}

type Filled = Pick<KeyResult, 'kind' | 'metric' | 'baseline' | 'target' | 'unit' | 'dueOn'>;

/**
 * The fields that a parsed line fills in its key result, or null where it says no value to reach, or
 * nothing that is not there already, or a change that would be lost. A deadline whose day cannot be
 * told stays with the metric, for the person to choose one.
 *
 * A change ("by 5 pp", "double", "half") becomes a target only where its starting value is known, in
 * the line or in the field beside it, and means one thing: "cut 40 % by 5 %" could be 35 or 38.
 */
export function toFilling(
	parsed: ParsedKeyResult,
	keyResult: Filled,
	cycle: Pick<Cycle, 'startOn' | 'endOn'>
): FieldFilling | null {
	if (keyResult.kind === 'milestone') return null;
	const baseline = keyResult.kind === 'guard' ? null : parsed.from;
	const target = parsed.to ?? targetOf(parsed, keyResult);
	if (target === null && baseline === null) return null;
	// "from 40 % by 5 %": without its change, the line would say less than it did.
	if (target === null && parsed.delta !== null) return null;
	const dueOn = parsed.deadline === null ? null : dueDay(parsed.deadline, cycle);
	const unit = unitOf(parsed.unit, keyResult.unit);
	const metric = parsed.deadline === null || dueOn !== null ? parsed.metric : withDeadline(parsed);
	const filling: FieldFilling = {
		metric,
		...(baseline !== null && baseline !== keyResult.baseline && { baseline }),
		...(target !== null && target !== keyResult.target && { target }),
		...(unit !== keyResult.unit && { unit }),
		...(dueOn !== null && dueOn !== keyResult.dueOn && { dueOn })
	};
	const isNews = Object.keys(filling).length > 1 || metric !== keyResult.metric;
	return isNews ? filling : null;
}

/**
 * The fields of a line that lacks an amount or a starting value, so that these are the only gaps left.
 * Null where something it says finds no place there: a deadline whose day cannot be told, a change whose
 * target cannot.
 */
export function toGaps(
	parsed: ParsedKeyResult,
	keyResult: Filled,
	cycle: Pick<Cycle, 'startOn' | 'endOn'>
): FieldFilling | null {
	if (keyResult.kind !== 'number') return null;
	const dueOn = parsed.deadline === null ? null : dueDay(parsed.deadline, cycle);
	if (parsed.deadline !== null && dueOn === null) return null;
	const filling = toFilling(parsed, keyResult, cycle);
	if (parsed.delta !== null && filling?.target === undefined) return null;
	return filling ?? { metric: parsed.metric, ...(dueOn !== null && { dueOn }) };
}

function withDeadline({ metric, deadline }: ParsedKeyResult): string {
	return `${metric} (${deadline})`;
}

function targetOf(parsed: ParsedKeyResult, keyResult: Filled): number | null {
	const { delta, unit, direction } = parsed;
	const start = parsed.from ?? keyResult.baseline;
	if (delta === null || start === null || direction === null || direction === 'maintain')
		return null;
	const sign = direction === 'increase' ? 1 : -1;
	if (unit === 'x') return rounded(sign > 0 ? start * delta : start / delta);
	if (unit !== '%') return rounded(start + sign * delta);
	const isShare = keyResult.unit === '%' || keyResult.unit === '';
	return isShare ? null : rounded(start * (1 + (sign * delta) / 100));
}

/** A multiple is no unit, and what changes by points of a percentage is a percentage. */
function unitOf(parsed: string | null, known: string): string {
	if (parsed === null || parsed === 'x') return known;
	return parsed === 'pp' ? '%' : parsed;
}

/** Sums of decimals without the dust of binary: 0.1 + 0.2 is 0.3. */
function rounded(value: number): number {
	return Number(value.toPrecision(12));
}
