/** What the wall on the projector shows besides the stage and its time. */
export type WallPart =
	'join' | 'pack' | 'ideas' | 'cards' | 'round' | 'plan' | 'stops' | 'words' | 'ended';

/** Stages in which the plan is written, read or agreed: the wall shows it as it grows. */
const withPlan = ['objectives', 'keyResults', 'quality', 'stop', 'agree'];

/**
 * Follows the stage, and what there is in it: a round of votes wherever one was opened, cards only once they were
 * revealed, and what one can do now where there is nothing else.
 */
export function wallPartOf(given: {
	/** By its word; null before the start. */
	stage: string | null;
	hasEnded: boolean;
	/** The ideas of this stage, or of the last one before it that had any. */
	isRevealed: boolean;
	cards: number;
	hasRound: boolean;
	/** Named in this stage. */
	stops: number;
}): WallPart {
	const { stage, hasEnded, isRevealed, cards, hasRound, stops } = given;
	if (hasEnded) return 'ended';
	if (stage === null || stage === 'join') return 'join';
	if (hasRound) return 'round';
	if (stage === 'context') return 'pack';
	if (stage === 'stop' && stops > 0) return 'stops';
	if (withPlan.includes(stage)) return 'plan';
	if (stage === 'ideas' || stage === 'reveal') return isRevealed && cards > 0 ? 'cards' : 'ideas';
	return stage === 'vote' && cards > 0 ? 'cards' : 'words';
}
