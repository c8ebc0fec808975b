import type { KeyResultContext } from '../advice.ts';
import { isNominalChange } from './change.ts';
import { kindOf } from './measurable.ts';
import { hasPlaceholder } from './placeholder.ts';
import { parseReading } from '../parse.ts';
import { objectWords } from '../read/object.ts';
import { currencyWords } from '../read/units.ts';
import { textOf, type Reading } from '../read/reading.ts';
import { isChanging } from '../read/verb.ts';
import { lineOf } from './ownWords.ts';
import { spanOf, type Finding } from './rule.ts';

/** Fields or the ambition say already what the text would have to. */
function needsNoNumber({ kind, ambition, fields }: KeyResultContext): boolean {
	return kind === 'milestone' || ambition === 'learning' || (fields?.target ?? null) !== null;
}

/** `vague`: not measurable, and success rests on words nobody can check. */
export function isVague(
	reading: Reading,
	context: KeyResultContext,
	isDelivery: boolean
): Finding | null {
	if (needsNoNumber(context) || kindOf(reading, isDelivery) !== 'uncheckable') return null;
	const { head } = reading;
	const isVerb = head.at.begin < head.at.end && head.object.begin >= head.at.end;
	const begin = isVerb ? head.at.begin : head.start;
	const end = isVerb ? head.object.end : reading.tokens.length;
	return {
		span: spanOf(reading, begin, end),
		confidence: head.kind === 'verb' ? 0.75 : 0.6,
		words: { phrase: textOf(reading, begin, end) || lineOf(reading) }
	};
}

/** `no-number`: a countable metric without an amount, or with a placeholder for one. */
export function hasNoNumber(
	reading: Reading,
	context: KeyResultContext,
	isDelivery: boolean
): Finding | null {
	if (needsNoNumber(context) || kindOf(reading, isDelivery) !== 'countable') return null;
	const { metric } = parseReading(reading);
	return {
		span: spanOf(reading, 0, 0),
		confidence: hasPlaceholder(reading) ? 0.95 : 0.8,
		words: { metric }
	};
}

/** `no-baseline`: a change is meant, and where it starts from is not said. Levels need none. */
export function hasNoBaseline(
	reading: Reading,
	context: KeyResultContext,
	isDelivery: boolean
): Finding | null {
	if (context.kind === 'milestone' || context.kind === 'guard' || context.ambition === 'learning')
		return null;
	if ((context.fields?.baseline ?? null) !== null || reading.roles.from) return null;
	if (!isChange(reading, isDelivery)) return null;
	if (!reading.hasAmount && !needsNoNumber(context) && kindOf(reading, isDelivery) !== 'countable')
		return null;
	const { metric, to, unit } = parseReading(reading);
	const { head } = reading;
	return {
		span: spanOf(reading, head.at.begin, head.at.end),
		confidence: 0.85,
		...(to !== null && { words: { metric, to: `${to}${unit === '%' ? ' %' : ''}` } })
	};
}

function isMoney(unit: string | null): boolean {
	return unit !== null && (/\p{Sc}/u.test(unit) || currencyWords.test(unit.toLowerCase()));
}

/** "raise a seed round of 2 million euros" */
function isFund(reading: Reading): boolean {
	return objectWords(reading).some((lower) =>
		/^(?:round|funding|funds?|capital|money|investment|grants?|loan|donations?|sponsorship)$/.test(
			lower
		)
	);
}

/** Whether the line is about a change: a verb of change, "20 % more", "double". */
function isChange(reading: Reading, isDelivery: boolean): boolean {
	const { head, roles } = reading;
	if (isDelivery) return isNominalChange(reading);
	if (
		/^(?:eliminate|eradicate|prevent|avoid|stop|limit|contain|raise funds|vermeiden|verhindern|eliminieren|begrenzen)$/.test(
			head.base
		)
	)
		return false;
	// "two clinics extend their pilot" counts clinics.
	if (head.kind === 'subject' && roles.to && roles.to.end <= head.at.begin) return false;
	if (isChanging(head)) {
		// "raise €2M" is money to get, not a level to lift.
		const isFunding =
			head.base === 'raise' &&
			roles.to !== null &&
			!/^(?:to|by|from|above|over|least|than)$/.test(
				reading.tokens[roles.to.begin - 1]?.lower ?? ''
			) &&
			!roles.delta &&
			isMoney(roles.to.unit) &&
			(roles.to.begin === head.at.end || isFund(reading));
		return !isFunding;
	}
	return (
		roles.delta !== null &&
		(roles.delta.unit !== null || roles.delta.sign !== '' || isNominalChange(reading))
	);
}
