import { scaleLinear, scaleUtc } from 'd3-scale';

/** Px around what is drawn: room for the words on both axes. */
export const margin = { top: 14, end: 14, bottom: 26 };

/** How many px one sign of the words on an axis takes, at most, and one label along the lower axis. */
const signPx = 7;
const labelPx = 88;

interface Given {
	/** Of the whole picture, in px. */
	width: number;
	height: number;
	/** Epoch ms: from its first to its last. */
	from: number;
	to: number;
	/** Everything that has to be seen. */
	values: readonly number[];
	/** The values that are named on the axis; a round handful where none are given. */
	ticks?: readonly number[];
	formatValue: (value: number) => string;
	isRtl: boolean;
}

/** Lays out a chart of values over time: where a moment and a value lie, and what is named on the axes. */
export function frameOf({ width, height, from, to, values, ticks, formatValue, isRtl }: Given) {
	const [low, high] = [Math.min(...values), Math.max(...values)];
	const y = scaleLinear()
		.domain(low < high ? [low, high] : [low - 1, high + 1])
		.range([height - margin.bottom, margin.top]);
	if (!ticks) y.nice(4);
	const marks = [...(ticks ?? y.ticks(4))].map((value) => ({ value, label: formatValue(value) }));
	const start = 10 + signPx * Math.max(1, ...marks.map(({ label }) => [...label].length));
	const span: [number, number] = [start, Math.max(start + 1, width - margin.end)];
	const x = scaleUtc()
		.domain([from, to])
		.range(isRtl ? span.map((px) => width - px) : span);
	return {
		x,
		y,
		marks,
		// What is named at the far end would stick out.
		moments: x
			.ticks(Math.max(2, Math.floor((span[1] - span[0]) / labelPx)))
			.filter((moment) => Math.abs(x(moment) - x(to)) > labelPx / 2 - margin.end),
		/** Both ends of the drawn, from left to right. */
		left: Math.min(...x.range()),
		right: Math.max(...x.range()),
		floor: height - margin.bottom
	};
}
