import { longestOutcomeName, type Outcome } from '#lib/workshop/outcome.ts';
import { isBoolean, isShortText, isWhole } from '../field.ts';
import { isTime, toRecord } from './values.ts';

const longestName = 80;
const mostNames = 1000;
const isCount = isWhole(0, 100_000);

/** What every app has written of an outcome. What came to it later is read as far as it is there. */
export type StoredOutcome = Omit<Outcome, 'vote' | 'stops' | 'lateStops' | 'agreed' | 'stages'>;

export function isOutcome(value: unknown): value is StoredOutcome {
	const { startedAt, endedAt, people, team, cards, clusters } = toRecord(value);
	return (
		[startedAt, endedAt].every(isTime) &&
		[people, team, cards].every(isCount) &&
		isNames(clusters, longestName)
	);
}

/** An outcome with all that belongs to one now; one that an older app wrote has no vote, stops, version or stages. */
export function toOutcome(stored: StoredOutcome | null): Outcome | null {
	if (stored === null) return null;
	const { startedAt, endedAt, people, team, cards, clusters } = stored;
	const { vote, stops, lateStops, agreed, stages } = toRecord(stored);
	return {
		...{ startedAt, endedAt, people, team, cards, clusters },
		vote: isVote(vote) ? vote : null,
		stops: isNames(stops, longestOutcomeName) ? stops : [],
		lateStops: isNames(lateStops, longestOutcomeName) ? lateStops : [],
		agreed: isVersion(agreed) ? agreed : null,
		stages: isStages(stages) ? stages : []
	};
}

function isNames(value: unknown, longest: number): value is string[] {
	return Array.isArray(value) && value.length <= mostNames && value.every(isShortText(longest));
}

function isVote(value: unknown): value is NonNullable<Outcome['vote']> {
	const { people, options } = toRecord(value);
	return (
		isCount(people) &&
		Array.isArray(options) &&
		options.length <= mostNames &&
		options.map(toRecord).every(({ name, dots, isOut }) => {
			return isShortText(longestOutcomeName)(name) && isCount(dots) && isBoolean(isOut);
		})
	);
}

function isVersion(value: unknown): value is NonNullable<Outcome['agreed']> {
	const { n, hash } = toRecord(value);
	return isCount(n) && isShortText(64)(hash);
}

function isStages(value: unknown): value is Outcome['stages'] {
	return (
		Array.isArray(value) &&
		value.length <= mostNames &&
		value.map(toRecord).every(({ kind, at }) => isShortText(24)(kind) && isTime(at))
	);
}
