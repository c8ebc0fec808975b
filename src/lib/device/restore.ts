// What a backup of another device (or of this one, some time ago) means for what is here.

import { readBurst, readJson, readSeen, readTeamEntry } from './rows.ts';
import type { Rows } from './shelf.ts';
import type { DeviceRows, TeamEntry } from './store.ts';

/** What the browser answered to us is not true of another browser. */
const notCarried = new Set(['persistence']);

/** Within one transaction over the `carried` tables. */
export async function restoreRows(rows: Rows, given: DeviceRows): Promise<void> {
	for (const row of listOf(given.teams)) {
		const entry = readTeamEntry(row);
		if (!entry) continue;
		const here = readTeamEntry(await rows.get('teams', entry.teamId));
		await rows.put('teams', here ? merge(here, entry) : { ...(row as object), ...entry });
	}
	for (const row of listOf(given.settings)) {
		const { key } = toRecord(row);
		if (typeof key !== 'string' || notCarried.has(key) || readJson(row) === undefined) continue;
		if (readJson(await rows.get('settings', key)) === undefined)
			await rows.put('settings', toRecord(row));
	}
	for (const row of listOf(given.seen)) {
		const { teamId, cycleId } = toRecord(row);
		const seen = readSeen(row);
		if (typeof teamId !== 'string' || typeof cycleId !== 'string' || !seen) continue;
		const here = readSeen(await rows.get('seen', [teamId, cycleId]));
		if (!here || here.seenAt < seen.seenAt) await rows.put('seen', toRecord(row));
	}
	for (const row of listOf(given.bursts)) {
		const burst = readBurst(row);
		if (!burst) continue;
		const { teamId, doc, key } = burst;
		if (!readBurst(await rows.get('bursts', [teamId, doc, key]))) await rows.put('bursts', burst);
	}
	for (const row of listOf(given.private)) {
		const { teamId, doc, key } = toRecord(row);
		const place = [teamId, doc, key];
		if (!place.every((part) => typeof part === 'string') || readJson(row) === undefined) continue;
		if (readJson(await rows.get('private', place)) === undefined)
			await rows.put('private', toRecord(row));
	}
}

/** A right that differs from the one here may be newer or older: the relay decides, as with a link. */
function merge(here: TeamEntry, entry: TeamEntry): TeamEntry {
	const { role, token } = entry;
	const isOther = token !== here.token && !(here.role === 'edit' && role === 'view');
	return {
		...here,
		offered: here.offered ?? (isOther ? { role, token } : null),
		record: here.record ?? entry.record,
		adminSeed: here.adminSeed ?? entry.adminSeed,
		personId: here.personId ?? entry.personId
	};
}

function listOf(rows: unknown): unknown[] {
	return Array.isArray(rows) ? rows : [];
}

function toRecord(row: unknown): Record<string, unknown> {
	return typeof row === 'object' && row !== null ? (row as Record<string, unknown>) : {};
}
