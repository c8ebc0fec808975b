/**
 * Calls `fn` once for each frame that is drawn, however often it is asked to: ten colleagues who type are sixty changes a
 * second, and a phone draws all of them with one look. At once where nothing is drawn: on a hidden page, and in Node.
 */
export function oncePerFrame(fn: () => void): { call: () => void; stop: () => void } {
	let frame: number | null = null;
	const isDrawn = (): boolean => 'requestAnimationFrame' in globalThis && !document.hidden;
	const stop = (): void => {
		if (frame !== null) cancelAnimationFrame(frame);
		frame = null;
	};
	return {
		call() {
			if (!isDrawn()) {
				stop();
				fn();
			} else
				frame ??= requestAnimationFrame(() => {
					frame = null;
					fn();
				});
		},
		stop
	};
}
