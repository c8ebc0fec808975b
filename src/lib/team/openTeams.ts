import type { CycleId } from '#lib/okr/ids.ts';
import type { Device } from './device.ts';
import { openTeam, type OpenTeam } from './team.ts';

/**
 * The teams that are open on this page, each once, however many places show it. A team closes when the
 * last place has left it, none came in its stead, and this device's disk holds all of it: where the
 * browser keeps nothing, or fails to, memory is the only place on this device that does.
 */
export interface OpenTeams {
	/** Opens a team, or hands out the one that is open; null if this device does not know it. */
	enter: (teamId: string) => Promise<OpenTeam | null>;
	/** Begins to open a team that a place is about to enter, with the cycle that place will ask for. */
	expect: (teamId: string, cycleId: CycleId | null) => void;
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

	async function closeOnceKept(teamId: string, entry: Entry): Promise<void> {
		const team = await entry.opening;
		if (device.whyNotKept !== null) return;
		await team?.settle();
		if (entry.places > 0 || entries.get(teamId) !== entry) return;
		if (team && team.safety().disk.at !== 'safe') {
			const stop = team.onChange(() => {
				if (team.safety().disk.at !== 'safe' && entry.places === 0) return;
				stop();
				void closeOnceKept(teamId, entry);
			});
			return;
		}
		entries.delete(teamId);
		await team?.close();
	}

	return {
		enter(teamId) {
			const entry = entryOf(teamId);
			entry.places++;
			return entry.opening;
		},
		expect(teamId, cycleId) {
			const { opening } = entryOf(teamId);
			// Why one does not open is for the place to say.
			if (cycleId) void opening.then((team) => team?.openCycle(cycleId)).catch(() => undefined);
		},
		leave(teamId) {
			const entry = entries.get(teamId);
			if (!entry) return;
			entry.places--;
			// A navigation leaves one place and enters the next within the same turn.
			setTimeout(() => void closeOnceKept(teamId, entry));
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
