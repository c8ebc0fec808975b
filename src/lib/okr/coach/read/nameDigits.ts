import { isModel, isVersion, isWay } from './versions.ts';
import type { Language } from '../advice.ts';
import type { Words } from '../lexicon/lexicon.ts';
import { isYear } from './date.ts';
import type { Token } from './tokens.ts';
import { isGluedUnit, magnitudes, percents, points } from './units.ts';

/** Whether the digits at a token are part of a name and no amount. */
export function isName(
	tokens: readonly Token[],
	at: number,
	language: Language,
	words: Words,
	isMetric: (lower: string) => boolean
): boolean {
	const token = tokens[at];
	if (!token) return false;
	const before = tokens[at - 1];
	const next = tokens[at + 1];
	const behind = next?.lower ?? '';
	if (/^\d+(?:\.\d+){2,}$/.test(token.text) && !/^\d{1,3}(?:\.\d{3})+$/.test(token.text))
		return true;
	const isMoney = before !== undefined && /^\p{Sc}$/u.test(before.text);
	const isShare =
		percents.test(behind) || points.test(behind) || isMoney || /^\p{Sc}$/u.test(next?.text ?? '');
	// "1:1", "24/7", "10:30", "360°", "1st": what stands between digits or right behind them tells.
	const isRatio = tokens.slice(0, at).some(({ lower }) => /^(?:ratio|verhältnis)$/.test(lower));
	if (isRatio && next?.text === ':' && /^(?:of|ratio|at|to|von|auf)$/.test(before?.lower ?? ''))
		return false;
	if (
		/^[:]$/.test(next?.text ?? '') &&
		next?.glued &&
		tokens[at + 2]?.kind === 'number' &&
		tokens[at + 2]?.glued
	)
		return true;
	if (
		/^[:]$/.test(before?.text ?? '') &&
		before?.glued &&
		token.glued &&
		tokens[at - 2]?.kind === 'number'
	)
		return true;
	if (token.text === '24' && next?.text === '/') return true;
	if (token.text === '7' && before?.text === '/' && tokens[at - 2]?.text === '24') return true;
	if (next?.text === '°') return true;
	// "5S audit", "a 360 degree review", "the 737 fleet", "DSS 4.0"
	if (next?.text === 'S' && next.glued) return true;
	if (/^(?:am|pm|a\.m|p\.m|uhr|o'clock)$/.test(behind)) return true;
	if (/^(?:180|360)$/.test(token.text) && /^(?:degrees?|grad|feedback|review|survey)$/.test(behind))
		return true;
	if (isModel(tokens, at, words) || isVersion(tokens, at, isMetric)) return true;
	if (next?.kind === 'word' && next.glued && !isGluedUnit(next, words)) return true;
	// "30-day retention", "4-hour window", "COVID-19", "Tier-1"
	if (
		next?.text === '-' &&
		next.glued &&
		tokens[at + 2]?.kind === 'word' &&
		tokens[at + 2]?.glued
	) {
		if (!/^(?:fold|fach)$/.test(tokens[at + 2]?.lower ?? '')) return !isTarget(tokens, at);
	}
	if (
		/^[-–]$/.test(before?.text ?? '') &&
		before?.glued &&
		token.glued &&
		tokens[at - 2]?.kind === 'word' &&
		!isShare
	)
		return true;
	if (before?.text === '#')
		return !/^(?:rank|ranked|be|become|reach)$/.test(tokens[at - 2]?.lower ?? '');
	if (before?.text === '.' && before.glued && token.glued && tokens[at - 2]?.kind === 'word')
		return true;
	if (before?.text === '§') return true;
	if (isShare && before?.lower !== 'top') return false;
	// A rank one climbs to counts; "the top 10 features" only say which.
	if (before?.lower === 'top') return !isRank(tokens, at, words);
	const isWholeNumber = /^\d{1,5}$/.test(token.text);
	if (
		isYear(token) &&
		!(
			next?.kind === 'word' &&
			!next.glued &&
			(words.isNoun(behind, 'outside') || words.isNoun(behind, 'metric'))
		)
	)
		return true;
	if (before?.kind === 'word' && isLabel(before.lower, words) && isLabelled(tokens, at, words))
		return true;
	// "wards 3 and 4", "grades 5–7"
	const isListed =
		/^(?:and|und|or|oder|&|,|-|–|to|bis|\/)$/.test(before?.lower ?? '') &&
		tokens[at - 2]?.kind === 'number' &&
		next?.text !== '%';
	if (isListed && isLabel(tokens[at - 3]?.lower ?? '', words) && isLabelled(tokens, at - 2, words))
		return true;
	if (
		language === 'de' ||
		before?.kind !== 'word' ||
		at < 2 ||
		(next?.kind === 'word' && magnitudes.test(behind))
	)
		return false;
	// "migrate to Angular 17", "for Falcon 9": an unknown capitalised word makes a name of the number behind it.
	const isCapital = /^\p{Lu}\p{Ll}+/u.test(before.text);
	const isKnown =
		words.verb(before.lower) !== undefined ||
		isMetric(before.lower) ||
		prepositions.has(before.lower) ||
		words.isNoun(before.lower, 'soft') ||
		words.isNoun(before.lower, 'softMetric');
	// "Glassdoor 3.6 to 4.2": a way, whatever it is called.
	if (isWay(tokens, at)) return false;
	const isCounting = next?.kind === 'word' && /s$/.test(behind) && !prepositions.has(behind);
	return isCapital && !isKnown && isWholeNumber && !isCounting && !words.isIn(behind, 'timeUnits');
}

/** "tier 1", "wards 3"; but times of a plural are counted ones. */
function isLabel(lower: string, words: Words): boolean {
	const isTime = words.isIn(lower.replace(/s$/, ''), 'timeUnits');
	return words.isIn(lower, 'labels') || (!isTime && words.isIn(lower.replace(/s$/, ''), 'labels'));
}

/** "level 3", but "level: 80" and "at a level of 80" have a mark or word between and do not come here. */
function isLabelled(tokens: readonly Token[], at: number, words: Words): boolean {
	const next = tokens[at + 1];
	const text = tokens[at]?.text ?? '';
	if (next?.kind === 'word' && magnitudes.test(next.lower) && next.glued) return false;
	if (/^(?:→|->|-->)$/.test(next?.text ?? '')) return false;
	const label = tokens[at - 1]?.lower ?? '';
	if (/^(?:per|every|each|a|pro)$/.test(tokens[at - 2]?.lower ?? '')) return false;
	if (/^\d{4,}$/.test(text))
		return /^(?:iso|din|iec|en|windows|server|office|microsoft|http|rfc|no|nr)$/.test(label);
	// "per week 40 visits": a counted noun behind makes an amount of it.
	return !(
		next?.kind === 'word' &&
		!next.glued &&
		words.isNoun(next.lower, 'outside') &&
		/^(?:week|month|day|year|quarter|page)$/.test(label)
	);
}

/** "a 5-day turnaround" after "to" is what one wants to reach. */
function isTarget(tokens: readonly Token[], at: number): boolean {
	const before = tokens[at - 1]?.lower ?? '';
	const start = /^(?:a|an)$/.test(before) ? tokens[at - 2]?.lower : before;
	const unit = tokens[at + 2]?.lower ?? '';
	if (/^(?:star|point|percent)/.test(unit)) return true;
	return (
		(start === 'to' || start === 'under' || start === 'below') &&
		/^(?:day|hour|minute|week)/.test(unit) &&
		!tokens.slice(at + 3).some(({ kind }) => kind === 'number')
	);
}

function isRank(tokens: readonly Token[], at: number, words: Words): boolean {
	for (let back = at - 2; back >= Math.max(0, at - 5); back--) {
		const { lower = '' } = tokens[back] ?? {};
		if (
			/^(?:rank|ranks|ranked|ranking|reach|place|placed|become|get|enter|among|be|land|platz|finish|end|stay|remain)$/.test(
				lower
			)
		)
			return (
				tokens[at + 1]?.kind !== 'word' || !words.isNoun(tokens[at + 1]?.lower ?? '', 'outside')
			);
	}
	return false;
}

const prepositions = new Set(
	(
		'to from by at in on for with of over under above below least most than and or about around approximately only ' +
		'the a an is are was be up down until within per all our up-to reach between across exceed'
	).split(' ')
);
