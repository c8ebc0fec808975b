type CoachParts = typeof import('./coach/parts.ts');

let loading: Promise<CoachParts | null> | undefined;

/**
 * The parts of the screen the coach speaks through, fetched on the first call and the same for every later
 * one; null where they cannot be fetched, as without a server before the first visit is over. Then
 * the next call tries again.
 */
export function loadCoachParts(): Promise<CoachParts | null> {
	loading ??= import('./coach/parts.ts').catch(() => {
		loading = undefined;
		return null;
	});
	return loading;
}
