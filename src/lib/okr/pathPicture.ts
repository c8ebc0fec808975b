import { dayNumber, isDay } from './day.ts';
import type { LinePoint, Measure, TargetChange } from './expectedLine.ts';

/** From the left and the upper edge of the picture, 0..1. Higher values stand higher. */
export interface Spot {
	x: number;
	y: number;
}

/** The way of a key result from its baseline to its target, to be drawn in any size. */
export interface PathPicture {
	/** What was measured, in order. */
	dots: Spot[];
	/** The corners of the expected line, level after the last one; empty where nothing is expected. */
	line: Spot[];
	/** The height it starts from, and the one it goes to; null where there is none. */
	baseline: number | null;
	target: number | null;
	/** A guard's: on which side of the target it must not be. */
	wrongSide: 'above' | 'below' | null;
	/** Where another target was agreed, at the height of the new one. */
	notches: Spot[];
	/** Null before the cycle and after it. */
	today: number | null;
}

interface Given {
	measure: Measure;
	/** In the order of their days. */
	path: readonly { on: string; value: number }[];
	line: readonly LinePoint[];
	targetChanges: readonly TargetChange[];
}

/**
 * Lays out a key result's way over its cycle. The picture spans the cycle and whatever was measured or is due
 * outside of it; its height spans every value that is drawn, and where they are all the same they lie in the
 * middle. A milestone is below until it is met, and its target is on top. Days and numbers that are none are
 * left out, so it is total.
 */
export function pathPicture(
	{ measure, path, line, targetChanges }: Given,
	{ startOn, endOn, day }: { startOn: string; endOn: string; day: string }
): PathPicture {
	const isMilestone = measure.kind === 'milestone';
	const readings = path.filter(({ on, value }) => isDay(on) && Number.isFinite(value));
	const steps = readings.map(({ on, value }) => ({
		on,
		value: isMilestone ? Number(value >= 1) : value
	}));
	const target = isMilestone ? 1 : measure.target;
	const baseline = isMilestone ? 0 : measure.kind === 'guard' ? null : measure.baseline;
	const changes = targetChanges.flatMap(({ on, to }) => (to === null ? [] : [{ on, value: to }]));
	const days = [startOn, endOn, measure.dueOn ?? '', ...steps.map(({ on }) => on)].filter(isDay);
	const x = scale(days.map(dayNumber));
	const drawn = [...steps, ...line, ...changes].map(({ value }) => value);
	const y = scale([...drawn, target, baseline].filter((one) => one !== null));
	const spot = ({ on, value }: LinePoint): Spot => ({ x: x(dayNumber(on)), y: 1 - y(value) });
	const height = (value: number | null) => (value === null ? null : 1 - y(value));
	const corners = line.map(spot);
	const last = corners.at(-1);
	return {
		dots: steps.map(spot),
		line: last && last.x < 1 ? [...corners, { x: 1, y: last.y }] : corners,
		baseline: height(baseline),
		target: height(target),
		wrongSide: measure.kind !== 'guard' ? null : measure.guard === 'above' ? 'below' : 'above',
		notches: changes.map(spot),
		today: isDay(day) && day >= startOn && day <= endOn ? x(dayNumber(day)) : null
	};
}

/** Maps the span of some numbers to 0..1, what lies beyond to its end; the middle where they are no span. */
function scale(values: readonly number[]): (value: number) => number {
	const [low, high] = [Math.min(...values), Math.max(...values)];
	if (!(high > low)) return () => 0.5;
	return (value) => Math.min(1, Math.max(0, (value / 2 - low / 2) / (high / 2 - low / 2)));
}
