/*
 * Much work on one page without a moment in which it hears nobody: it is done for a few milliseconds at a go, then
 * whatever else waits has its turn, a frame or a key.
 */

/** In ms. A phone is some four times slower, and at 50 ms one begins to feel it. */
const sliceMs = 4;

/** Until whatever waits has had its turn. Not every browser lets one go on before new work. */
export function breath(): Promise<void> {
	const { scheduler } = globalThis as { scheduler?: { yield?: () => Promise<void> } };
	return scheduler?.yield?.() ?? message();
}

/** A message to oneself: a timer would be held up by 4 ms where many follow each other. */
function message(): Promise<void> {
	return new Promise((resolve) => {
		const { port1, port2 } = new MessageChannel();
		port1.onmessage = () => {
			port1.close();
			resolve();
		};
		port2.postMessage(null);
	});
}

/** Calls `step` until it answers that it is done, with a breath wherever some of it has taken long enough. */
export async function inSlices(step: () => 'more' | 'done'): Promise<void> {
	for (;;) {
		const began = performance.now();
		while (performance.now() - began < sliceMs) if (step() === 'done') return;
		await breath();
	}
}
