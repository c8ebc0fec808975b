import { cadenceOf, leavingDay, staleDay, weeklyDays } from './cadence.ts';
import type { CheckIn } from './checkIn.ts';
import type { KeyResult } from './keyResult.ts';

/** A person whose word a cycle's numbers wait for. */
export interface Voice {
	/** As the team shows them, whatever entries they were merged from. */
	personId: string;
	/** The last day they spoke of; null where they have not yet. */
	heardOn: string | null;
	/** Since when they are waited for: `heardOn`, or the day the plan began to count. */
	since: string;
}

/**
 * Who the numbers of a cycle are from. "8 of 9" is `heard.length` of `heard`, `awaited` and `silent` together;
 * who has `left` is named beside it.
 */
export interface Coverage {
	heard: Voice[];
	/** Not a word yet, and there is still time for the first one. */
	awaited: Voice[];
	/** Nothing from them for their cadence and three days. The one who is silent longest first. */
	silent: Voice[];
	/** Nothing for two cadences: no longer counted, and that is said. */
	left: Voice[];
	/** The first day anything counted is as old as: since when somebody is missing. Null where all are heard. */
	since: string | null;
}

interface Given {
	/** The key results that are counted. */
	keyResults: readonly (Pick<KeyResult, 'ownerId' | 'measuredEveryDays'> & {
		/** Its last word is said, as of a milestone that is met. */
		isFinal?: boolean;
	})[];
	/** What stands of every log of the cycle, in any order: what was taken back is nobody's word. */
	checkIns: Iterable<CheckIn>;
	/** Who is in the team, as shown. */
	people: readonly string[];
	/** Whom an entry of the team stands for. */
	personOf: (entry: string) => string;
	/** The day the plan began to count. */
	since: string;
	day: string;
	teamDays?: number;
}

/**
 * Waited for are the people of the team who own a key result or have checked in on the cycle, each once however
 * many entries and devices they have. The cadence of a person is that of the key result they own that is
 * measured most often, of those that still wait for a word; who spoke and owns none of those any more is heard for
 * good. What counts is the day a check-in speaks of, not when it was sent: the number is as old as that.
 */
export function coverageOn(given: Given): Coverage {
	const { keyResults, checkIns, people, personOf, since, day, teamDays = weeklyDays } = given;
	const cadenceByPerson = new Map<string, number>();
	const owners = new Set<string>();
	for (const keyResult of keyResults) {
		if (keyResult.ownerId === null) continue;
		const owner = personOf(keyResult.ownerId);
		owners.add(owner);
		if (keyResult.isFinal) continue;
		const known = cadenceByPerson.get(owner) ?? Infinity;
		cadenceByPerson.set(owner, Math.min(known, cadenceOf(keyResult, teamDays)));
	}
	const heardByPerson = new Map<string, string>();
	for (const { by, measuredAt } of checkIns) {
		const person = personOf(by);
		if (measuredAt <= day && measuredAt > (heardByPerson.get(person) ?? ''))
			heardByPerson.set(person, measuredAt);
	}
	const coverage: Coverage = { heard: [], awaited: [], silent: [], left: [], since: null };
	for (const personId of [...new Set(people)].sort()) {
		const heardOn = heardByPerson.get(personId) ?? null;
		const cadence = cadenceByPerson.get(personId);
		if (cadence === undefined && heardOn === null) continue;
		const voice = { personId, heardOn, since: heardOn ?? since };
		const isDone = cadence === undefined && owners.has(personId);
		if (isDone) coverage.heard.push(voice);
		else coverage[stateOf(voice, cadence ?? teamDays, day)].push(voice);
	}
	coverage.silent.sort((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0));
	coverage.since = coverage.silent[0]?.since ?? null;
	return coverage;
}

function stateOf({ heardOn, since }: Voice, cadence: number, day: string) {
	if (day >= leavingDay(since, cadence)) return 'left';
	if (day >= staleDay(since, cadence)) return 'silent';
	return heardOn === null ? 'awaited' : 'heard';
}

/** Of how many people the numbers of a cycle could be. */
export function countedIn({ heard, awaited, silent }: Coverage): number {
	return heard.length + awaited.length + silent.length;
}
