import type { Device } from './device.ts';
import { openTeam, type OpenTeam } from './team.ts';

/**
 * The teams that are open on this page, each once, however many places show it. A team closes when the
 * last place has left it and none came in its stead; where the browser keeps nothing it stays open,
 * since memory is then the only place on this device that holds it.
 */
export interface OpenTeams {
	/** Opens a team, or hands out the one that is open; null if this device does not know it. */
	enter: (teamId: string) => Promise<OpenTeam | null>;
	leave: (teamId: string) => void;
	/** Takes in a team that was opened elsewhere, such as one that was just made. */
	adopt: (team: OpenTeam) => void;
	/** Closes a team, so that the next place opens it with what the catalogue says by then. */
	renew: (teamId: string) => Promise<void>;
	/** Closes a team and removes all of it from this device. */
	forget: (teamId: string) => Promise<void>;
}

interface Entry {
	opening: Promise<OpenTeam | null>;
	places: number;
}

export function createOpenTeams(device: Device): OpenTeams {
	const entries = new Map<string, Entry>();

	function entryOf(teamId: string): Entry {
		const known = entries.get(teamId);
		if (known) return known;
		const entry = { opening: openTeam(device, teamId), places: 0 };
		entries.set(teamId, entry);
		return entry;
	}

	return {
		enter(teamId) {
			const entry = entryOf(teamId);
			entry.places++;
			return entry.opening;
		},
		leave(teamId) {
			const entry = entries.get(teamId);
			if (!entry) return;
			entry.places--;
			// A navigation leaves one place and enters the next within the same turn.
			setTimeout(() => {
				if (entry.places > 0 || entries.get(teamId) !== entry) return;
				if (device.whyNotKept !== null) return;
				entries.delete(teamId);
				void entry.opening.then((team) => team?.close());
			});
		},
		adopt(team) {
			entries.set(team.teamId, { opening: Promise.resolve(team), places: 0 });
		},
		async renew(teamId) {
			const entry = entries.get(teamId);
			entries.delete(teamId);
			await (await entry?.opening)?.close();
		},
		async forget(teamId) {
			const { opening } = entryOf(teamId);
			entries.delete(teamId);
			await (await opening)?.forget();
		}
	};
}
