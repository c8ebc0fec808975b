import { m } from '#lib/messages/messages.js';
import type { Coverage, Voice } from '#lib/okr/coverage.ts';
import { formatDay } from '../locale.ts';
import { joinNames } from '../personNames.ts';

/**
 * Whose word the numbers of a cycle are: "8 of 9 people, one silent since …", and who is no longer counted. With
 * `nameOf` the silent ones are named, which is for the team alone.
 */
export function coverageWords(
	{ heard, silent, left, since }: Coverage,
	day: string,
	nameOf?: (person: string) => string
): string[] {
	const count = heard.length + silent.length;
	if (count + left.length === 0) return [m.status_coverage_none()];
	const named = (voices: readonly Voice[]) =>
		joinNames(
			voices.map(({ personId, since }) =>
				m.status_since({ name: nameOf?.(personId) ?? '', day: formatDay(since, day) })
			)
		);
	const words = [m.status_coverage({ heard: heard.length, count })];
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
