import { magnitudeOf } from '../../magnitude.ts';
import type { Language } from '../advice.ts';
import type { Words } from '../lexicon/lexicon.ts';
import type { Quantity } from './quantity.ts';
import type { Token } from './tokens.ts';

/* Magnitudes and units behind digits, as people write them in a sentence. ../../unit.ts reads a field, where nothing else stands. */

export const currencyWords =
	/^(?:eur|euros?|usd|dollars?|gbp|chf|sfr|pounds?|sek|nok|dkk|pln|inr|aud|cad|sgd|aed|jpy|us|rs|franken)$/;

export const percents = /^(?:%|percent|per-cent|pct|prozent|v\.?h)$/;

export const points = /^(?:pp|ppt|ppts|pps|prozentpunkte?n?|%-punkte?n?|percentage-points?)$/;

const scores = /^(?:points?|pts?|punkte?n?|basis-points?|bps|stars?|sterne?n?)$/;

const times = /^(?:x|×|times|fold|fach|mal)$/;

const glues =
	/^(?:kb|mb|gb|tb|pb|kg|g|mg|t|km|m|cm|mm|l|ml|kwh|mwh|kw|mw|wh|hz|khz|mhz|ghz|°|ft|mi|lb|lbs|oz|sqm|m²|m2|mbps|gbps|rps|qps|tps|rpm|co2e?|fps|dpi|px|db|w|v|ct)$/;

/** "71d", "8wks", "14mo": only right behind the digits. */
const shortTimes = /^(?:d|wks?|mos?|mths?|yrs?)$/;

export const magnitudes =
	/^(?:k|m|mm|b|bn|mn|mio|mill|mrd|tsd|million|millions|thousand|billion|billions|trillion|lakhs?|crores?|tausend|millionen?|milliarden?|hundred|dozen|t€|teur|mln|mil)$/i;

/** Unit and end of an amount whose digits and magnitude end before a token. */
export function unitAt(
	tokens: readonly Token[],
	at: number,
	currency: string,
	words: Words
): Pick<Quantity, 'unit' | 'end' | 'isTime'> {
	const next = tokens[at];
	const lower = next?.lower ?? '';
	const plain = (unit: string | null, end: number, isTime = false) => ({ unit, end, isTime });
	// In "250 TEUR" thousand and euro are one word.
	if (tokens[at - 1]?.lower === 'teur') return plain('EUR', at);
	if (currency !== '') return plain(currency, at);
	if (!next) return plain(null, at);
	const second = tokens[at + 1]?.lower ?? '';
	if (next.text === '%' && /^(?:points?|punkte?n?|pts?|pp)$/.test(second))
		return plain('pp', at + 2);
	if (
		next.text === '%' &&
		second === '-' &&
		/^(?:punkte?n?|points?)$/.test(tokens[at + 2]?.lower ?? '')
	)
		return plain('pp', at + 3);
	if (/^(?:percentage|percent)$/.test(lower) && /^(?:points?|pts?)$/.test(second))
		return plain('pp', at + 2);
	if (lower === 'per' && second === 'cent') return plain('%', at + 2);
	if (percents.test(lower)) return plain('%', at + 1);
	if (points.test(lower)) return plain('pp', at + 1);
	if (/^basis$/.test(lower) && second === 'points') return plain('basis points', at + 2);
	if (scores.test(lower)) return plain(next.text, at + 1);
	if (times.test(lower) && (next.glued || lower === '×')) return plain('x', at + 1);
	if (/^-$/.test(next.text) && next.glued && /^(?:fold|fach)$/.test(second))
		return plain('x', at + 2);
	if (lower === 'times' && !/^(?:a|per|each|every)$/.test(second)) return plain('x', at + 1);
	if (/^\p{Sc}$/u.test(next.text) || (currencyWords.test(lower) && lower !== 'us'))
		return plain(next.text, at + 1);
	if (words.isIn(lower, 'timeUnits') || words.isIn(lower.replace(/s$/, ''), 'timeUnits'))
		return plain(next.text, at + 1, true);
	if (
		/^(?:business|working|calendar)$/.test(lower) &&
		words.isIn(second.replace(/s$/, ''), 'timeUnits')
	)
		return plain(`${next.text} ${tokens[at + 1]?.text}`, at + 2, true);
	if (next.glued && shortTimes.test(lower)) return plain(next.text, at + 1, true);
	if (next.kind === 'word' && glues.test(lower)) return plain(next.text, at + 1);
	return plain(null, at);
}

export function scaleOf(
	tokens: readonly Token[],
	at: number,
	language: Language,
	isMoney: boolean,
	words: Words
): number | null {
	const word = tokens[at]?.text ?? '';
	const lower = word.toLowerCase();
	if (lower === 'hundred') return 2;
	if (lower === 'dozen') return Math.log10(12);
	if (/^lakhs?$/.test(lower)) return 5;
	if (/^crores?$/.test(lower)) return 7;
	if (lower === 'mm') return isMoney ? 6 : null;
	if (lower === 'mil') return 6;
	if (lower === 't€' || lower === 'teur') return 3;
	const next = tokens[at + 1];
	// "20m users" are millions, "within 20m" are minutes or metres.
	const counts =
		next?.kind === 'word' &&
		!words.isIn(next.lower, 'timeUnits') &&
		(words.isNoun(next.lower, 'outside') || words.isNoun(next.lower, 'metric'));
	const isCounted = next?.kind !== 'word' && isCountBefore(tokens, at, words);
	const power = magnitudeOf(
		word,
		language,
		isMoney || counts || isCounted || /^\p{Sc}$/u.test(next?.text ?? '')
	);
	return typeof power === 'number' ? power : null;
}

/** "Donations: 1.2m", "subscribers from 1.2m": millions behind what is counted, unless that is a time or a length. */
function isCountBefore(tokens: readonly Token[], at: number, words: Words): boolean {
	const before = tokens.slice(Math.max(0, at - 7), at - 1).map(({ lower }) => lower);
	const isCount = before.some((lower) =>
		/^(?:revenues?|sales|arr|mrr|gmv|donations?|income|profit|budget|funding|spend|costs?|users?|customers?|subscribers?|downloads?|visits?|visitors?|views?|sessions|impressions|followers|readers|listeners|players|members|installs|transactions|orders|streams|copies|tickets|umsatz|spenden)$/.test(
			lower
		)
	);
	const isLength = before.some(
		(lower) =>
			/^(?:time|times|duration|distance|length|height|depth|latency|wait|queue|within|under)$/.test(
				lower
			) || words.isIn(lower, 'timeUnits')
	);
	return isCount && !isLength;
}

export function isGluedUnit(next: Token, words: Words): boolean {
	const { lower } = next;
	return (
		magnitudes.test(lower) ||
		percents.test(lower) ||
		points.test(lower) ||
		scores.test(lower) ||
		times.test(lower) ||
		glues.test(lower) ||
		shortTimes.test(lower) ||
		currencyWords.test(lower) ||
		words.isIn(lower, 'timeUnits') ||
		words.isIn(lower.replace(/s$/, ''), 'timeUnits')
	);
}
