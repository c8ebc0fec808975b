import { flushSync } from 'svelte';
import { expect, test, vi } from 'vitest';
import { Unrolling } from '#lib/state/unrolling.svelte.ts';

/** What is drawn of so many parts, one after the other. */
function draw(parts: Unrolling): { drawn: number[]; stop: () => void } {
	const drawn: number[] = [];
	const stop = $effect.root(() => {
		$effect(() => void drawn.push(parts.count));
	});
	flushSync();
	return { drawn, stop };
}

test('[PACE-4] what is long is drawn part by part, and what comes to it later at once', async () => {
	let total = 5;
	const parts = new Unrolling(false, () => total);
	const { drawn, stop } = draw(parts);
	expect([drawn, parts.isWhole]).toEqual([[1], false]);
	parts.go();
	await vi.waitFor(() => expect(parts.count).toBe(Infinity));
	expect(drawn).toEqual([1, 2, 3, 4, 5, Infinity]);
	total = 50;
	expect(parts.isWhole).toBe(true);
	stop();
});

test('[PACE-4] what is asked for at once is, and what was left is drawn no further', async () => {
	const atOnce = new Unrolling(true, () => 5);
	expect(atOnce.isWhole).toBe(true);
	const parts = new Unrolling(false, () => 5);
	parts.go()();
	await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50)));
	expect(parts.count).toBe(1);
});
