import type { Advice, KeyResultCode, KeyResultContext } from './advice.ts';
import { readLine } from './read/reading.ts';
import { hasNoBaseline, hasNoNumber, isVague } from './rules/amounts.ts';
import { isBinary } from './rules/binary.ts';
import { hasNoDeadline } from './rules/deadline.ts';
import { isDuplicate } from './rules/duplicate.ts';
import { isIndividual } from './rules/individual.ts';
import { isKpi } from './rules/kpi.ts';
import { hasNo } from './rules/learning.ts';
import { isOutput } from './rules/output.ts';
import type { Finding } from './rules/rule.ts';

/** Below this an output has an outcome attached, and something else may lead. */
const softened = 0.5;

/**
 * Advice on the text of a key result, most important first, each code at most once. What the fields beside
 * it, the cycle, the ambition or the kind supply is not asked for. Empty for a text without a word. Never throws.
 */
export function reviewKeyResult(
	text: string,
	context: KeyResultContext = {}
): Advice<KeyResultCode>[] {
	const reading = readLine(text, context.language, context.words);
	if (!reading.tokens.some(({ kind }) => kind === 'word')) return [];
	const output = isOutput(reading, context);
	const individual = isIndividual(reading);
	const isDelivery = output !== null;
	const isAside = output !== null && output.confidence < softened;
	const found: [KeyResultCode, Finding | null][] = [
		['individual', individual],
		['output-not-outcome', isAside ? null : output],
		['vague', individual ? null : isVague(reading, context, isDelivery)],
		['no-number', individual ? null : hasNoNumber(reading, context, isDelivery)],
		[
			'no-baseline',
			individual && !reading.hasAmount ? null : hasNoBaseline(reading, context, isDelivery)
		],
		['no-deadline', hasNoDeadline(reading, context)],
		['no-question', hasNo('question', reading, context)],
		['no-evidence', hasNo('evidence', reading, context)],
		['no-decision', hasNo('decision', reading, context)],
		['output-not-outcome', isAside ? output : null],
		['binary', isBinary(reading, context, isDelivery)],
		['kpi-not-key-result', isKpi(reading, context)],
		['duplicate', isDuplicate(reading, context)]
	];
	return adviceOf(found, context.silenced);
}

/** Findings in their order, without those that do not hold or are silenced. */
export function adviceOf<Code extends Advice['code']>(
	found: readonly [Code, Finding | null][],
	silenced: readonly string[] = []
): Advice<Code>[] {
	return found.flatMap(([code, finding]) =>
		finding && !silenced.includes(code) ? [{ code, ...finding }] : []
	);
}
