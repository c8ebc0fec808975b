import { flushSync } from 'svelte';
import { inSlices } from '#lib/team/pace.ts';

/** A page that nobody looks at has no frames. In ms. */
const longestFrameMs = 200;

/**
 * Something long that is drawn from its top on, part by part: a screen shows the first of them, and while the others
 * follow the page hears whoever uses it. What comes below all of them waits, so that nothing is pushed away.
 */
export class Unrolling {
	#count: number;
	#of: () => number;

	/** `isAtOnce`: all of it is drawn at one go. `of`: how many parts there are by now. */
	constructor(isAtOnce: boolean, of: () => number) {
		this.#count = $state(isAtOnce ? Infinity : 1);
		this.#of = of;
	}

	/** How many parts are to be drawn. */
	get count(): number {
		return this.#count;
	}

	get isWhole(): boolean {
		return this.#count >= this.#of();
	}

	/** Goes on from the next frame. Returns what ends that. */
	go = (): (() => void) =>
		drawInSlices(() => {
			if (this.isWhole) {
				this.#count = Infinity;
				return 'done';
			}
			this.#count++;
			return 'more';
		});
}

/** From the next frame on calls `step` until it answers that it is done, and draws what each changes. Returns what ends that. */
export function drawInSlices(step: () => 'more' | 'done'): () => void {
	let isOver = false;
	const drawn = (): 'more' | 'done' => {
		if (isOver) return 'done';
		const left = step();
		flushSync();
		return left;
	};
	void frame().then(() => inSlices(drawn));
	return () => (isOver = true);
}

/** Until what was drawn is on the screen. */
function frame(): Promise<void> {
	return new Promise((resolve) => {
		requestAnimationFrame(() => setTimeout(resolve));
		setTimeout(resolve, longestFrameMs);
	});
}
