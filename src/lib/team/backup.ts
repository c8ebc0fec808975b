import type { DeviceFailure, DeviceRows } from '#lib/device/store.ts';
import { openSealed, sealBytes, type SealedProblem } from '#lib/files/sealed.ts';
import type { Device } from './device.ts';
import type { OpenTeams } from './openTeams.ts';
import { saveTeamFile, takeTeamFile } from './teamFile.ts';

/*
 * Everything of a person on this device in one file: links and recovery keys, who they are in each team, settings,
 * what they saw last, unfinished typing, and every team as a team file. Not the device's own key: a device
 * that restores is a new device of the same person (docs/files.md says why).
 */

interface Backup {
	version: 1;
	/** An ISO instant. */
	writtenAt: string;
	rows: DeviceRows;
	teamFiles: string[];
}

export type RestoredBackup =
	| {
			ok: true;
			/** How many teams are here now that the file brought, whole or in part. */
			teams: number;
			/** Documents that could not be read. */
			broken: number;
	  }
	| { ok: false; why: SealedProblem | DeviceFailure };

/** A backup of this device under a passphrase. Every team of the catalogue is opened for it. */
export async function saveBackup(
	device: Device,
	open: OpenTeams,
	passphrase: string
): Promise<Uint8Array<ArrayBuffer>> {
	const teamFiles: string[] = [];
	const samples = new Set<string>();
	for (const { teamId, sample } of await device.store.listTeams()) {
		if (sample) {
			samples.add(teamId);
			continue;
		}
		const team = await open.enter(teamId);
		if (team) teamFiles.push(await saveTeamFile(team, device.now()));
		open.leave(teamId);
	}
	const rows = withoutTeams(await device.store.dump(), samples);
	return seal(device, { rows, teamFiles }, passphrase);
}

/** A backup of one team's entry alone: its links, its recovery key, and who one is. The plans come from the relay. */
export async function saveKey(
	device: Device,
	teamId: string,
	passphrase: string
): Promise<Uint8Array<ArrayBuffer>> {
	const { teams = [] } = await device.store.dump();
	const isOfTeam = (row: unknown): boolean =>
		typeof row === 'object' && row !== null && Reflect.get(row, 'teamId') === teamId;
	return seal(device, { rows: { teams: teams.filter(isOfTeam) }, teamFiles: [] }, passphrase);
}

function seal(
	device: Device,
	content: Pick<Backup, 'rows' | 'teamFiles'>,
	passphrase: string
): Promise<Uint8Array<ArrayBuffer>> {
	const writtenAt = new Date(device.now()).toISOString();
	const backup: Backup = { version: 1, writtenAt, ...content };
	return sealBytes(new TextEncoder().encode(JSON.stringify(backup)), passphrase, device.random);
}

/**
 * Brings a backup to this device. What the device has stays, what it lacks comes, documents merge; the
 * documents get client ids of this session, as always. May be done twice.
 */
export async function restoreBackup(
	device: Device,
	open: OpenTeams,
	bytes: Uint8Array,
	passphrase: string
): Promise<RestoredBackup> {
	const opened = await openSealed(bytes, passphrase);
	if (!opened.ok) return opened;
	const { rows, teamFiles } = readBackup(opened.plain);
	const kept = await device.store.restore(rows);
	if (!kept.ok) return { ok: false, why: kept.why === 'gone' ? 'write-failed' : kept.why };
	let broken = 0;
	for (const text of teamFiles) {
		const taken = await takeTeamFile(device, open, text, { own: true });
		if (taken.ok) broken += taken.broken + taken.missing + taken.refused.length;
		else broken++;
	}
	const teams = await device.store.listTeams();
	for (const { teamId, role, personId } of teams) {
		if (role === 'edit' && personId !== null) {
			const team = await open.enter(teamId);
			await team?.joinAs(personId);
			open.leave(teamId);
		}
	}
	return { ok: true, teams: teams.length, broken };
}

/** The sample is no work of anybody's: whoever wants it makes it anew. */
function withoutTeams(rows: DeviceRows, left: ReadonlySet<string>): DeviceRows {
	const isLeft = (row: unknown): boolean =>
		typeof row === 'object' && row !== null && left.has(String(Reflect.get(row, 'teamId')));
	return Object.fromEntries(
		Object.entries(rows).map(([table, list]) => [table, list.filter((row) => !isLeft(row))])
	);
}

/** Read totally, though only its owner can have written it: perhaps an older or newer Cairn did. */
function readBackup(plain: Uint8Array): Pick<Backup, 'rows' | 'teamFiles'> {
	let json: Partial<Backup>;
	try {
		json = JSON.parse(new TextDecoder().decode(plain)) as Partial<Backup>;
	} catch {
		json = {};
	}
	const teamFiles = Array.isArray(json.teamFiles) ? (json.teamFiles as unknown[]) : [];
	return {
		rows: typeof json.rows === 'object' ? json.rows : {},
		teamFiles: teamFiles.filter((text) => typeof text === 'string')
	};
}
