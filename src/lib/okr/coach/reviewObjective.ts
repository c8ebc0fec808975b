import type { Advice, ObjectiveCode, ObjectiveContext } from './advice.ts';
import { readLine } from './read/reading.ts';
import { adviceOf } from './reviewKeyResult.ts';
import { isIndividual } from './rules/individual.ts';
import { hasMultipleGoals } from './rules/multipleGoals.ts';
import { hasNoAudience } from './rules/audience.ts';
import { containsMetric } from './rules/objectiveMetric.ts';
import { isTaskLike } from './rules/taskLike.ts';
import { isTooLong } from './rules/tooLong.ts';
import { isVagueObjective } from './rules/vagueObjective.ts';

/**
 * Advice on the text of an objective, most important first, each code at most once. Empty for a text without a
 * word. Never throws.
 */
export function reviewObjective(
	text: string,
	context: ObjectiveContext = {}
): Advice<ObjectiveCode>[] {
	const reading = readLine(text, context.language, context.words);
	if (!reading.tokens.some(({ kind }) => kind === 'word')) return [];
	const individual = isIndividual(reading);
	const metric = containsMetric(reading);
	const task = isTaskLike(reading);
	return adviceOf(
		[
			['individual', individual],
			['contains-metric', metric],
			['task-like', task],
			['multiple-goals', hasMultipleGoals(reading)],
			['too-long', isTooLong(reading)],
			// What is said in a number or a task is not vague, whatever else it is.
			['vague', metric || task || individual ? null : isVagueObjective(reading)],
			['no-audience', hasNoAudience(reading, context)]
		],
		context.silenced
	);
}
