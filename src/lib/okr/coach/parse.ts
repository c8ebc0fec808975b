import type { Direction, Language, ParsedKeyResult } from './advice.ts';
import { readLine, textOf, type Reading } from './read/reading.ts';
import { metricOf } from './read/metric.ts';
import { wholeOf } from './read/ratio.ts';
import { isHoldable, objectWords } from './read/object.ts';
import type { Quantity } from './read/quantity.ts';
import { isDeterminer, prepositions, relatives } from './read/smallWords.ts';

/**
 * What one typed or pasted line says: metric, from, to, delta, unit, direction and deadline, in English or
 * German and with numbers in either convention. A proposal to be confirmed. Never throws.
 */
export function parseKeyResult(text: string, language?: Language | 'auto'): ParsedKeyResult {
	return parseReading(readLine(text, language));
}

/** The same of a line that was read already. */
export function parseReading(reading: Reading): ParsedKeyResult {
	const { roles, dates, quantities, tokens } = reading;
	const main = roles.to ?? roles.delta;
	const whole = roles.to && wholeOf(tokens, roles.to, quantities);
	const to = roles.to ? valueOf(reading, roles.to) : null;
	return {
		metric: metricOf(reading),
		from: roles.from ? valueOf(reading, roles.from) : null,
		to,
		delta: roles.to ? null : (roles.delta?.value ?? null),
		unit: whole ? '%' : main ? (main.unit ?? countedAfter(reading, main)) : null,
		direction: directionOf(reading),
		deadline: dates.deadline ? textOf(reading, dates.deadline.begin, dates.deadline.end) : null
	};
}

/** Of "3 in 4" 75, of everything else what is written. */
function valueOf({ tokens, quantities }: Reading, quantity: Quantity): number {
	const whole = wholeOf(tokens, quantity, quantities);
	return whole ? Math.round((1000 * quantity.value) / whole) / 10 : quantity.value;
}

/** Which way the number shall go; what only says a level grows towards it, unless it is a limit to stay under. */
function directionOf(reading: Reading): Direction | null {
	const { head, roles, hasAmount } = reading;
	const opening = reading.tokens[head.start]?.lower ?? '';
	if (roles.from && roles.to && roles.from.value !== roles.to.value)
		return roles.to.value > roles.from.value ? 'increase' : 'decrease';
	const { classes } = head;
	const isGoingOn = reading.tokens.some(({ lower }) => /^(?:continues?|weiterhin)$/.test(lower));
	if (isGoingOn && hasAmount && !classes.has('up') && !classes.has('down')) return 'maintain';
	if (roles.delta?.sign === '-' && !hasAmountTo(roles)) return 'decrease';
	if (opening === 'half' && roles.delta && !roles.to) return 'decrease';
	if (/^(?:fewer|less|lower|weniger|niedriger|geringere)$/.test(opening)) return 'decrease';
	if (!hasAmount && /^(?:more|higher|mehr|höhere)$/.test(opening)) return 'increase';
	if (classes.has('up') && !classes.has('down')) return 'increase';
	if (classes.has('down')) return 'decrease';
	const behind = reading.tokens.slice(roles.delta?.end ?? 0, (roles.delta?.end ?? 0) + 3);
	if (roles.delta?.sign === '-') return 'decrease';
	if (roles.delta && !roles.to && behind.some(({ lower }) => fewer.test(lower))) return 'decrease';
	if (roles.delta?.sign === '+') return 'increase';
	if (!hasAmount && !classes.has('improve') && !classes.has('maintain')) return null;
	const isHeld =
		head.base === 'hold' && objectWords(reading).some((lower) => isHoldable(reading, lower));
	const isStaying = reading.tokens.some(({ lower }) =>
		/^(?:stays?|remains?|bleib(?:t|en))$/.test(lower)
	);
	if (classes.has('maintain') || isHeld || isStaying) return 'maintain';
	if (roles.limit === 'below' || roles.to?.value === 0) return 'decrease';
	return hasAmount || classes.has('improve') ? 'increase' : null;
}

function hasAmountTo(roles: Reading['roles']): boolean {
	return roles.to !== null;
}

const fewer =
	/^(?:fewer|less|lower|reduction|decrease|decline|drop|shorter|cheaper|weniger|niedriger|reduktion|senkung|rückgang|savings?|below|under|unter|kürzer|günstiger)$/;

/** The word an amount counts: "5 engineers", "3 new enterprise customers", "12 blog posts" → "blog posts". */
function countedAfter(
	{ tokens, words, language, dates }: Reading,
	quantity: Quantity
): string | null {
	const isDate = (at: number) => dates.all.some(({ begin, end }) => at >= begin && at < end);
	let at = quantity.end;
	// "8 of 12 squads"
	if (/^(?:of|von|\/)$/.test(tokens[at]?.lower ?? '') && tokens[at + 1]?.kind === 'number') at += 2;
	const first = at;
	const isPluralAt = (index: number) => /[a-z]{3}[^s']s$/.test(tokens[index]?.lower ?? '');
	let last = -1;
	while (at < tokens.length && at - first < 5) {
		const token = tokens[at];
		if (token?.kind !== 'word' || prepositions.has(token.lower) || relatives.has(token.lower))
			break;
		if (
			/^(?:and|or|und|oder|is|are|every|a|have|has|report|via|older|newer|longer|more|less|fewer|than|can|could|will|shall|should|do|does|know|why|how)$/.test(
				token.lower
			)
		)
			break;
		const verb = words.verb(token.lower);
		// "3 customers leave", "24 instead of 29", "7 last year"
		if (
			/^(?:instead|last|this|next|previous)$/.test(token.lower) ||
			(language === 'en' && last >= 0 && isPluralAt(last) && !/s$/.test(token.lower))
		)
			break;
		if (
			last >= 0 &&
			language === 'en' &&
			/[a-z]{3}ed$/.test(token.lower) &&
			!/(?:speed|feed|need|seed|breed|hundred)$/.test(token.lower)
		)
			break;
		if (
			last >= 0 &&
			(verb?.forms.has('past') || words.isIn(token.lower, 'states') || isDeterminer(token.lower))
		)
			break;
		if (isDate(at)) break;
		if (language === 'de' && last >= 0 && token.text === token.lower) break;
		if (
			last >= 0 &&
			isDeterminer(tokens[at + 1]?.lower ?? '') &&
			!/^ne[wu]/.test(tokens[at + 1]?.lower ?? '')
		)
			break;
		if (
			last < 0 &&
			language === 'de' &&
			token.text === token.lower &&
			!/^\p{Lu}/u.test(tokens[at + 1]?.text ?? '')
		)
			break;
		const isGlued =
			tokens[at + 1]?.text === '-' && tokens[at + 1]?.glued && tokens[at + 2]?.kind === 'number';
		if (isGlued) {
			at += 3;
			continue;
		}
		// "60 parents sign up", "5 Entwicklerinnen einstellen"
		const isPlural = /(?:s|people|staff|men|children)$/.test(tokens[last]?.lower ?? '');
		if (
			last >= 0 &&
			verb &&
			(language === 'de'
				? token.text === token.lower
				: isPlural && !words.isNoun(token.lower, 'outside') && !words.isNoun(token.lower, 'metric'))
		)
			break;
		last = at;
		at++;
	}
	return last < 0 ? null : (tokens[last]?.text ?? null);
}
