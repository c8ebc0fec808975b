import type { Ambition, KeyResult, KeyResultKind, LearningField } from '../keyResult.ts';
import type { WordKind } from '../houseRules.ts';
import type { KeyResultId, ObjectiveId } from '../ids.ts';

/**
 * Grows with every change that can alter a verdict. A dismissal outlives it: it binds to the words the
 * advice was about, so a rule that has become wiser speaks again where it points to others.
 */
export const COACH_VERSION = 3;

/** In the order of their weight: the first that holds leads. docs/coach.md says what each one means. */
export const keyResultCodes = [
	'individual',
	'output-not-outcome',
	'vague',
	'no-number',
	'no-baseline',
	'no-deadline',
	'no-question',
	'no-evidence',
	'no-decision',
	'binary',
	'kpi-not-key-result',
	'duplicate'
] as const;

/** In the order of their weight: the first that holds leads. */
export const objectiveCodes = [
	'individual',
	'contains-metric',
	'task-like',
	'multiple-goals',
	'too-long',
	'vague',
	'no-audience'
] as const;

/** In the order in which they are given for a plan. */
export const setCodes = [
	'many-objectives',
	'no-key-results',
	'many-key-results',
	'all-committed',
	'all-aspirational',
	'no-owner',
	'due-outside',
	'same-objective',
	'does-not-bear'
] as const;

export type KeyResultCode = (typeof keyResultCodes)[number];
export type ObjectiveCode = (typeof objectiveCodes)[number];
export type SetCode = (typeof setCodes)[number];
export type AdviceCode = KeyResultCode | ObjectiveCode | SetCode;

/** UTF-16 offsets into the text that was reviewed, `end` excluded. The whole text where nothing shorter is meant. */
export interface Span {
	start: number;
	end: number;
}

/**
 * What an example of a better version is made of: pieces of the person's own text (`metric`, `thing`,
 * `to` …) under the names that `coach_example` in src/words expects.
 */
export type Slots = Record<string, string>;

/** What the coach says of one line. Codes and slots: the words live with the screen. */
export interface Advice<Code extends AdviceCode = KeyResultCode | ObjectiveCode> {
	code: Code;
	span: Span;
	/** 0..1. Below 0.5 it is worth a question, not a statement. */
	confidence: number;
	/** All slots of the code's example, or absent: then only the general example `coach_plain` can be shown. */
	words?: Slots;
}

/** What the coach reads. */
export type Language = 'en' | 'de';

/** Words a team adds to the coach's own in its house rules, whatever their capitals: `HouseRules.words`. */
export type ExtraWords = Partial<Record<WordKind, readonly string[]>>;

/** What is known around a line. Everything may be absent: then the text alone counts. */
export interface LineContext {
	/** The language the plan is written in; `auto` or absent: each line's own, by its words. */
	language?: Language | 'auto';
	/** Whether a cycle supplies a deadline. */
	hasCycle?: boolean;
	/** The other texts of the same kind in the plan; an equal one makes a `duplicate`. */
	siblings?: readonly string[];
	/** Codes the house rules silence. */
	silenced?: readonly string[];
	words?: ExtraWords;
}

export interface KeyResultContext extends LineContext {
	ambition?: Ambition;
	kind?: KeyResultKind;
	/** What stands in the fields beside the text: an amount there is an amount. */
	fields?: Partial<Pick<KeyResult, 'baseline' | 'target' | 'unit' | 'dueOn'>>;
	/** What is said of what it asks, where it is there to learn; absent: not known, so nothing of it is asked for. */
	learning?: Pick<KeyResult, LearningField>;
	/** Names of the health metrics; one of these as a key result is a KPI. */
	healthMetrics?: readonly string[];
}

export interface ObjectiveContext extends LineContext {
	/** What stands in "who notices?". */
	audience?: string;
}

/** `maintain` is to stay where it is, or on one side of a limit. */
export type Direction = 'increase' | 'decrease' | 'maintain';

/**
 * What one typed line says, for the person to confirm. Null where the line does not say it.
 * A percentage keeps its number (75 with the unit `%`); `20M` is 20000000; `half` is 50 with `%`.
 */
export interface ParsedKeyResult {
	/** The line without its verb, numbers and deadline; never empty, at worst the line itself. */
	metric: string;
	from: number | null;
	/** The value to reach. For `3 in 4` 75 with `%`; for a range the end at which it counts as met. */
	to: number | null;
	/** How much it shall change if the line says only that: always positive, `direction` has its sign. `3X` is 3 with the unit `x`, `double` 2. */
	delta: number | null;
	/** `%`, `pp`, `x`, a currency or unit as typed, or the word that is counted (`engineers`). */
	unit: string | null;
	direction: Direction | null;
	/** The deadline's own words without the `by` before them: `end of Q3`. */
	deadline: string | null;
}

/** A piece of advice about the plan as a whole, or about two things in it. */
export interface SetAdvice {
	code: SetCode;
	/** 0..1. `does-not-bear` stays below 0.5: it is a question. */
	confidence: number;
	objectiveId?: ObjectiveId;
	keyResultId?: KeyResultId;
	/** The objective that says the same. */
	otherId?: ObjectiveId;
	count?: number;
	limit?: number;
}
