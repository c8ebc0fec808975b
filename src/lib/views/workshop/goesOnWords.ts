import { m } from '#lib/messages/messages.js';
import { addDays, dayNumber } from '#lib/okr/day.ts';
import { currentLocale } from '#lib/state/language.svelte.ts';

/** When a paused workshop goes on, as one says it on a day (both ISO): "It goes on Thursday." */
export function goesOnWords(day: string, today: string): string {
	const away = dayNumber(day) - dayNumber(today);
	if (away === 0 || away === 1) {
		const near = new Intl.RelativeTimeFormat(currentLocale(), { numeric: 'auto' });
		return m.ws_goes_on_soon({ when: near.format(away, 'day') });
	}
	// Within a week the day of the week says which; beyond it nobody counts.
	const isNear = away > 0 && day < addDays(today, 7);
	const date = isNear ? {} : ({ day: 'numeric', month: 'long' } as const);
	const words = new Intl.DateTimeFormat(currentLocale(), {
		...{ weekday: 'long', timeZone: 'UTC' },
		...date
	}).format(new Date(`${day}T12:00:00Z`));
	return away < 0 ? m.ws_goes_on_past({ day: words }) : m.ws_goes_on_day({ day: words });
}
