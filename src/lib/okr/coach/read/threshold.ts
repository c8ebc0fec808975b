import type { Words } from '../lexicon/lexicon.ts';
import type { Head } from './head.ts';
import type { Quantity } from './quantity.ts';
import type { Token } from './tokens.ts';

export function isShareHolder(tokens: readonly Token[], quantity: Quantity): boolean {
	const rest = tokens.slice(quantity.end, quantity.end + 10);
	const verb = rest.findIndex(({ lower }) =>
		/^(?:account|accounts|make|makes|represent|contribute|generate|bring|deliver|earn|cover|reach|exceed)$/.test(
			lower
		)
	);
	const number = rest.findIndex(({ kind }) => kind === 'number');
	return (
		quantity.unit === null &&
		verb > 0 &&
		number > verb &&
		(rest[number + 1]?.text === '%' || /^\p{Sc}$/u.test(rest[number - 1]?.text ?? ''))
	);
}

/**
 * "the share of patients with LDL below 70", "families waiting longer than 90 days", "pupils who are seen within 4
 * hours": a limit that belongs to what is counted, where a change is meant and no "to" stands before it.
 */
export function isThreshold(
	tokens: readonly Token[],
	quantity: Quantity,
	isChange: boolean,
	head: Head,
	words: Words,
	cue: string,
	at: number
): boolean {
	const isMany = tokens
		.slice(0, 3)
		.some(({ lower }) => /^(?:halve|double|triple|more|fewer|less|halbier|verdopp)/.test(lower));
	if (!isChange && !isMany) return false;
	if (
		!/^(?:<|>|≤|≥|<=|>=|under|below|over|above|than|within|in|for|über|unter|als|innerhalb|binnen|after|before|since|exceeding)$/.test(
			cue
		)
	)
		return false;
	const isTo = tokens
		.slice(Math.max(0, at - 3), at)
		.some(({ lower }) => /^(?:to|auf|by|um)$/.test(lower));
	if (isTo) return false;
	const between = tokens.slice(head.at.end, at);
	const isShare = between.some(({ lower }) =>
		/^(?:share|percentage|percent|proportion|fraction|rate|anteil|prozentsatz|quote)$/.test(lower)
	);
	if (isShare && quantity.unit !== '%' && between.length > 2) return true;
	const isCount = between.some(({ lower }) => words.isNoun(lower, 'measure'));
	const hasWho = between.some(
		({ lower }, index) =>
			index > 0 &&
			/^(?:who|that|which|whose|with|having|die|mit|deren|waiting|aged|older|younger|longer|lasting|taking|costing|paying|earning|spending|open)$/.test(
				lower
			)
	);
	return hasWho && (isCount || isMany || quantity.isTime || cue === 'than' || /^[<>≤≥]/.test(cue));
}
