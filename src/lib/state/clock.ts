import { createSubscriber } from 'svelte/reactivity';
import { dayAt } from '#lib/okr/day.ts';

/** Timers stand still while a device sleeps, so the day is looked at this often, too. */
const glanceMs = 60_000;
/** Longer than any day lasts, also where clocks change. */
const longestDayMs = 50 * 3_600_000;

/** By time zone: wakes whoever reads it when another day begins there. */
const dayClocks = new Map<string, () => void>();

/**
 * The instant it is (epoch ms). Read in a template or a `$derived`, it is read again when a day begins in this time
 * zone, and when a page that slept through that is shown again: a place left open overnight is of today.
 */
export function nowIn(timeZone: string): number {
	let subscribe = dayClocks.get(timeZone);
	if (!subscribe) dayClocks.set(timeZone, (subscribe = createDayClock(timeZone)));
	subscribe();
	return Date.now();
}

function createDayClock(timeZone: string): () => void {
	return createSubscriber((update) => {
		let day = dayAt(Date.now(), timeZone);
		let turnsAt = nextTurn(Date.now(), timeZone);
		let timer: ReturnType<typeof setTimeout>;
		const glance = () => {
			clearTimeout(timer);
			const now = Date.now();
			const today = dayAt(now, timeZone);
			if (today !== day) {
				day = today;
				turnsAt = nextTurn(now, timeZone);
				update();
			}
			timer = setTimeout(glance, Math.min(Math.max(1, turnsAt - now), glanceMs));
		};
		glance();
		document.addEventListener('visibilitychange', glance);
		addEventListener('pageshow', glance);
		return () => {
			clearTimeout(timer);
			document.removeEventListener('visibilitychange', glance);
			removeEventListener('pageshow', glance);
		};
	});
}

/** When the next day begins in a time zone (epoch ms), however long this one is. */
function nextTurn(now: number, timeZone: string): number {
	const day = dayAt(now, timeZone);
	let [before, after] = [now, now + longestDayMs];
	while (after - before > 1) {
		const between = Math.floor((before + after) / 2);
		if (dayAt(between, timeZone) === day) before = between;
		else after = between;
	}
	return after;
}
