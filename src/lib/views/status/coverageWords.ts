import { m } from '#lib/messages/messages.js';
import { type Coverage, countedIn, type Voice } from '#lib/okr/coverage.ts';
import { formatDay } from '../locale.ts';
import { joinNames } from '../personNames.ts';

/**
 * Whose word the numbers of a cycle are: "8 of 9 people, one silent since …", and who is no longer counted. With
 * `nameOf` the silent ones are named, which is for the team alone.
 */
export function coverageWords(
	coverage: Coverage,
	day: string,
	nameOf?: (person: string) => string
): string[] {
	const { heard, awaited, silent, left, since } = coverage;
	const count = countedIn(coverage);
	if (count + left.length === 0) return [m.status_coverage_none()];
	const named = (voices: readonly Voice[]) =>
		joinNames(
			voices.map(({ personId, since }) =>
				m.status_since({ name: nameOf?.(personId) ?? '', day: formatDay(since, day) })
			)
		);
	const words = [
		count === 0 ? m.status_coverage_gone() : m.status_coverage({ heard: heard.length, count })
	];
	if (awaited.length > 0) words.push(m.status_awaited({ count: awaited.length }));
	if (since !== null)
		words.push(
			nameOf
				? m.status_silent_names({ names: named(silent) })
				: m.status_silent({ count: silent.length, day: formatDay(since, day) })
		);
	if (left.length > 0)
		words.push(
			nameOf ? m.status_left_names({ names: named(left) }) : m.status_left({ count: left.length })
		);
	return words;
}
