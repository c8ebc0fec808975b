import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, vi } from 'vitest';
import { acceptLink, createTeam } from '#lib/team/catalogue.ts';
import { addDays, dayAt } from '#lib/okr/day.ts';
import type { OpenCycle } from '#lib/team/cycle.ts';
import { openDevice, type Device } from '#lib/team/device.ts';
import { openTeam, type OpenTeam } from '#lib/team/team.ts';
import { readConfig, type Env } from '../../server/config.ts';
import { serve } from '../../server/http.ts';

// Real sockets on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

// Node has BroadcastChannel too: without this, two people of one test would be two tabs of one browser.
vi.stubGlobal('BroadcastChannel', undefined);

// Every connection listens for the end of its process, and here many people share one.
process.setMaxListeners(100);

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
	for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** Where a relay is reached: by people, and by their devices. */
export interface RelayAddress {
	origin: string;
	url: string;
}

/** A relay that can be away for a while and come back on the same port, with or without its disk. */
export interface TestRelay extends RelayAddress {
	stop: () => Promise<void>;
	start: () => Promise<void>;
	emptyDisk: () => Promise<void>;
	dataDir: string;
}

/** `env`: what the operator sets, such as who may create teams. */
export async function startRelay(env: Env = {}): Promise<TestRelay> {
	const dataDir = await mkdtemp(path.join(tmpdir(), 'cairn-team-'));
	let port = 0;
	let running: Awaited<ReturnType<typeof serve>> | null = null;
	const start = async (): Promise<void> => {
		running = await serve(readConfig(['--port', String(port), '--data', dataDir], env));
		port = running.port;
	};
	const stop = async (): Promise<void> => {
		await running?.close();
		running = null;
	};
	await start();
	cleanups.push(() => rm(dataDir, { recursive: true, force: true }), stop);
	return {
		origin: `http://127.0.0.1:${port}`,
		url: `ws://127.0.0.1:${port}/sync`,
		stop,
		start,
		dataDir,
		emptyDisk: () => rm(dataDir, { recursive: true, force: true })
	};
}

/** Somebody with a device of their own, the team and its first cycle open on it. */
export interface Person {
	device: Device;
	team: OpenTeam;
	cycle: OpenCycle;
}

export async function newDevice(relay: RelayAddress, clockIsFastByMs = 0): Promise<Device> {
	const device = await openDevice(relay.url);
	return { ...device, now: () => Date.now() + clockIsFastByMs };
}

const timeZone = 'Europe/Berlin';
const today = dayAt(Date.now(), timeZone);

/** The first cycle's days: on whatever day the tests run, it is in its middle. */
export const cycleDays = { startOn: addDays(today, -45), endOn: addDays(today, 45) };

/** `known`: a device that is there already. */
export async function founder(
	relay: RelayAddress,
	clockIsFastByMs = 0,
	known?: Device
): Promise<Person> {
	const device = known ?? (await newDevice(relay, clockIsFastByMs));
	const made = await createTeam(device, {
		name: 'Lighthouse',
		person: { name: 'Ana', colour: 0 },
		cycle: { name: 'Q4 2026', ...cycleDays, timeZone }
	});
	if (!made.ok) throw new Error(made.why);
	return openFirstCycle(device, made.team);
}

/** Joins by the members' or the readers' link of somebody who is in. */
export async function joined(
	relay: TestRelay,
	link: string,
	name: string,
	known?: Device,
	join = (team: OpenTeam) => team.joinAsNew({ name, colour: 1 })
): Promise<Person> {
	const device = known ?? (await newDevice(relay));
	const accepted = await acceptLink(device, link);
	if (!accepted.ok) throw new Error(accepted.why);
	const team = await openTeam(device, accepted.teamId);
	if (!team) throw new Error('The team is not in the catalogue.');
	await vi.waitUntil(() => team.snapshot().cycles.length > 0, { timeout: 15_000 });
	if (team.role === 'edit') await join(team);
	return openFirstCycle(device, team);
}

async function openFirstCycle(device: Device, team: OpenTeam): Promise<Person> {
	cleanups.push(() => team.close());
	const [first] = team.snapshot().cycles;
	if (!first) throw new Error('The team has no cycle.');
	const cycle = await team.openCycle(first.id);
	cycle.present(null, 'plan');
	return { device, team, cycle };
}

/** Waits until the relay has acknowledged all that these people wrote. */
export async function safe(...people: Person[]): Promise<void> {
	for (const { team } of people) {
		team.retry();
		await vi.waitUntil(() => team.safety().relay.at === 'safe', { timeout: 20_000 });
	}
}

/** Waits until these people have the same plan and the same things to settle before them. */
export async function agreeing(...people: Person[]): Promise<void> {
	await safe(...people);
	const shown = ({ cycle }: Person) => {
		const { plan, conflicts } = cycle.snapshot();
		return JSON.stringify([plan, conflicts]);
	};
	await vi.waitUntil(() => new Set(people.map(shown)).size === 1, { timeout: 20_000 });
}
