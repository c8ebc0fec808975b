import type {
	Advice,
	KeyResultCode,
	KeyResultContext,
	Language,
	ObjectiveCode,
	ObjectiveContext,
	ParsedKeyResult,
	SetAdvice
} from './advice.ts';
import type { SetContext, SetPlan } from './reviewSet.ts';
import { wordsOf } from './lexicon/lexicon.ts';
import { parseKeyResult } from './parse.ts';
import { reviewKeyResult } from './reviewKeyResult.ts';
import { reviewObjective } from './reviewObjective.ts';
import { reviewSet } from './reviewSet.ts';

/** Everything that is loaded lazily, behind one door: see load.ts. Pure, total and linear in the text. */
export interface Coach {
	/** Advice on the text of an objective, most important first. Empty for an empty text. */
	reviewObjective: (text: string, context?: ObjectiveContext) => Advice<ObjectiveCode>[];
	/** Advice on the text of a key result, most important first. Empty for an empty text. */
	reviewKeyResult: (text: string, context?: KeyResultContext) => Advice<KeyResultCode>[];
	/** Advice on the plan as a whole, in the order of `setCodes` and of the plan. */
	reviewSet: (plan: SetPlan, context?: SetContext) => SetAdvice[];
	/** What one line says, field by field, to be confirmed by the person. */
	parseKeyResult: (text: string, language?: Language | 'auto') => ParsedKeyResult;
	/** Makes the words of a language ready, which takes some milliseconds that the first line would take else. */
	prepare: (language: Language) => void;
}

export const coach: Coach = {
	reviewObjective,
	reviewKeyResult,
	reviewSet,
	parseKeyResult,
	prepare: (language) => void wordsOf(language)
};
