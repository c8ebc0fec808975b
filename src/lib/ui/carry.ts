import { scrollSpeed } from './landing.ts';
import { holdPointer } from './pointerDrag.ts';

/** In px of the window. */
export interface Point {
	x: number;
	y: number;
}

/** Something that is carried over the page. */
export interface Carried {
	/** The pointer means it. */
	start?: () => void;
	/** Each frame: the page scrolls meanwhile, and colleagues change it. False: there is nothing to hold any more. */
	over: (at: Point) => boolean;
	/** It was let go here; `end` has been called before. */
	drop: (at: Point) => void;
	/** However it ended. */
	end: () => void;
}

/**
 * Carries something from a press until it is let go, and scrolls the page near its edges. `restMs` as in `holdPointer`.
 * Returns what ends it without a word.
 */
export function carry(down: PointerEvent, carried: Carried, restMs?: number): () => void {
	let at = { x: down.clientX, y: down.clientY };
	let frame = 0;
	let before = 0;
	const end = (): void => {
		cancelAnimationFrame(frame);
		carried.end();
	};
	const hold = {
		start: () => {
			carried.start?.();
			frame = requestAnimationFrame(follow);
		},
		move: (x: number, y: number) => (at = { x, y }),
		drop: () => {
			end();
			carried.drop(at);
		},
		cancel: end
	};
	const stop = holdPointer(down, hold, restMs);

	function follow(now: number): void {
		const speed = scrollSpeed(at.y, innerHeight);
		if (speed && before) scrollBy({ top: (speed * (now - before)) / 1000, behavior: 'instant' });
		before = now;
		if (carried.over(at)) {
			frame = requestAnimationFrame(follow);
			return;
		}
		stop();
		end();
	}
	return () => {
		stop();
		end();
	};
}
