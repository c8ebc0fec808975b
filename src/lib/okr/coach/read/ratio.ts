import type { Quantity } from './quantity.ts';
import type { Token } from './tokens.ts';

/** "per 1000 users", "4.5 / 5", "8 out of 10", "3 in 4": the second number only says of what. */
export function isDenominator(
	tokens: readonly Token[],
	quantity: Quantity,
	all: readonly Quantity[]
): boolean {
	const before = tokens[quantity.begin - 1];
	if (/^(?:per|je|pro|every|each)$/.test(before?.lower ?? '')) return true;
	const first = all.find(
		({ end }) => end <= quantity.begin && quantity.begin - end <= 3 && quantity.begin - end >= 1
	);
	if (!first) return false;
	const between = tokens
		.slice(first.end, quantity.begin)
		.map(({ lower }) => lower)
		.join(' ');
	return (
		/^(?:\/|out of|of|in|von|aus|of the|out of the)(?: the| our| every)?$/.test(between) &&
		first.unit === null &&
		first.value <= quantity.value
	);
}

/** The whole a share is taken of ("3 in 4", "9 out of 10 patients"), or null where the number stands for itself ("8 / 10"). */
export function wholeOf(
	tokens: readonly Token[],
	quantity: Quantity,
	all: readonly Quantity[]
): number | null {
	const whole = all.find(
		(other) =>
			other.begin > quantity.begin &&
			other.begin - quantity.end <= 3 &&
			isDenominator(tokens, other, [quantity])
	);
	if (!whole || whole.value === 0 || whole.value > 100 || !Number.isInteger(quantity.value))
		return null;
	const between = tokens
		.slice(quantity.end, whole.begin)
		.map(({ lower }) => lower)
		.join(' ');
	const isCounted =
		tokens[whole.end]?.kind === 'word' &&
		/^\p{L}{3,}/u.test(tokens[whole.end]?.text ?? '') &&
		!/^(?:on|in|by|from|for|for|bis|auf|at)$/.test(tokens[whole.end]?.lower ?? '');
	if (/^in(?: every)?$/.test(between)) return whole.value;
	if (
		/^(?:out of|von)$/.test(between) &&
		isCounted &&
		quantity.value < whole.value &&
		!/^(?:stars?|points?|sternen?|punkten?)$/.test(tokens[whole.end]?.lower ?? '')
	)
		return whole.value;
	return null;
}
