import { m } from '#lib/messages/messages.js';
import type { KeyResultStanding } from '#lib/okr/cycleStanding.ts';
import { formatNumber } from '#lib/okr/number.ts';
import { currentLocale } from '#lib/state/language.svelte.ts';

/** The way of a key result in sentences, for whoever does not see the picture. Of a milestone there is none. */
export function pathSentences({
	keyResult,
	path,
	expected,
	targetChanges
}: KeyResultStanding): string {
	const inUnit = (value: number) => formatNumber(value, currentLocale(), keyResult.unit);
	const [first, last] = [path[0], path.at(-1)].map((one) => one && inUnit(one.value));
	return [
		first === undefined || last === undefined
			? m.path_none()
			: m.path_measured({ count: path.length, first, last }),
		...(expected === null
			? []
			: [m.path_expected({ value: inUnit(Number(expected.toPrecision(3))) })]),
		...(targetChanges.length > 0 ? [m.path_target_changed({ count: targetChanges.length })] : [])
	].join(' ');
}
