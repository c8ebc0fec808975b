import { lowersOf, type Reading } from '../read/reading.ts';
import { objectWords } from '../read/object.ts';
import { spanOf, type Finding } from './rule.ts';

const ownWork =
	/^(?:skill|skills|career|promotion|cv|resume|résumé|manager|engineer|leader|developer|speaker|goals?|time|work|knowledge|role|job|salary|boss|coach|mentor|desk|inbox|fähigkeiten|karriere|wissen|rolle|arbeit|englisch)$/;
const readings =
	/^(?:books?|papers?|articles?|chapters?|novels?|bücher|buch|artikel|fachbücher|fachbuch|fachartikel)$/;
const runs =
	/^(?:k|km|kms|miles?|marathons?|kilometers?|kilometres?|halbmarathon|10k|5k|half-marathon)$/;
const courses =
	/^(?:course|courses|class|classes|degree|diploma|bootcamp|mooc|certificate|nanodegree|lessons|kurs|kurse|sprachkurs|\p{L}+kurs|weiterbildung|onlinekurs)$/u;
const badges =
	/^(?:aws|azure|pmp|scrum|cissp|ckad?|cka|cpa|cfa|psm|csm|comptia|toefl|ielts|prince2|itil|cism|gcp|salesforce|shrm|google)$/;
const posts =
	/^(?:engineer|manager|director|lead|developer|analyst|designer|leader|speaker|writer|listener|consultant|partner|architect|principal|staff|vp|communicator|presenter|coach|teamlead|führungskraft|entwickler|leiter)$/;

/**
 * `individual`: one person's own skill, career or habit. Says "I" or "my", or speaks of a promotion, books to
 * read, a language to learn, a marathon. Cairn has team goals only.
 */
export function isIndividual(reading: Reading): Finding | null {
	const at = individualAt(reading);
	return at < 0
		? null
		: { span: spanOf(reading, at, at + 1), confidence: at === reading.head.start ? 0.85 : 0.8 };
}

function individualAt(reading: Reading): number {
	const me = meAt(reading);
	if (me >= 0) return me;
	const { head, words } = reading;
	const object = objectWords(reading);
	const lowers = lowersOf(reading);
	const first = lowers[head.start] ?? '';
	const hasOthers = lowers.some(
		(lower) =>
			words.isNoun(lower, 'outside') ||
			(/s$/.test(lower) && words.isNoun(lower, 'audience') && !posts.test(lower)) ||
			/^(?:team|teams|staff|employees|everyone|engineers|mitarbeiter|our|we|mitarbeitende|unsere)$/.test(
				lower
			)
	);
	if (
		/^(?:get|be|become|got|earn|receive)$/.test(first) &&
		/^(?:promoted|promotion)$/.test(
			lowers.slice(head.start + 1, head.start + 4).find((lower) => /^promot/.test(lower)) ?? ''
		)
	)
		return head.start;
	if (lowers.some((lower) => /^(?:befördert|beförderung|gehaltserhöhung)$/.test(lower)))
		return head.start;
	if (hasOthers) return -1;
	if (
		/^(?:read|reading|finish|lesen|lese)$/.test(first) &&
		lowers.some((lower) => readings.test(lower))
	)
		return head.start;
	if (/lesen$/.test(lowers.at(-1) ?? '') && lowers.some((lower) => readings.test(lower)))
		return head.start;
	if (
		/^(?:run|finish|complete|swim|jog|cycle|walk|train|laufen)$/.test(first) &&
		lowers.some((lower) => runs.test(lower))
	)
		return head.start;
	if (
		lowers.some((lower) => /^(?:marathon|halbmarathon)$/.test(lower)) &&
		head.classes.size <= 2 &&
		object.length <= 3 &&
		!/^(?:organi[sz]e|host|sponsor|launch)$/.test(head.base)
	)
		return head.start;
	if (words.isIn(first, 'ownSkill') && !/^(?:study|practice|run|master|read)$/.test(first))
		return head.start;
	if (
		/^(?:study|practice|practise|master)$/.test(first) &&
		(object.length <= 4 || lowers.includes('exam')) &&
		!(first === 'master' && /^(?:the|new)$/.test(lowers[head.start + 1] ?? ''))
	)
		return head.start;
	if (/lernen$|meditieren$/.test(lowers.filter((lower) => /\p{L}/u.test(lower)).at(-1) ?? ''))
		return head.start;
	if (
		/^(?:complete|finish|take|attend|pass|einen|ein|enroll|enrol|do|earn|get|obtain|besuchen|start)$/.test(
			first
		) &&
		lowers.slice(0, 9).some((lower) => courses.test(lower)) &&
		!lowers.includes('of')
	)
		return head.start;
	if (
		/^(?:complete|finish|take|pass|earn|get|obtain|achieve|become)$/.test(first) &&
		lowers.slice(head.start, head.start + 7).some((lower) => badges.test(lower)) &&
		lowers.some((lower) => /^(?:certification|certificate|certified|exam|score|test)$/.test(lower))
	)
		return head.start;
	if (
		/^(?:grow|develop)$/.test(first) &&
		lowers[head.start + 1] === 'as' &&
		posts.test(lowers[head.start + 3] ?? '')
	)
		return head.start;
	if (first === 'become' && /^(?:fluent|certified|proficient)$/.test(lowers[head.start + 1] ?? ''))
		return head.start;
	if (
		first === 'become' &&
		/^(?:a|an|ein|eine)$/.test(lowers[head.start + 1] ?? '') &&
		posts.test(
			lowers
				.slice(head.start + 2, head.start + 6)
				.filter((lower) => posts.test(lower))
				.at(-1) ?? ''
		) &&
		!lowers.includes('in')
	)
		return head.start;
	if (
		/^(?:lose|gain)$/.test(first) &&
		lowers.some((lower) => /^(?:kg|kilos?|pounds|lbs|weight)$/.test(lower))
	)
		return head.start;
	if (
		/^(?:exercise|meditate|journal|wake|sleep|jog|swim|go)$/.test(first) &&
		lowers.some((lower) => /^(?:gym|daily|day|week|times|early|hours|morning|minutes)$/.test(lower))
	)
		return head.start;
	// "delegate more and learn to say no"
	const learning = lowers.indexOf('learn');
	if (learning >= 0 && /^(?:to|how)$/.test(lowers[learning + 1] ?? '') && !/%/.test(reading.text))
		return learning;
	const personal = lowers.findIndex(
		(lower) =>
			words.isIn(lower, 'personal') &&
			/^(?:gym|toefl|ielts|mba|phd|toastmasters|jogging|yoga|tagebuch|masterarbeit|doktorarbeit|fitnessstudio|bedtime|piano|guitar|klavier|gitarre|lebenslauf|masterarbeit|résumé|cv)$/.test(
				lower
			)
	);
	if (personal >= 0 && object.length <= 5) return personal;
	return /\b(?:public speaking|time management|inbox zero|work-life balance|linkedin profile|personal (?:brand|development|growth|productivity)|typing speed|speaking skills|presentation skills|coding skills|leadership skills|english skills)\b/.test(
		lowers.join(' ')
	) && object.length <= 6
		? head.start
		: -1;
}

/** "I", "my": but not of a product ("My Account"), of "Type I" or in somebody's quoted words. */
function meAt({ tokens, words }: Reading): number {
	return tokens.findIndex((token, at) => {
		if (token.kind !== 'word' || !words.isIn(token.lower, 'me')) return false;
		const before = tokens[at - 1];
		const next = tokens[at + 1];
		if (token.lower === 'i')
			return (
				token.text === 'I' &&
				next?.kind === 'word' &&
				!(
					before?.kind === 'word' &&
					/^\p{Lu}|^(?:type|phase|class|tier|level|part|stage|act|world|war)$/u.test(before.text)
				) &&
				!/^(?:and|or|to|of|in|with|at|by|for|from)$/.test(next.lower)
			);
		if (before && /^["“„'‘«]$/.test(before.text)) return false;
		if (
			/^m(?:y|ein)/.test(token.lower) &&
			next &&
			/^\p{Lu}/u.test(next.text) &&
			words.isIn('mein', 'me') === false &&
			token.text !== 'my'
		)
			return ownWork.test(next.lower);
		return token.lower !== 'mine' && token.lower !== 'mich' && token.lower !== 'mir'
			? true
			: at === 0;
	});
}
