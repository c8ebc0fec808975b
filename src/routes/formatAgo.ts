import { currentLocale } from '#lib/state/language.svelte.ts';

const units: [Intl.RelativeTimeFormatUnit, number][] = [
	['year', 365 * 86_400_000],
	['month', 30 * 86_400_000],
	['week', 7 * 86_400_000],
	['day', 86_400_000],
	['hour', 3_600_000],
	['minute', 60_000]
];

/** How long ago an instant was (both epoch ms): "yesterday", "3 hours ago"; '' for less than a minute or for later. */
export function formatAgo(at: number, now: number): string {
	const unit = units.find(([, ms]) => now - at >= ms);
	if (!unit) return '';
	const [name, ms] = unit;
	const format = new Intl.RelativeTimeFormat(currentLocale(), { numeric: 'auto' });
	return format.format(-Math.floor((now - at) / ms), name);
}
