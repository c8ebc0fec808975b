import { prepositions, relatives } from './smallWords.ts';
import type { Token } from './tokens.ts';

/** What happens once, at a time that the team knows: the last word of "the board meeting", "Messe", "Saisonstart". */
const events =
	/(?:^|-)(?:launch|release|season|seasons|conference|summit|fair|expo|holidays?|vacations?|break|term|intake|semester|close|simulation|test|drill|exercise|survey|assessment|evaluation|match|game|edition|visit|iteration|ga|eol|ipo|sop|demo|festival|fest|elections?|exams?|finals?|tournament|championships?|cup|opening|reopening|go-live|golive|kick-?off|gala|weekend|anniversary|birthday|ceremony|meeting|agm|assembly|congress|harvest|inspection|audit|trial|beta|alpha|pilot|rollout|cutover|race|graduation|closing|prom|sowing|change|period|peak|sale|sales|camp|olympics|regatta|marathon|concert|exhibition|premiere|show|symposium|convention|retreat|offsite|all-hands|hackathon|review|renewal|expiry|migration|relaunch|inventory|stocktake|budget|census|deadline|round|wave|phase|project|programme|program|winter|summer|spring|autumn|christmas|easter|ramadan|rains?|monsoon|snow|frost|thaw|time|eve|friday|monday|tuesday|wednesday|thursday|sunday|saturday|day|week|month|year)$|(?:messe|saison|ferien|start|beginn|ende|abschluss|konferenz|tagung|kongress|eröffnung|prüfung|sitzung|versammlung|wahl|wahlen|fest|tag|woche|geschäft|ernte|inventur|stichtag|umzug|markt|turnier|wechsel|premiere|jubiläum|urlaub|pause|phase|audit|launch|release|winter|sommer|go-live)$/u;

/** Named ones that end in none of these. */
const names =
	/^(?:gamescom|wwdc|ces|ifa|cebit|oktoberfest|wimbledon|eurovision|comic-con|bauma|drupa|anuga|itb|medica|didacta|re:invent|dreamforce|golden|diwali|holi|purim|yom|labou?r|memorial|bastille|independence|mother's|father's|valentine's)$/;

/** Of a day, of a single case, or a way of doing: no date. */
const noEvent =
	/^(?:noon|lunch|midnight|midday|breakfast|dinner|bedtime|morning|evening|hand|phone|email|mail|post|default|design|law|half|far|day|week|month|year|quarter|time|change|hour|day's|tag|woche|monat|jahr|ort|allem|kurzem|sale|sales|project|budget|customers?|show|round|review|program|programme)$/;

/**
 * The index behind a named event that begins at a token, or the same index where none does: "the rainy season", "go-live",
 * "Giving Tuesday", "end of the trial". It has to close the line or its clause. `isOpen` where the word before it can only
 * be followed by a time ("before", "until"), and any proper name is one; `isBare` where a single small word is none.
 */
export function eventEnd(
	tokens: readonly Token[],
	begin: number,
	isOpen: boolean,
	isBare = false
): number {
	let at = begin;
	const isEdge = /^(?:end|close|start|beginning|ende|beginn|abschluss)$/;
	while (at < tokens.length && at - begin < 7) {
		const token = tokens[at];
		if (!token || (token.kind === 'mark' && !/^[.'’&-]$/.test(token.text))) break;
		if (token.text === '.' && !(token.glued && tokens[at + 1]?.glued)) break;
		const isOf =
			/^(?:of|der|des|vom|von)$/.test(token.lower) && isEdge.test(tokens[at - 1]?.lower ?? '');
		// "vor der Messe 30 Termine"
		if (token.kind === 'number' && at > begin && tokens[at + 1]?.kind === 'word') break;
		if (!isOf && (prepositions.has(token.lower) || relatives.has(token.lower)) && at > begin) break;
		if (/^(?:and|or|is|are|they|we|it|und|oder|sie|wir)$/.test(token.lower)) break;
		at++;
	}
	const behind = tokens[at];
	if (at === begin || at - begin > 6) return begin;
	const isGerman = /^\p{Lu}/u.test(tokens[at - 1]?.text ?? '');
	if (behind?.kind === 'number' && !isGerman) return begin;
	const words = tokens.slice(begin, at);
	const last = words.at(-1);
	if (last?.kind !== 'word' && !(last?.kind === 'number' && words.length > 1)) return begin;
	if (words.some(({ text }) => text === '%')) return begin;
	const isNumbered = words[0]?.kind === 'number' && !/^\d+[.,]\d+$/.test(words[0].text);
	if (isNumbered) return begin;
	const firstEdge = words[0] && isEdge.test(words[0].lower) && words[1] !== undefined;
	if (firstEdge && /^(?:of|der|des|vom|von)$/.test(words[1]?.lower ?? '')) return at;
	const isSmall = last.text === last.lower;
	if (words.length === 1 && (noEvent.test(last.lower) || (isBare && isSmall))) return begin;
	if (words.some(({ lower }) => names.test(lower))) return at;
	if (events.test(last.lower) && last.lower.length > 2) return at;
	const isProper = words.every(
		({ text, kind }) => (kind === 'word' && /^\p{Lu}/u.test(text)) || kind === 'number'
	);
	return isOpen && isProper ? at : begin;
}
