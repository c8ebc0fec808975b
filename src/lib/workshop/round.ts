import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from '#lib/okr/canonical.ts';
import { createId, type RoundId, type StageId } from '#lib/okr/ids.ts';
import type { Tally } from './ballot.ts';
import type { Round } from './workshop.ts';

/**
 * What a round is called, wherever it is opened: two who open one at once open the same. `turn` counts the rounds of a
 * kind in a stage.
 */
export function roundIdOf(stageId: StageId, kind: string, turn: number): RoundId {
	const spelled = canonicalJson([stageId, kind, turn]);
	return createId<RoundId>(sha256(utf8ToBytes(`cairn/round\n${spelled}`)).subarray(0, 10));
}

/** The round of a kind that was opened last in a stage; null where none was. */
export function roundIn(
	rounds: readonly Round[],
	stageId: StageId | undefined,
	kind: string
): Round | null {
	return rounds
		.filter((round) => round.stageId === stageId && round.kind === kind)
		.reduce<Round | null>((last, round) => (last && last.turn >= round.turn ? last : round), null);
}

/**
 * How many people a tally covers, of how many: of those who take part, and of whoever voted and has left since. "8 of 9".
 */
export function coverageOf(
	{ counted, sealed, waiting, invalid, late, unopened }: Tally,
	takePart: readonly string[]
): { count: number; of: number } {
	const voted = [...sealed, ...waiting, ...invalid, ...unopened].concat(
		[...counted, ...late].map(({ personId }) => personId)
	);
	return { count: counted.length, of: new Set([...takePart, ...voted]).size };
}
