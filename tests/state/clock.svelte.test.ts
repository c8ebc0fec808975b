import { flushSync } from 'svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { addDays, dayAt } from '#lib/okr/day.ts';
import { nowIn } from '#lib/state/clock.ts';

const minute = 60_000;

beforeEach(() => {
	vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] });
});
afterEach(() => {
	vi.useRealTimers();
});

/** A place that shows its day, opened at an instant; what it showed so far. */
function place(timeZone: string, at: string): { shown: string[]; close: () => void } {
	vi.setSystemTime(at);
	const shown: string[] = [];
	const close = $effect.root(() => {
		const day = $derived(dayAt(nowIn(timeZone), timeZone));
		$effect(() => void shown.push(day));
	});
	flushSync();
	return { shown, close };
}

function pass(ms: number): void {
	vi.advanceTimersByTime(ms);
	flushSync();
}

describe('[STATUS-12] a place that is left open', () => {
	test.each([
		['Europe/Berlin', '2026-11-02T22:30:00Z', 0.5],
		['America/Los_Angeles', '2026-11-02T08:30:00Z', 23.5],
		['Asia/Kathmandu', '2026-11-02T17:45:00Z', 0.5],
		// Clocks go back on that day, which lasts 25 hours.
		['Europe/Berlin', '2026-10-24T22:30:00Z', 24.5]
	])('moves on at midnight of %s, and not before: from %s', (timeZone, at, hours) => {
		const { shown, close } = place(timeZone, at);
		const first = dayAt(Date.parse(at), timeZone);
		pass(hours * 60 * minute - 1);
		expect(shown).toEqual([first]);
		pass(1);
		expect(shown).toEqual([first, addDays(first, 1)]);
		pass(24 * 60 * minute);
		expect(shown).toHaveLength(3);
		close();
	});

	test.each(['visibilitychange', 'pageshow'])(
		'and was asleep is of today at the first %s',
		(event) => {
			const { shown, close } = place('Europe/Berlin', '2026-11-02T12:00:00Z');
			// No timer runs while a device sleeps.
			vi.setSystemTime('2026-11-05T08:00:00Z');
			(event === 'pageshow' ? window : document).dispatchEvent(new Event(event));
			flushSync();
			expect(shown).toEqual(['2026-11-02', '2026-11-05']);
			close();
		}
	);

	test('and is closed asks for no time any more', async () => {
		const { shown, close } = place('Europe/Berlin', '2026-11-02T12:00:00Z');
		close();
		flushSync();
		await Promise.resolve();
		expect(vi.getTimerCount()).toBe(0);
		pass(48 * 60 * minute);
		expect(shown).toEqual(['2026-11-02']);
	});
});
