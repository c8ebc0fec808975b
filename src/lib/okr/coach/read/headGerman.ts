import type { VerbReading, Words } from '../lexicon/lexicon.ts';
import type { Head } from './head.ts';
import { relatives } from './smallWords.ts';
import type { Token } from './tokens.ts';

const particles = new Set(
	'ein aus auf ab an um durch fertig vor teil bereit her hinzu heraus zurück bei'.split(' ')
);
const helpers = /^(?:werden|wird|wurde|wurden|ist|sind|sein|haben|hat|worden|war)$/;

/**
 * A German line has its verb at the end ("… von 60 auf 75 steigern"), as a participle ("… eingeführt"), in
 * the second place ("Wir führen … ein") or, of a subject, in between ("80 % der Kunden nutzen …").
 */
export function germanHead(
	tokens: readonly Token[],
	start: number,
	words: Words,
	isTaken: (at: number) => boolean
): Head {
	const none: Head = {
		kind: 'none',
		at: { begin: start, end: start },
		classes: new Set(),
		base: '',
		object: { begin: start, end: tokens.length },
		start
	};
	const last = tokens.slice(start).findLast(({ kind }) => kind === 'word')?.lower ?? '';
	const particle = particles.has(last) ? last : '';
	let best: { at: number; verb: VerbReading } | undefined;
	let clauseEnd = tokens.length;
	for (let at = start; at < tokens.length; at++) {
		const token = tokens[at];
		if (!token) break;
		const isClause =
			relatives.has(token.lower) ||
			token.text === '(' ||
			(token.lower === 'um' && isPurpose(tokens, at, words)) ||
			(token.text === ',' &&
				/^(?:die|der|das|dass|wo|um|so|damit|sodass)$/.test(tokens[at + 1]?.lower ?? ''));
		if (isClause && at > start) {
			clauseEnd = at;
			break;
		}
		if (token.kind !== 'word' || isTaken(at)) continue;
		// Nouns are capitalised; only the first word of a line may be a verb all the same.
		if (/^\p{Lu}/u.test(token.text) && at !== start) continue;
		const verb = (particle && words.verb(particle + token.lower)) || words.verb(token.lower);
		if (!verb) continue;
		if (
			at === start &&
			/^\p{Lu}/u.test(token.text) &&
			(words.isNoun(token.lower, 'metric') || words.isNoun(token.lower, 'outside'))
		)
			continue;
		if (best && helpers.test(token.lower)) continue;
		best = { at, verb };
	}
	if (!best) return none;
	const { at, verb } = best;
	const isFirst = at === start;
	const object =
		isFirst || tokens[at - 1]?.lower === 'wir'
			? { begin: at + 1, end: clauseEnd }
			: { begin: start, end: at };
	const rest = {
		at: { begin: at, end: at + 1 },
		classes: verb.classes,
		base: verb.base,
		object,
		start
	};
	if (verb.forms.has('past') && !verb.forms.has('base')) return { ...rest, kind: 'participle' };
	const hasSubject =
		!isFirst &&
		tokens
			.slice(0, clauseEnd)
			.some(({ kind }, index) => index > at && kind === 'word' && !isTaken(index)) &&
		tokens
			.slice(start, at)
			.some(({ lower }) => words.isNoun(lower, 'outside') || words.isNoun(lower, 'audience'));
	return { ...rest, kind: hasSubject ? 'subject' : 'verb' };
}

/** "um 20 %" is an amount, "um Kunden zu gewinnen" a purpose. */
function isPurpose(tokens: readonly Token[], at: number, words: Words): boolean {
	if (tokens[at + 1]?.kind === 'number' || /^\p{Sc}$/u.test(tokens[at + 1]?.text ?? ''))
		return false;
	return tokens
		.slice(at + 1, at + 12)
		.some(
			({ lower }, index, rest) =>
				lower === 'zu' && words.verb(rest[index + 1]?.lower ?? '') !== undefined
		);
}
