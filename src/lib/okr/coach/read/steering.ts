import type { VerbReading, Words } from '../lexicon/lexicon.ts';
import type { Stretch } from './deadline.ts';
import type { Token } from './tokens.ts';

/** "bring churn below 1 %", "drive cost per order down to €3": what these do to a measure is to raise or lower it. */
export function steeringOf(
	verb: VerbReading,
	tokens: readonly Token[],
	object: Stretch,
	words: Words
): VerbReading {
	if (!/^(?:bring|push|drive|move|take|pull)$/.test(verb.base)) return verb;
	const nouns = tokens.slice(object.begin, object.begin + 6).map(({ lower }) => lower);
	const isMeasure = nouns.some(
		(lower) => words.isNoun(lower, 'metric') || words.isNoun(lower, 'softMetric')
	);
	const at = tokens.findIndex(
		({ lower }, index) =>
			index > object.begin && /^(?:to|from|above|below|under|over|down|up|back)$/.test(lower)
	);
	// "move tickets from Okta to 3 regions" has no way in numbers.
	const reach = tokens[at]?.lower === 'from' ? 3 : 4;
	const isSteered =
		at > 0 && tokens.slice(at + 1, at + reach).some(({ kind }) => kind === 'number');
	if (!isMeasure || !isSteered || tokens[object.begin]?.kind === 'number') return verb;
	const isDown = tokens.slice(at, at + 2).some(({ lower }) => /^(?:below|under|down)$/.test(lower));
	return { ...verb, classes: new Set([isDown ? 'down' : 'up']) };
}
