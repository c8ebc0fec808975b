/** One stone of a cairn, in a box of 100 by 100 with the ground at 96. */
export interface Stone {
	/** The outline, as the `d` of a path. */
	path: string;
	top: number;
	height: number;
}

/*
 * Pebbles as found: where each touches the left, top, right and bottom of its box (0..1), how far it lies
 * off the middle and how it tilts. No two neighbours are alike, and a pile is always the same pile.
 */
const pebbles = [
	{ left: 0.6, top: 0.46, right: 0.54, bottom: 0.52, off: 0, tilt: 0 },
	{ left: 0.5, top: 0.58, right: 0.62, bottom: 0.46, off: 2.5, tilt: -0.02 },
	{ left: 0.62, top: 0.4, right: 0.5, bottom: 0.55, off: -2.5, tilt: 0.025 },
	{ left: 0.52, top: 0.52, right: 0.58, bottom: 0.44, off: 1.5, tilt: 0.02 },
	{ left: 0.56, top: 0.6, right: 0.48, bottom: 0.5, off: -1.5, tilt: -0.025 }
];

const ground = 96;
const room = 92;

/**
 * The stones of a pile from the ground up, the widest below; they share the height, and few stones stay
 * low rather than become boulders.
 * @param count how many stones, 0 or more
 */
export function pileStones(count: number): Stone[] {
	const height = Math.min(34, room / count);
	return Array.from({ length: count }, (_, index) => {
		// A pile narrows to a bit under half, whatever its number of stones.
		const width = 86 - (count > 1 ? (index / (count - 1)) * Math.min(46, 15 * (count - 1)) : 12);
		const top = ground - (index + 1) * height;
		return { path: outline(index, width, top, height * 0.97), top, height: height * 0.97 };
	});
}

function outline(index: number, width: number, top: number, height: number): string {
	const pebble = pebbles[index % pebbles.length] ?? {
		left: 0.5,
		top: 0.5,
		right: 0.5,
		bottom: 0.5,
		off: 0,
		tilt: 0
	};
	const start = 50 - width / 2 + (index ? pebble.off : 0);
	const at = (x: number, y: number) =>
		`${(start + x * width).toFixed(1)} ${(top + (y + (x - 0.5) * pebble.tilt * 4) * height).toFixed(1)}`;
	const { left: l, top: t, right: r, bottom: b } = pebble;
	// 0.62 of the way to the corner: rounder than a box, fuller than an ellipse.
	const k = 0.62;
	return [
		`M${at(0, l)}`,
		`C${at(0, l - l * k)} ${at(t - t * k, 0)} ${at(t, 0)}`,
		`C${at(t + (1 - t) * k, 0)} ${at(1, r - r * k)} ${at(1, r)}`,
		`C${at(1, r + (1 - r) * k)} ${at(b + (1 - b) * k, 1)} ${at(b, 1)}`,
		`C${at(b - b * k, 1)} ${at(0, l + (1 - l) * k)} ${at(0, l)}Z`
	].join('');
}
