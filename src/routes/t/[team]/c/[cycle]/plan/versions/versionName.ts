import { m } from '#lib/messages/messages.js';
import type { PlanVersion } from '#lib/state/cycle.svelte.ts';

export function versionName({ n }: Pick<PlanVersion, 'n'>): string {
	return n > 0 ? m.versions_n({ n }) : m.versions_unknown_n();
}
