import type { Language } from '../advice.ts';
import { wordsOf } from '../lexicon/lexicon.ts';
import type { Token } from './tokens.ts';

const german = new Set(
	(
		'fertig statt beim jeder jede sich es vor liegt als sowie zum des im zur der die das den dem des ein eine einen einem eines einer und oder für mit von auf bis zum zur um ' +
		'im bei aus nach unsere unser unseren unserer wir werden wird ist sind nicht alle mehr weniger pro je ' +
		'über unter mindestens höchstens neue neuen neuer neues kein keine keinen zwei drei vier fünf ' +
		'ich mein meine meinen damit sodass ohne durch anfang quartal jahr jahres monat prozent tage tagen wochen aktuell innerhalb'
	).split(' ')
);
const english = new Set(
	(
		'the a an and or for with of from to by our we will is are not all more less per over under at least ' +
		'into new that who their its it be as end quarter year two three four five no every each'
	).split(' ')
);

/** The language of a line by its small words and its verbs; English where nothing speaks for German. */
export function languageOf(tokens: readonly Token[]): Language {
	let score = 0;
	for (const [at, { text, lower, kind }] of tokens.entries()) {
		if (kind !== 'word') continue;
		if (german.has(lower)) score += 2;
		if (english.has(lower)) score -= 2;
		if (/[äöüß]/.test(lower)) score += 1;
		if (/(?:ungs?|ungen|keit|heit|schaft|ieren|quote|zeit|innen|ende[rn]?)$/.test(lower))
			score += 1;
		if (/(?:tions?|ing|ments?|ness|ity|ed|ly)$/.test(lower)) score -= 1;
		const isLower = text === lower || at === 0;
		if (isLower && wordsOf('en').verb(lower)) score -= 1.5;
		if (isLower && wordsOf('de').verb(lower)) score += 1.5;
	}
	return score > 0 ? 'de' : 'en';
}
