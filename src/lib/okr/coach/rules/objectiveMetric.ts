import { parseReading } from '../parse.ts';
import { objectNoun, objectWords } from '../read/object.ts';
import type { Reading } from '../read/reading.ts';
import { isChanging } from '../read/verb.ts';
import { purposeAt } from './clauses.ts';
import { hasPlaceholder } from './placeholder.ts';
import { thingOf } from './ownWords.ts';
import { spanOf, type Finding } from './rule.ts';

const hardMetrics =
	/^(?:revenues?|sales|arr|mrr|gmv|profits?|margins?|ebitda|costs?|churn|retention|conversions?|rates?|sign-?ups?|downloads?|installs?|traffic|nps|csat|enps|leads?|ctr|cac|ltv|emissions?|waste|consumption|accidents?|injur(?:y|ies)|infections?|complaints?|errors?|footprint|delays?|cancellations|readmissions|mortality|crime|unemployment|headcount|utilisation|utilization|occupancy|throughput|productivity-rate|backlog|debt|emissionen|unfälle|fehler|beschwerden|mau|dau|wau|users?|customers?|clients?|subscribers?|followers?|members?|donations?|bookings?|orders?|attrition|turnover|absenteeism|defects?|bugs|incidents|tickets|uptime|downtime|latency|time|times|share|size|base|volume|number|count|pageviews|visits?|visitors|installations|enrol?lments?|attendance|pipeline|spend|expenses|budget|income|umsatz|umsätze|gewinn|marge|kosten|abwanderung|fluktuation|kundenzahl|nutzerzahl(?:en)?|mitgliederzahl(?:en)?|fehlerquote|krankenstand|besucherzahlen|neukunden|marktanteil|durchlaufzeit(?:en)?|wartezeit(?:en)?|lieferzeit(?:en)?|verkäufe|anmeldungen|downloads)$/;

/** `contains-metric`: a numeric target, or nothing but the movement of a countable metric. */
export function containsMetric(reading: Reading): Finding | null {
	const { roles, head } = reading;
	const main = roles.to ?? roles.delta;
	if (main && !isRhetorical(reading)) {
		const { metric } = parseReading(reading);
		return { span: spanOf(reading, main.begin, main.end), confidence: 0.9, words: { metric } };
	}
	if (hasPlaceholder(reading)) return { span: spanOf(reading, 0, 0), confidence: 0.9 };
	if (!isBareMovement(reading)) return null;
	return {
		span: spanOf(reading, head.at.begin, head.object.end),
		confidence: 0.65,
		words: { metric: thingOf(reading) }
	};
}

/** "one team", "zero friction", "no one is left behind", "number one": a figure of speech. */
function isRhetorical({ roles, quantities, tokens }: Reading): boolean {
	const main = roles.to ?? roles.delta;
	if (!main?.isWord) return false;
	// "… without having to ask three committees"
	const isAside = tokens
		.slice(0, main.begin)
		.some(({ lower }) => /^(?:without|who|which|that|where|whose|ohne)$/.test(lower));
	if (isAside && main.value < 10 && main.unit === null) return true;
	const next = tokens[main.end]?.lower ?? '';
	if (main.value === 1) return true;
	const isMeasured = tokens
		.slice(main.end, main.end + 3)
		.some(({ lower }) => hardMetrics.test(lower));
	if (main.value === 0 && isMeasured) return false;
	if (main.value === 0)
		return (
			!/(?:s|waste|emission|downtime|carbon)$/.test(next) ||
			/^(?:compromises|regrets|surprises|barriers|limits|excuses|worries|boundaries)$/.test(next)
		);
	return quantities.length === 1 && main.value < 4 && main.unit === null && !/s$/.test(next);
}

/** "Increase revenue", "Grow our customer base", "Reduce churn": a verb of change and its metric, no purpose. */
function isBareMovement(reading: Reading): boolean {
	const { head, tokens } = reading;
	const opening = tokens[head.start]?.lower ?? '';
	if (head.kind === 'none' && /^(?:more|higher|fewer|lower|less|mehr|weniger)$/.test(opening))
		return tokens.length - head.start <= 4 && hardMetrics.test(tokens.at(-1)?.lower ?? '');
	const isMoving =
		isChanging(head) ||
		/^(?:drive|maximize|achieve|get|gain|win|acquire|generate|attract|gewinnen|generieren)$/.test(
			head.base
		);
	if (!isMoving || (head.kind !== 'verb' && head.kind !== 'thing')) return false;
	const noun = objectNoun(reading);
	if (!hardMetrics.test(noun) && !/^(?:growth)$/.test(noun)) return false;
	const object = objectWords(reading);
	if (
		noun === 'growth' &&
		!object.some((lower) => /^(?:revenue|sales|user|customer|subscriber|arr)$/.test(lower))
	)
		return false;
	if (/^(?:get|gain|win|acquire|attract|achieve)$/.test(head.base) && object.length > 3)
		return false;
	if (head.classes.has('improve') && /^(?:customers?|users?|clients?|members?)$/.test(noun))
		return false;
	// "grow revenue and build a happy team" is more than a movement.
	const hasOther = tokens.some(({ lower }, at) => {
		const verb =
			at > head.at.end && /^(?:and|,|&)$/.test(tokens[at - 1]?.lower ?? '')
				? reading.words.verb(lower)
				: undefined;
		return verb?.forms.has('base') && !isChanging(verb);
	});
	return !hasOther && tokens.length - head.object.end <= 6 && purposeAt(reading) < 0;
}
