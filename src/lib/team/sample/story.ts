import type { BlockerKind, Confidence } from '#lib/okr/checkIn.ts';
import type { Ambition, GuardSide, KeyResultKind } from '#lib/okr/keyResult.ts';

/*
 * What the sample team is about, in one file for each language. Weeks count from 1. The people have the
 * same keys in all of them; so the simulated colleague is found again whatever language is on the screen.
 */

export type PersonKey = string;

export interface Story {
	team: string;
	cycle: string;
	/** What whoever looks at the sample is called in it. */
	guest: string;
	people: Record<PersonKey, { name: string; colour: number }>;
	objectives: StoryObjective[];
	ideas: { title: string; why: string; by: PersonKey }[];
	agreed: { week: number; by: PersonKey[] };
	changed: {
		week: number;
		reason: string;
		by: PersonKey[];
		/** New targets by key result. */
		targets: Record<string, number>;
		/** By objective. */
		drops: Record<string, { why: string; decidedBy: string; comeback: string }>;
	};
	/** Two people set one target without knowing of each other. */
	conflict: { week: number; keyResult: string; targets: Record<PersonKey, number> };
	health: {
		name: string;
		unit: string;
		low?: number;
		high?: number;
		value: number;
		by: PersonKey;
	}[];
	colleague: {
		person: PersonKey;
		/** Put behind a line of the plan, thought about and taken back. */
		tries: string[];
		/** Put behind an idea for another cycle, to stay. */
		adds: string[];
	};
}

export interface StoryObjective {
	key: string;
	title: string;
	audience: string;
	by: PersonKey;
	keyResults: StoryKeyResult[];
}

export interface StoryKeyResult {
	key: string;
	kind?: KeyResultKind;
	guard?: GuardSide;
	metric: string;
	unit?: string;
	baseline?: number;
	target?: number;
	owner: PersonKey;
	ambition?: Ambition;
	/** One for each week from the first; null is not measured. */
	values: (number | null)[];
	confidence: Confidence[];
	/** What stood there first and was corrected the day after, by week. */
	slips?: Record<string, number>;
	/** In which week a week's check-in was written. */
	late?: Record<string, number>;
	/** What was said beside the number, by week. `{value}` and `{before}` are the week's own and the last one. */
	said: Record<string, Said>;
	work: { title: string; owner: PersonKey; done?: boolean }[];
	/** Per cent, as the log must come out; for a target that is open, by each of its values. */
	progress: number | Record<string, number>;
}

export interface Said {
	note?: string;
	win?: string;
	blocker?: { kind: BlockerKind; helper: string; urgent: boolean };
	next?: { what: string; owner: PersonKey; days: number };
}

/** The story in a language; English where there is none in it. */
export async function tellStory(language: string): Promise<Story> {
	const told = await (language === 'de' ? import('./story.de.json') : import('./story.en.json'));
	// What stands in the file is what the type says: a test builds the team of it.
	return told.default as unknown as Story;
}
