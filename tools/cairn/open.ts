import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createMemoryStore } from '#lib/device/memoryStore.ts';
import { parseLink, type ParsedLink } from '#lib/protocol/link.ts';
import type { TeamEntry } from '#lib/device/store.ts';
import { acceptLink } from '#lib/team/catalogue.ts';
import { type Device, deviceOver } from '#lib/team/device.ts';
import { loadSignatures } from '#lib/team/agreement.ts';
import { type OpenTeam, openTeam } from '#lib/team/team.ts';
import { type Asked, startingFolder } from './arguments.ts';
import { diskIn, type OnUnreadable } from './disk.ts';
import { openFolder } from './folder.ts';
import { takeLock } from './lock.ts';
import { Refusal } from './refusal.ts';
import { linkSentence } from './sentences.ts';
import { loadDeviceMemory } from './store.ts';

/** A team while this run has it open. */
export interface Opened {
	device: Device;
	team: OpenTeam;
	/** Whose further device the link says this is. */
	linkedPerson: string | undefined;
	close: () => Promise<void>;
}

/** Another run with the same store is over within a minute, unless the relay is away. */
const lockWaitMs = 60_000;

/**
 * Opens the team that was asked for in its store, which no other run holds meanwhile. `onUnreadable` hears of documents
 * as long as the team is open.
 */
export async function open(asked: Asked, onUnreadable: OnUnreadable): Promise<Opened> {
	const link = readLink(asked);
	const lock = await takeLock(asked.store, lockWaitMs).catch((error: unknown) => {
		throw storeRefusal(asked, error);
	});
	if (!lock)
		throw new Refusal(
			'store',
			`Another run has been using ${asked.store} for a minute. Try again.`
		);
	try {
		const opened = await openHeld(asked, link, { isMine: lock.isMine, onUnreadable });
		return {
			...opened,
			async close() {
				await opened.team.close();
				await opened.device.store.close();
				await lock.release();
			}
		};
	} catch (error) {
		await lock.release();
		throw error;
	}
}

async function openHeld(
	asked: Asked,
	link: WholeLink | null,
	means: StoreMeans
): Promise<Omit<Opened, 'close'>> {
	const { store, openDisk } = await openStore(asked, means);
	const teamId = link?.link.teamId ?? (await onlyTeam(store)).teamId;
	const relay = await relayOf(asked, store, teamId, link?.origin ?? null);
	const device = await deviceOver(store, {
		whyNotKept: null,
		openDisk,
		relayUrl: `${relay.replace(/^http/, 'ws')}/sync`,
		...(asked.isOffline && { isOffline: true })
	});
	if (link) await take(device, link, asked.isOffline);
	// What is read here is printed once: who agreed is checked before, and not soon after.
	await loadSignatures();
	const team = await openTeam(device, teamId);
	if (!team) throw new Refusal('store', 'The store lost the team while it was being opened.');
	await team.settle();
	const linkedPerson = link && 'token' in link.link ? link.link.person : undefined;
	return { device, team, linkedPerson };
}

interface StoreMeans {
	/** Whether this run still holds the store. */
	isMine: () => Promise<boolean>;
	onUnreadable: OnUnreadable;
}

async function openStore(asked: Asked, { isMine, onUnreadable }: StoreMeans) {
	try {
		const folder = await openFolder(asked.store, isMine);
		const documents = await openFolder(path.join(asked.store, 'documents'), isMine);
		const store = createMemoryStore(await loadDeviceMemory(folder));
		return { store, openDisk: diskIn(documents, onUnreadable) };
	} catch (error) {
		throw storeRefusal(asked, error);
	}
}

function storeRefusal({ store }: Asked, error: unknown): Refusal {
	return new Refusal('store', `The store ${store} cannot be used: ${(error as Error).message}.`);
}

type WholeLink = Extract<ParsedLink, { ok: true }> & { text: string };

function readLink({ link }: Asked): WholeLink | null {
	if (link === null) return null;
	const text = 'text' in link ? link.text : readLinkFile(link.file);
	const parsed = parseLink(text);
	if (!parsed.ok) throw new Refusal('link', linkSentence(parsed.why));
	if ('admin' in parsed.link)
		throw new Refusal(
			'link',
			'This is the recovery key, which belongs on no server. Give the members’ link, or the readers’ to read.'
		);
	return { ...parsed, text };
}

function readLinkFile(file: string): string {
	try {
		return readFileSync(file === '-' ? 0 : path.resolve(startingFolder(), file), 'utf8');
	} catch (error) {
		throw new Refusal('usage', `The file with the link: ${(error as Error).message}.`);
	}
}

/** Without a link it is the team that the store knows. */
async function onlyTeam(store: Device['store']): Promise<TeamEntry> {
	const teams = await store.listTeams();
	const [first, second] = teams;
	if (!first)
		throw new Refusal(
			'usage',
			'Which team? Give its link by --link, --link-file, CAIRN_LINK or CAIRN_LINK_FILE. The store remembers it.'
		);
	if (second)
		throw new Refusal(
			'usage',
			`The store knows ${teams.length} teams (${teams.map(({ name, teamId }) => name || teamId).join(', ')}): give the link of the one that is meant.`
		);
	return first;
}

/** The relay's origin: as given, as in the link, or as it was last. It is remembered with the team. */
async function relayOf(
	{ given }: Asked,
	store: Device['store'],
	teamId: string,
	linked: string | null
): Promise<string> {
	const setting = `headless/relay/${teamId}`;
	const kept = await store.getSetting(setting);
	const found = given.relay ?? linked ?? (typeof kept === 'string' ? kept : null);
	if (found === null)
		throw new Refusal(
			'usage',
			'The link names no relay: paste all of it, or give --relay https://…'
		);
	const origin = originOf(found);
	if (origin !== kept) await store.putSetting(setting, origin);
	return origin;
}

function originOf(address: string): string {
	try {
		const { protocol, origin } = new URL(address);
		if (/^https?:$/.test(protocol)) return origin;
	} catch {
		// Said below.
	}
	throw new Refusal(
		'usage',
		`"${address}" is no address of a relay, such as https://okr.example.org`
	);
}

/** Puts the link into the store, unless what is there opens the team already. */
async function take(device: Device, { link, text }: WholeLink, isOffline: boolean): Promise<void> {
	const known = await device.store.getTeam(link.teamId);
	if (known && (isOffline || ('token' in link && known.token === link.token))) return;
	const accepted = await acceptLink(device, text);
	if (accepted.ok || accepted.why === 'untried') return;
	if (accepted.why === 'not-kept')
		throw new Refusal('store', 'The store could not be written: its disk is full or fails.');
	throw new Refusal('link', linkSentence(accepted.why));
}
