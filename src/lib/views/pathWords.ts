import { m } from '#lib/messages/messages.js';
import type { KeyResultStanding } from '#lib/okr/cycleStanding.ts';
import { formatNumber } from '#lib/okr/number.ts';
import { currentLocale } from '#lib/state/language.svelte.ts';

/** The way of a key result in sentences, for whoever does not see the picture. Of a milestone there is none. */
export function pathSentences({
	keyResult,
	path,
	expected,
	trend,
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
		...(trend ? [trends[trend]()] : []),
		...(targetChanges.length > 0 ? [m.path_target_changed({ count: targetChanges.length })] : [])
	].join(' ');
}

const trends = {
	better: m.path_trend_better,
	worse: m.path_trend_worse,
	level: m.path_trend_level
};

/** How sure people were over time, in a sentence; '' where nobody said. */
export function confidenceSentence({ confidences }: KeyResultStanding): string {
	const [first, last] = [confidences[0], confidences.at(-1)];
	if (!first || !last) return '';
	return m.confidence_strip({
		count: confidences.length,
		first: first.confidence,
		last: last.confidence
	});
}
