import type { StageId } from '#lib/okr/ids.ts';

/** What one person looks at on one device. Nothing of it is shared. */
export interface Following {
	/** The stage they went to by themselves; null while they follow the facilitator. */
	own: StageId | null;
	/** The stage in which they have text that is not finished; null where there is none. */
	unfinishedIn: StageId | null;
}

export interface ShownStage {
	shown: StageId | null;
	/** The facilitator is elsewhere, and a tap leads there: nobody is carried away from what they are writing. */
	isBehind: boolean;
}

/** Which stage is on the screen, and whether there is another one to go to. */
export function stageToShow(current: StageId | null, { own, unfinishedIn }: Following): ShownStage {
	const shown = own ?? unfinishedIn ?? current;
	return { shown, isBehind: shown !== current };
}
