import { m } from '#lib/messages/messages.js';
import type { OwnedInTeam } from '#lib/state/team.svelte.ts';
import { joinNames } from '#lib/views/personNames.ts';

/** "3 key results and 1 initiative"; '' for nothing. */
export function ownedWords(owned: readonly OwnedInTeam[]): string {
	const kinds = ['keyResult', 'initiative'] as const;
	return joinNames(
		kinds.flatMap((kind) => {
			const count = owned.filter((one) => one.kind === kind).length;
			return count > 0 ? [m.people_owned({ kind, count })] : [];
		})
	);
}
