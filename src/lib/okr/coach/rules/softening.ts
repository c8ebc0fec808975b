import { gettingVerbs } from './notOutput.ts';
import { isOutcomeNoun } from '../read/object.ts';
import { prepositions } from '../read/smallWords.ts';
import { verbAt } from '../read/verb.ts';
import type { Quantity } from '../read/quantity.ts';
import type { Reading } from '../read/reading.ts';

const bridges = new Set(
	'and to so that which resulting leading driving generating reaching achieving increasing reducing bringing raising lifting cutting with used adopted by , ; – — und damit sodass um mit wodurch'.split(
		' '
	)
);

/**
 * The index of the amount of an outcome that is attached to an output ("launch the portal *and raise
 * self-service to 40 %*", "… with 300 attendees"), or -1. What the output itself is done to ("train 50
 * teachers") is none.
 */
export function softeningAt(reading: Reading): number {
	const { head, quantities, tokens } = reading;
	const objectEnd = head.object.end;
	for (const quantity of quantities) {
		if (quantity.begin < objectEnd && head.kind !== 'participle') continue;
		if (quantity.begin < head.at.end) continue;
		const between = tokens.slice(Math.max(head.at.end, objectEnd), quantity.begin);
		const lowers = between.map(({ lower }) => lower);
		if (lowers.length > 24 || !hasBridge(lowers, asking.test(head.base))) continue;
		if (
			hasOutcomeVerb(reading, Math.max(head.at.end, objectEnd), quantity) ||
			isOutcomeCounted(reading, quantity.end)
		) {
			return quantity.begin;
		}
	}
	return -1;
}

/** "validate the price with 20 prospects": those one asks are who it is done with, and no outcome. */
const asking =
	/^(?:validate|verify|test|pilot|trial|check|discuss|review|prototype|research|validieren|testen|prüfen|pilotieren|besprechen)$/;

function hasBridge(lowers: string[], isAsking: boolean): boolean {
	return lowers.some((lower) => bridges.has(lower) && !(isAsking && /^(?:with|mit)$/.test(lower)));
}

/** A verb of change, of a level or of what others do, between the output and the amount. */
function hasOutcomeVerb(reading: Reading, begin: number, quantity: Quantity): boolean {
	const end = quantity.begin;
	const { tokens, words } = reading;
	let hasMeasure = quantity.unit === '%' || quantity === reading.roles.from;
	let hasVerb = false;
	for (let at = begin; at < end; at++) {
		const { lower = '' } = tokens[at] ?? {};
		if (isOutcomeNoun(reading, lower)) hasMeasure = true;
		const verb = verbAt(tokens, at, words)?.verb;
		if (!verb || prepositions.has(lower)) continue;
		if (['up', 'down', 'level', 'improve'].some((name) => verb.classes.has(name as 'up')))
			hasVerb = true;
		if (verb.classes.has('either') && verb.base !== 'host') hasVerb = true;
		// "… and get 50 paying teams": what is got comes from others.
		if (at > begin && gettingVerbs.has(verb.base)) hasMeasure = true;
	}
	return hasVerb && (hasMeasure || isOutcomeCounted(reading, quantity.end, true));
}

/** "300 attendees", "an NPS of 40", "500 new sign-ups" behind "with": counted others, but not who it is done for. */
function isOutcomeCounted(reading: Reading, at: number, arePeopleToo = false): boolean {
	const { tokens, words } = reading;
	for (let index = at; index < Math.min(tokens.length, at + 4); index++) {
		const token = tokens[index];
		if (token?.kind !== 'word') {
			if (token?.text === '%') continue;
			return false;
		}
		if (prepositions.has(token.lower) && token.lower !== 'of') return false;
		if (/^(?:users?|customers?|clients?|students?|patients?|kunden|nutzer)$/.test(token.lower)) {
			return (
				arePeopleToo || words.verb(tokens[index + 1]?.lower ?? '')?.classes.has('outcome') === true
			);
		}
		if (
			words.isNoun(token.lower, 'outside') ||
			words.isNoun(token.lower, 'softMetric') ||
			/^(?:nps|csat|rate|conversion|retention|churn)$/.test(token.lower)
		)
			return true;
	}
	return false;
}
