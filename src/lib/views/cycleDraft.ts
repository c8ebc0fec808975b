import type { Cycle } from '#lib/okr/cycle.ts';
import { isDay, isTimeZone } from '#lib/okr/day.ts';
import { currentLocale } from '#lib/state/language.svelte.ts';

/** A cycle while it is being filled in; days as the browser's date fields give them, '' for none. */
export type CycleDraft = Omit<Cycle, 'id'>;

export type CycleProblem = 'no-name' | 'no-start' | 'no-end' | 'ends-first' | 'no-zone';

/** The first thing that keeps a draft from being a cycle; null when it is one. */
export function cycleProblem({ name, startOn, endOn, timeZone }: CycleDraft): CycleProblem | null {
	if (!name.trim()) return 'no-name';
	if (!isDay(startOn)) return 'no-start';
	if (!isDay(endOn)) return 'no-end';
	if (endOn < startOn) return 'ends-first';
	return isTimeZone(timeZone) ? null : 'no-zone';
}

/** The time zone this device is set to, an IANA name. */
export function ownTimeZone(): string {
	return new Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
}

/** Both days as one span, as people here write it: "1 Oct – 31 Dec 2026". As they are where they are none. */
export function formatSpan({ startOn, endOn }: Pick<Cycle, 'startOn' | 'endOn'>): string {
	if (!isDay(startOn) || !isDay(endOn) || endOn < startOn) return `${startOn} – ${endOn}`;
	return new Intl.DateTimeFormat(currentLocale(), {
		dateStyle: 'medium',
		timeZone: 'UTC'
	}).formatRange(Date.parse(startOn), Date.parse(endOn));
}

/** `America/Argentina/Buenos_Aires` as people read it. */
export function formatTimeZone(timeZone: string): string {
	return timeZone.replaceAll('_', ' ');
}
