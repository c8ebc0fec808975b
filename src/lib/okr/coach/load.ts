import type { Coach } from './coach.ts';

let loading: Promise<Coach> | undefined;

/**
 * The coach, fetched on the first call and the same for every later one. Nothing is judged before it is
 * there, so that no verdict is ever taken back by a better one. Rejects where its part of the
 * app cannot be fetched; the next call tries again.
 */
export function loadCoach(): Promise<Coach> {
	loading ??= import('./coach.ts').then(
		({ coach }) => coach,
		(error: unknown) => {
			loading = undefined;
			throw error;
		}
	);
	return loading;
}
