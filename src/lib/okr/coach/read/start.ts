import type { Words } from '../lexicon/lexicon.ts';
import type { Stretch } from './deadline.ts';
import type { Token } from './tokens.ts';

const bullets = /^(?:[-–—•*·▪◦‣>→☐☑✓✔✅○●[\](){}#:.,|/"“„'’]|-->|->)$/u;
const openers = new Set(
	(
		'we i our my will shall must should can could want wants to please also finally further furthermore and then need needs have ' +
		'successfully fully the a be going able aim aims wir ich unser unsere unser wollen möchten müssen sollen werden team teams company ' +
		"we'll i'll let's lets together"
	).split(' ')
);
const intentions =
	/^(?:aim|aims|strive|commit|try|seek|intend|want|need|plan|hope|going|like|able|have|has|start|begin|help|continue)$/;

/**
 * The token at which the sentence itself begins: behind bullets, `KR 1.2:`, a date that was put first
 * ("By end of Q3, …") and openings such as "We will", "The sales team aims to", "Successfully".
 */
export function sentenceStart(
	tokens: readonly Token[],
	dates: readonly Stretch[],
	words: Words
): number {
	let at = labelEnd(tokens);
	for (let step = 0; step < 12; step++) {
		const date = dates.find(({ begin, end }) => begin === at && end > at);
		if (date && date.end < tokens.length) {
			at = date.end;
			continue;
		}
		const token = tokens[at];
		if (!token || at >= tokens.length - 1) break;
		const next = tokens[at + 1]?.lower ?? '';
		if (bullets.test(token.text) && token.kind === 'mark') at++;
		else if (intentions.test(token.lower) && (next === 'to' || next === 'zu')) at += 2;
		else if (isModalAhead(tokens, at)) at = modalAt(tokens, at) + 1;
		else if (
			/^(?:we|i|wir|ich|we'll|i'll|let's|lets|to|will|please|also|finally|successfully|fully|together|shall|must|should)$/.test(
				token.lower
			)
		)
			at++;
		else if (
			/^(?:have|has|haben)$/.test(token.lower) &&
			tokens[at - 1] &&
			openers.has(tokens[at - 1]?.lower ?? '') &&
			words.verb(next)?.forms.has('past')
		)
			at++;
		else if (/[a-z]{3}ly$/.test(token.lower) && !words.verb(token.lower) && words.verb(next)) at++;
		else break;
	}
	return at;
}

/** "KR1:", "Key Result 3 –", "1.", "O2)", "[x]", "Ziel 1:". */
function labelEnd(tokens: readonly Token[]): number {
	let at = 0;
	while (at < 6 && tokens[at]?.kind === 'mark' && bullets.test(tokens[at]?.text ?? '')) at++;
	let end = at;
	if (/^(?:k?r|kr|o|krs|obj|ke?y)\d{1,2}$/.test(tokens[end]?.lower ?? '')) end++;
	else if (
		/^(?:kr|o|objective|goal|ziel|target|result|schlüsselergebnis|metric|outcome|nr|no)$/.test(
			tokens[end]?.lower ?? ''
		)
	)
		end++;
	else if (tokens[end]?.lower === 'key' && /^results?$/.test(tokens[end + 1]?.lower ?? ''))
		end += 2;
	const isLabel = end > at;
	if (tokens[end]?.kind === 'number' && /^[\d.]{1,5}$/.test(tokens[end]?.text ?? '')) {
		const mark = tokens[end + 1];
		if (
			mark &&
			(/^[):]$/.test(mark.text) ||
				(mark.text === '.' && mark.glued) ||
				(isLabel && /^[-–—]$/.test(mark.text)))
		)
			return end + 2;
		if (
			/^\d{1,2}(?:\.\d{1,2})+$/.test(tokens[end]?.text ?? '') &&
			!isLabel &&
			/^\p{Lu}/u.test(mark?.text ?? '')
		)
			return end + 1;
	}
	if (isLabel && /^[:–—-]$/.test(tokens[end]?.text ?? '') && tokens[end + 1]) return end + 1;
	return at;
}

/** "The marketing team will …", "Our goal is to …": the index of the last word of such an opening. */
function modalAt(tokens: readonly Token[], begin: number): number {
	for (let at = begin + 1; at < Math.min(begin + 7, tokens.length - 1); at++) {
		const { lower = '', kind } = tokens[at] ?? {};
		if (kind !== 'word') return -1;
		if (/^(?:will|shall|must|should)$/.test(lower)) return at;
		if (/^(?:is|are|was)$/.test(lower) && tokens[at + 1]?.lower === 'to') return at + 1;
		if (/^(?:aims?|wants?|needs?|plans?)$/.test(lower) && tokens[at + 1]?.lower === 'to')
			return at + 1;
	}
	return -1;
}

/** Only for the team itself: what "customers will" do is what the line is about. */
function isModalAhead(tokens: readonly Token[], at: number): boolean {
	const end = modalAt(tokens, at);
	if (end < 0) return false;
	const subject = tokens.slice(at, end).map(({ lower }) => lower);
	return (
		subject.some((word) =>
			/^(?:team|we|i|our|goal|company|department|objective|unit|squad|aim)$/.test(word)
		) &&
		!subject.some((word) => /^(?:customers?|users?|students?|patients?|clients?|of)$/.test(word))
	);
}
