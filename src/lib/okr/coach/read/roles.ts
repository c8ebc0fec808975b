import type { Words } from '../lexicon/lexicon.ts';
import { byCue, cueBefore } from './cues.ts';
import { isDelta } from './delta.ts';
import type { Head } from './head.ts';
import { findPair } from './pair.ts';
import type { Quantity } from './quantity.ts';
import { isDenominator } from './ratio.ts';
import { isFrom, startInBrackets } from './startingValue.ts';
import { limitOf, nearEnd, weightOf } from './target.ts';
import type { Token } from './tokens.ts';

/** Which amount of a line plays which part. */
export interface Roles {
	from: Quantity | null;
	to: Quantity | null;
	/** Only where no value to reach is said. */
	delta: Quantity | null;
	/** The value to reach is a side to stay on: "at least", "below". */
	limit: 'above' | 'below' | null;
}

/** "upgrade Postgres from 12 to 16", "Umstieg von Windows 10 auf 11": bare numbers behind these are versions. */
function isVersionOf(
	tokens: readonly Token[],
	quantity: Quantity,
	head: Head,
	words: Words
): boolean {
	if (
		!/^(?:upgrade|update|migrate|switch|port|migrieren|umsteigen|umstieg|migration|aktualisieren|umstellung)$/.test(
			head.base
		) ||
		quantity.unit !== null ||
		quantity.scale > 1 ||
		quantity.value >= 100 ||
		quantity.begin === head.at.end
	)
		return false;
	const before = tokens[quantity.begin - 1];
	if (!/^(?:from|to|von|auf)$/.test(before?.lower ?? '') && !/^\p{Lu}/u.test(before?.text ?? ''))
		return false;
	const next = tokens[quantity.end];
	const isCounted =
		next?.kind === 'word' &&
		(/s$/.test(next.lower) || words.isNoun(next.lower, 'outside')) &&
		!/^(?:this|us|across)$/.test(next.lower);
	return !isCounted;
}

/** Gives every amount of a line its part. `isTaken` tells what belongs to a date. */
export function findRoles(
	tokens: readonly Token[],
	quantities: readonly Quantity[],
	head: Head,
	words: Words
): Roles {
	const isChange =
		head.classes.has('up') || head.classes.has('down') || head.classes.has('improve');
	const roles: Roles = { from: null, to: null, delta: null, limit: null };
	const rest = quantities.filter(
		(quantity) =>
			!isDenominator(tokens, quantity, quantities) && !isVersionOf(tokens, quantity, head, words)
	);
	const pair = findPair(tokens, rest, isChange);
	if (pair) {
		roles.from = pair.from;
		roles.to = pair.to;
		return roles;
	}
	roles.from = rest.find((quantity) => isFrom(tokens, quantity)) ?? null;
	const open = rest.filter((quantity) => quantity !== roles.from);
	const isDeltaOf = (quantity: Quantity) => isDelta(tokens, quantity, isChange, head, words);
	const candidates = open.filter((quantity) => !isDeltaOf(quantity));
	let best = -1;
	for (const quantity of candidates) {
		const weight = weightOf(tokens, quantity, isChange, head, words);
		if (weight > best) {
			best = weight;
			roles.to = quantity;
		}
	}
	const delta = open.find(isDeltaOf) ?? null;
	// "20 % more orders in 3 regions": what only tells where gives way to a change.
	// Nor does what only tells where win over the verb: "halve stockouts at our 40 pharmacies".
	const isBy =
		delta !== null &&
		(byCue.test(cueBefore(tokens, delta.begin).cue) ||
			(delta.isWord && delta.begin <= head.start + 1 && delta.unit !== null));
	if (delta && best < (isBy ? 6 : 3)) roles.to = null;
	if (roles.to && best <= 0) roles.to = null;
	if (!roles.to) roles.delta = delta;
	if (roles.to) {
		roles.limit = limitOf(tokens, roles.to);
		roles.from ??= startInBrackets(tokens, roles.to, open);
		roles.to = nearEnd(tokens, roles.to, rest, head.classes.has('down') || roles.limit === 'below');
	}
	return roles;
}
