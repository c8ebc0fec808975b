import { currentLocale } from '#lib/state/language.svelte.ts';

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** Bytes as people read them, in decimal units and two digits or three: "1.2 MB". */
export function formatBytes(bytes: number): string {
	const step = bytes < 1 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1);
	return new Intl.NumberFormat(currentLocale(), {
		style: 'unit',
		unit: units[step] ?? 'byte',
		unitDisplay: 'short',
		maximumSignificantDigits: 3
	}).format(bytes / 1000 ** step);
}
