/*
 * A pointer that holds something, from the press to the end, whichever kind of pointer it is. It is followed on the
 * window and not on what was pressed: a colleague may move that in the page, or delete it, while it is held.
 */

export interface Hold {
	/** The pointer has gone far enough to mean it. */
	start: () => void;
	move: (x: number, y: number) => void;
	drop: () => void;
	/** Escape, a second finger, or the system took the pointer away; also without a start. */
	cancel: () => void;
}

/** Less is a hand that is not quite still. */
const thresholdPx = 4;
/** And a finger that rests is less still. */
const fingerPx = 10;

/**
 * Follows a pointer from its press. `restMs`: a finger means it once it has rested so long, and scrolls the page if it goes
 * before; without it any way it goes is meant, as a mouse's always is. Returns what ends it without a word.
 */
export function holdPointer(down: PointerEvent, hold: Hold, restMs?: number): () => void {
	const { pointerId, clientX, clientY } = down;
	const ended = new AbortController();
	const options = { capture: true, signal: ended.signal };
	let isMeant = false;
	const mustRest = restMs !== undefined && down.pointerType !== 'mouse';
	const rest = mustRest ? setTimeout(begin, restMs) : undefined;

	function listen<Type extends keyof WindowEventMap>(
		type: Type,
		heard: (event: WindowEventMap[Type]) => void
	): void {
		window.addEventListener(type, heard, options);
	}
	const end = (how: () => void): void => {
		ended.abort();
		clearTimeout(rest);
		how();
	};
	function begin(): void {
		isMeant = true;
		hold.start();
		hold.move(clientX, clientY);
	}

	listen('pointermove', (event) => {
		if (event.pointerId !== pointerId) return;
		const way = Math.hypot(event.clientX - clientX, event.clientY - clientY);
		if (!isMeant && way < (mustRest ? fingerPx : thresholdPx)) return;
		if (!isMeant && mustRest) return end(hold.cancel);
		if (!isMeant) begin();
		hold.move(event.clientX, event.clientY);
	});
	listen('pointerup', (event) => {
		if (event.pointerId === pointerId) end(isMeant ? hold.drop : hold.cancel);
	});
	listen('pointercancel', (event) => {
		if (event.pointerId === pointerId) end(hold.cancel);
	});
	listen('pointerdown', () => {
		end(hold.cancel);
	});
	listen('blur', (event) => {
		if (event.target === window) end(hold.cancel);
	});
	listen('contextmenu', (event) => {
		event.preventDefault();
	});
	listen('keydown', (event) => {
		if (event.key !== 'Escape') return;
		event.preventDefault();
		event.stopPropagation();
		end(hold.cancel);
	});
	return () => {
		ended.abort();
		clearTimeout(rest);
	};
}
