import { isOutcomeNoun, objectNoun, objectWords } from '../read/object.ts';
import { lowersOf, type Reading } from '../read/reading.ts';

/* Where a verb of output is none: what others do, a level of service, praise, another sense of the verb. */

/** Of the verbs that go both ways, those that get something from others unless the object says otherwise. */
export const gettingVerbs = new Set(
	(
		'get gain acquire win upsell up-sell cross-sell earn receive bring bring-in book raise close sell convert capture obtain secure sign land generate pass ' +
		'gewinnen generieren sichern erhalten erzielen bekommen erzeugen akquirieren verkaufen einwerben buchen erlangen einnehmen vermitteln'
	).split(' ')
);

/** Work that stays the team's own, whoever it is done to. */
export const makingVerbs = new Set(
	'build create develop establish generate foster make design aufbauen schaffen entwickeln etablieren bauen gestalten'.split(
		' '
	)
);

/** With praise for its object it says how good, not what: "provide excellent service". */
export const praised =
	/^(?:provide|deliver|create|build|offer|develop|produce|make|establish|bieten|anbieten|liefern|schaffen|bereitstellen)$/;

export const pureAbstract =
	/^(?:culture|trust|mindset|awareness|reputation|relationships?|loyalty|confidence|understanding|alignment|collaboration|communication|innovation|excellence|well-?being|kultur|vertrauen|bewusstsein|verständnis|zusammenarbeit)$/;

/** "answer incoming requests", "process payroll": work that never ends is no delivery. */
export function isRoutine({ head, hasAmount }: Reading): boolean {
	return (
		!hasAmount &&
		head.kind === 'verb' &&
		/^(?:handle|process|answer|respond|reply|serve|pay|bearbeiten|beantworten|bezahlen)$/.test(
			head.base
		)
	);
}

/** "deliver 99.9 % uptime", "run at 80 % capacity": a verb of output with a measure for its object. */
export function isMeasured(reading: Reading, noun: string): boolean {
	const { head, words, hasAmount } = reading;
	if (!hasAmount || !(words.isNoun(noun, 'metric') || words.isNoun(noun, 'softMetric')))
		return false;
	if (words.isNoun(noun, 'audience') || words.isNoun(noun, 'unitOfService')) return false;
	const main = reading.roles.to ?? reading.roles.delta;
	if (main?.unit === null && !/^(?:score|nps|csat|rating)$/.test(noun)) return false;
	return /^(?:run|perform|start|begin|finish|hold|provide|deliver|complete|execute|operate|post|log|order|market)$/.test(
		head.base
	);
}

/** What staff are made to do; anything else they do is a behaviour that changed. */
export function isDuty(base: string): boolean {
	return /^(?:complete|attend|finish|train|teilnehmen|abschließen)$/.test(base);
}

/** "customers complete …", "80 % of users create …": a subject from outside. */
export function isDoneByOthers(reading: Reading): boolean {
	const { head, words } = reading;
	return lowersOf(reading, head.start, head.at.begin).some(
		(lower) =>
			words.isNoun(lower, 'outside') ||
			(words.isNoun(lower, 'audience') && !words.isNoun(lower, 'measure') && !staff.test(lower))
	);
}

/** Those of one's own house: what they complete was set for them. */
const staff =
	/^(?:employees?|staff|colleagues?|teams?|managers?|leaders?|executives?|engineers?|developers?|designers?|nurses?|doctors?|teachers?|everyone|everybody|all|people|person|agents?|reps?|hires?|joiners?|workers?|drivers?|department|departments|faculty|board|crew|operators?|technicians?|volunteers?|seniors?|analysts?|directors?|mitarbeite\p{L}*|beschäftigte\p{L}*|führungskr\p{L}*|lehrkr\p{L}*|pflegekr\p{L}*|teams?|kolleg\p{L}*|alle|jeder)$/u;

/** "articles published about us", "leads generated", "invoices paid": others did it, or it counts what they did. */
export function isDoneOutside(reading: Reading): boolean {
	const { head, words, tokens } = reading;
	const nouns = objectWords(reading);
	const noun = objectNoun(reading);
	if (
		tokens[head.at.end]?.lower === 'by' &&
		lowersOf(reading, head.at.end, head.at.end + 6).some((lower) => words.isNoun(lower, 'outside'))
	)
		return true;
	if (
		/^(?:about|per|every|each|a|from|monthly|weekly|daily|pro|je)$/.test(
			tokens[head.at.end]?.lower ?? ''
		)
	)
		return true;
	if (nouns.some((lower) => /^(?:press|media|presse|medien)$/.test(lower))) return true;
	if (
		nouns.some((lower) => words.isNoun(lower, 'measure')) &&
		!reading.quantities.some(({ unit }) => unit === '%')
	)
		return true;
	if (/^(?:complete|conduct|hold|run|finish|perform)$/.test(head.base)) return false;
	return head.classes.has('either')
		? isOutcomeNoun(reading, noun)
		: words.isNoun(noun, 'outside') &&
				!/^(?:train|educate|interview|survey|migrate|onboard|contact|visit|call|screen|coach|teach|mentor|vaccinate|schulen|befragen|migrieren|ausbilden)$/.test(
					head.base
				);
}

export function isPraised(reading: Reading): boolean {
	const { words } = reading;
	const object = objectWords(reading);
	return (
		object.some(
			(lower) =>
				words.isIn(lower, 'hype') &&
				!/^(?:new|digital|more|high|continuous|operational|overall|most|modern|moderne|digitale)$/.test(
					lower
				)
		) &&
		(words.isNoun(objectNoun(reading), 'soft') || words.isNoun(objectNoun(reading), 'abstract'))
	);
}

/** "build trust", "create a culture of feedback": no delivery, rather vague. */
export function isAbstract(reading: Reading, noun: string): boolean {
	const { words } = reading;
	const named = objectWords(reading);
	const first = named.find((lower) => words.isNoun(lower, 'abstract'));
	return (
		words.isNoun(noun, 'abstract') ||
		(first !== undefined &&
			named.indexOf(first) <= 2 &&
			!named.some((lower) =>
				/^(?:website|site|app|page|portal|tool|plan|document|program|programme|event|guide|course|dashboard|campaign|policy|workshop|survey)s?$/.test(
					lower
				)
			))
	);
}

/** "run out of stock", "hold at 5 %", "order rate": readings of a verb that are no work. */
export function isAnother(reading: Reading): boolean {
	const { head, tokens } = reading;
	const behind = tokens[head.at.end]?.lower ?? '';
	if (/^(?:finish|start|begin|end)$/.test(head.base))
		return /^(?:in|at|among|with|above|below)$/.test(behind);
	if (head.base === 'run') return /^(?:out|at|on|smoothly)$/.test(behind);
	if (
		head.base === 'hold' &&
		/\b(?:steady|stable|constant|flat)\b/.test(lowersOf(reading).join(' '))
	)
		return true;
	if (head.base === 'hold')
		return (
			/^(?:at|steady|below|above|under)$/.test(behind) ||
			(tokens[head.at.end]?.kind === 'word' &&
				isOutcomeNoun(reading, objectNoun(reading)) &&
				reading.hasAmount)
		);
	if (head.base === 'set')
		return /^(?:a|new)$/.test(behind) && lowersOf(reading).includes('record');
	if (head.base === 'meet')
		return (
			!/^(?:with|\d+|all|every)$/.test(behind) &&
			!reading.words.isNoun(objectNoun(reading), 'audience')
		);
	if (head.base === 'halten')
		return !/(?:vortrag|vorträge|workshops?|rede|reden|sitzung(?:en)?|präsentation(?:en)?|schulung(?:en)?|sprechstunden?)$/.test(
			objectNoun(reading)
		);
	if (head.base === 'schaffen') return reading.hasAmount;
	if (head.base === 'see') return true;
	return head.base === 'reach' || (head.base === 'order' && behind === ':');
}
