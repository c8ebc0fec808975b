import type { Decision } from '#lib/okr/decisions.ts';
import type { Deprioritised } from '#lib/okr/deprioritised.ts';
import type { KeyResultStanding } from '#lib/okr/cycleStanding.ts';
import type { Said, StatusReport } from '#lib/okr/statusReport.ts';
import type { StatusChange } from '#lib/okr/statusLook.ts';

/*
 * A status in words, for readers: to be mailed, pasted into a chat, printed by a pipeline. It names nobody who is
 * silent: that is for the team. What people wrote is plain text here; digestText.ts and digestHtml.ts write it down in
 * three forms and keep it from being anything else.
 */

/** BCP 47 where it says in which language. */
export interface Digest {
	language: string;
	title: string;
	/** What stands first, a sentence each. Every number in it that depends on who was heard is followed by that. */
	lead: string[];
	sections: DigestSection[];
	foot: string;
}

export interface DigestSection {
	heading: string;
	/** Whether it is a part of the last section before it that is none. */
	isPart: boolean;
	items: DigestItem[];
}

export interface DigestItem {
	head: string;
	details: string[];
}

/** What is said, and of what: '' where it is about the plan as a whole. */
export interface Sentence {
	about: string;
	what: string;
}

/** The sentences of a status in one language; the screen says the same. */
export interface StatusWords {
	/** BCP 47. */
	language: string;
	title: (team: string, cycle: string) => string;
	/** "As of 26 Nov 2026." */
	asOf: (day: string) => string;
	drafting: () => string;
	/** "4 of 9 key results are on track." */
	headline: (report: StatusReport) => string;
	/** "4 on track", for every status that some key result has; each with its number. */
	counts: (report: StatusReport) => string[];
	/** "From 8 of 9 people, one silent since Tuesday." Without names. */
	coverage: (report: StatusReport) => string[];
	/** How old the values are; '' where there are none. */
	age: (report: StatusReport) => string;
	changesTitle: () => string;
	nothingChanged: () => string;
	change: (change: StatusChange, day: string) => Sentence;
	decisionsTitle: () => string;
	decision: (decision: Decision) => Sentence;
	planTitle: () => string;
	nameOf: (text: string) => string;
	/** Where a key result stands: its status first. */
	standing: (standing: KeyResultStanding, day: string) => string[];
	blockersTitle: () => string;
	blocker: (said: Said, day: string) => string[];
	winsTitle: () => string;
	deprioritisedTitle: () => string;
	deprioritised: (item: Deprioritised, day: string) => string[];
	foot: () => string;
}

/** The digest of a status, in the order of the page that readers open. */
export function digestOf(
	report: StatusReport,
	names: { team: string; cycle: string },
	words: StatusWords
): Digest {
	const { day } = report;
	const digest = {
		language: words.language,
		title: words.title(names.team, names.cycle),
		foot: words.foot()
	};
	if (report.version === null)
		return { ...digest, lead: [words.drafting(), words.asOf(day)], sections: [] };
	return {
		...digest,
		lead: [
			words.headline(report),
			words.counts(report).join(' · '),
			...words.coverage(report),
			words.age(report),
			words.asOf(day)
		].filter((line) => line !== ''),
		sections: [
			{
				heading: words.changesTitle(),
				isPart: false,
				items:
					report.changes.length > 0
						? report.changes.map((change) => said(words.change(change, day)))
						: [{ head: words.nothingChanged(), details: [] }]
			},
			...listed(
				words.decisionsTitle(),
				report.decisions.map((decision) => said(words.decision(decision)))
			),
			{ heading: words.planTitle(), isPart: false, items: [] },
			...report.objectives.map(({ title, keyResults }) => ({
				heading: words.nameOf(title),
				isPart: true,
				items: keyResults.map((standing) => ({
					head: words.nameOf(standing.keyResult.metric),
					details: words.standing(standing, day)
				}))
			})),
			...listed(
				words.blockersTitle(),
				report.blockers.map((one) => about(one, words.blocker(one, day)))
			),
			...listed(
				words.winsTitle(),
				report.wins.map((one) => about(one, [one.checkIn.win]))
			),
			...listed(
				words.deprioritisedTitle(),
				report.deprioritised.map((item) => ({
					head: words.nameOf(item.label),
					details: words.deprioritised(item, day)
				}))
			)
		]
	};

	function about({ standing }: Said, details: string[]): DigestItem {
		return { head: words.nameOf(standing.keyResult.metric), details };
	}
}

/** A section that is left out where there is nothing in it. */
function listed(heading: string, items: DigestItem[]): DigestSection[] {
	return items.length > 0 ? [{ heading, isPart: false, items }] : [];
}

function said({ about, what }: Sentence): DigestItem {
	return about === '' ? { head: what, details: [] } : { head: about, details: [what] };
}
