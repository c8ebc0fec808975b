import type { StatusWords } from '#lib/files/digest.ts';
import { m } from '#lib/messages/messages.js';
import { asAgreed, type KeyResultStanding } from '#lib/okr/cycleStanding.ts';
import { asksQuestion } from '#lib/okr/keyResult.ts';
import { knownOn, statuses } from '#lib/okr/status.ts';
import { currentLocale } from '#lib/state/language.svelte.ts';
import { blockerSentence, statusWord, valueWords } from '../checkIn/checkInWords.ts';
import { currentWords } from '../checkIn/currentWords.ts';
import { learningSentences } from '../learningWords.ts';
import { formatDay } from '../locale.ts';
import { pathWords } from '../versions/keyResultWords.ts';
import { changeWords, decisionWords, isUrgent } from './changeWords.ts';
import { coverageWords } from './coverageWords.ts';
import { titleOf } from './titleOf.ts';

/** The sentences of a status in the language that is spoken, for the screen and for the digest. */
export const statusWords: StatusWords = {
	get language() {
		return currentLocale();
	},
	title: (team, cycle) => m.status_digest_title({ team, cycle }),
	asOf: (day) => m.status_as_of({ day: formatDay(day) }),
	drafting: () => m.status_drafting(),
	headline: ({ counts, total }) =>
		total === 0
			? m.status_headline_none()
			: m.status_headline({ count: counts.onTrack + counts.done, total }),
	counts: ({ counts }) =>
		statuses
			.filter((status) => counts[status] > 0)
			.map((status) => m.status_count({ count: counts[status], word: statusWord(status) })),
	coverage: (report) => coverageWords(report.coverage, report.day),
	age({ measured, day, objectives, total }) {
		if (total === 0) return '';
		if (!measured) return m.status_age_none();
		const keyResults = objectives.flatMap((objective) => objective.keyResults);
		const count = keyResults.filter((one) => knownOn(one.measure, one.current) === null).length;
		const [newest, oldest] = [measured.newestOn, measured.oldestOn].map((on) => formatDay(on, day));
		if (count > 0)
			return m.status_age_some({ newest: newest ?? '', oldest: oldest ?? '', count, total });
		return newest === oldest
			? m.status_age_one({ newest: newest ?? '' })
			: m.status_age({ newest: newest ?? '', oldest: oldest ?? '' });
	},
	changesTitle: () => m.status_changes(),
	nothingChanged: () => m.status_nothing_changed(),
	change: changeWords,
	decisionsTitle: () => m.status_decisions(),
	decision(decision) {
		const { about, what } = decisionWords(decision);
		return { about, what: isUrgent(decision) ? `${m.status_urgent()} · ${what}` : what };
	},
	planTitle: () => m.status_plan(),
	nameOf: titleOf,
	standing: (standing, day) => {
		const said = [
			statusWord(standing.status, asksQuestion(standing.measure)),
			...wayWords(standing, day),
			...currentWords(standing.keyResult, standing.current, day)
		];
		// That there is no answer yet is said once.
		return [...new Set(said)];
	},
	blockersTitle: () => m.status_blockers(),
	blocker: ({ checkIn }, day) => [
		...(checkIn.blocker?.urgent ? [m.status_urgent()] : []),
		...(checkIn.blocker ? [blockerSentence(checkIn.blocker)] : []),
		...(checkIn.note === '' ? [] : [checkIn.note]),
		formatDay(checkIn.measuredAt, day)
	],
	winsTitle: () => m.status_wins(),
	deprioritisedTitle: () => m.status_deprioritised(),
	deprioritised: ({ why, comeback, decidedBy, on }, day) => [
		...(why === '' ? [] : [why]),
		...(comeback === '' ? [] : [m.aside_comeback_is({ comeback })]),
		m.status_deprioritised_on({ day: formatDay(on, day), who: decidedBy || m.somebody() })
	],
	foot: () => m.status_foot()
};

/**
 * From where to where it goes, how much of that lies behind it, and what the line expects where it lags. A guard's is
 * its limit, and that it is broken; a milestone's only that its day is over.
 */
function wayWords(standing: KeyResultStanding, day: string): string[] {
	const { keyResult, measure, progress, expected, isBehind } = standing;
	if (asksQuestion(measure)) return questionWords(standing, day);
	if (measure.kind === 'milestone')
		return isBehind === true && measure.dueOn !== null
			? [m.status_overdue({ day: formatDay(measure.dueOn, day) })]
			: [];
	const way = pathWords({ ...keyResult, ...measure });
	if (measure.kind === 'guard') return isBehind === true ? [way, m.status_broken()] : [way];
	if (progress === null) return [way];
	const isLagging = isBehind === true && expected !== null;
	return [
		way,
		m.status_progress({ percent: percentOf(progress) }),
		...(isLagging
			? [m.status_behind({ value: valueWords(keyResult, Number(expected.toPrecision(3))) })]
			: [])
	];
}

/** What it asks and what for; and that it was to be answered by now. */
function questionWords(standing: KeyResultStanding, day: string): string[] {
	const { current, measure } = standing;
	const { dueOn } = measure;
	const keyResult = asAgreed(standing);
	const isOverdue = dueOn !== null && dueOn < day && current.answer === null;
	return [
		pathWords(keyResult),
		...learningSentences(keyResult, ['decision']),
		...(isOverdue ? [m.learning_overdue({ day: formatDay(dueOn, day) })] : [])
	];
}

/** Whole percents that are gone: all of the way is said of nothing that is not there. */
function percentOf(progress: number): string {
	// What a double cannot hold exactly takes nobody's percent.
	const gone = Math.floor(progress * 100 + 1e-9) / 100;
	return new Intl.NumberFormat(currentLocale(), { style: 'percent' }).format(gone);
}
