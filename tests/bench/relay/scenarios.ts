import * as Y from 'yjs';
import { Client, EditReader } from './client.ts';
import { documentOf, history, typing } from './edits.ts';
import { sleep, start, tempDir, type Contestant, type RunningServer } from './servers.ts';

/** What one run of a scenario measured, by the name of the column. */
export type Figures = { [column: string]: number };

const PATIENCE_MS = 120_000;
const ROOMS = 1000;

/** 20 rooms of 30 clients, 6 writers in each at 5 edits a second. */
export async function fanOut(contestant: Contestant): Promise<Figures> {
	const [rooms, members, writers, perSecond, seconds, warmUpS] = [20, 30, 6, 5, 12, 2];
	const edits = perSecond * (seconds + warmUpS);
	const server = await start(contestant);
	const latencies: number[] = [];
	let delivered = 0;
	let isCounting = false;
	const writes: { at: number; write(): void }[] = [];
	for (let room = 0; room < rooms; room++) {
		const clients = await openMany(contestant, server, members, () => room);
		const sentAt = new Map<number, Float64Array>();
		const reader = new EditReader();
		const onUpdate = (update: Uint8Array) => {
			const now = performance.now();
			for (const [client, from, to] of reader.read(update)) {
				const sent = sentAt.get(client);
				if (!sent || !isCounting) continue;
				delivered += to - from;
				for (let clock = from; clock < to; clock++) latencies.push(now - sent[clock]!);
			}
		};
		for (const client of clients) client.onUpdate = onUpdate;
		for (let writer = 0; writer < writers; writer++) {
			const id = 1000 + room * writers + writer;
			const times = new Float64Array(edits);
			sentAt.set(id, times);
			const client = clients[writer]!;
			const phase = (1000 / perSecond) * ((room * writers + writer) / (rooms * writers));
			typing(id, edits).forEach((update, clock) => {
				const frame = client.frameOfUpdate(update);
				writes.push({
					at: phase + (1000 / perSecond) * clock,
					write() {
						times[clock] = performance.now();
						client.write(frame);
					}
				});
			});
		}
	}
	writes.sort((a, b) => a.at - b.at);
	const began = performance.now();
	let cpuBefore = 0;
	let loadBefore = process.cpuUsage();
	let countedFrom = 0;
	for (let next = 0; next < writes.length;) {
		const elapsed = performance.now() - began;
		if (!isCounting && elapsed > warmUpS * 1000) {
			isCounting = true;
			cpuBefore = server.cpuSeconds();
			loadBefore = process.cpuUsage();
			countedFrom = performance.now();
		}
		while (next < writes.length && writes[next]!.at <= elapsed) writes[next++]!.write();
		await sleep(1);
	}
	await sleep(200);
	const cpu = server.cpuSeconds() - cpuBefore;
	const load = process.cpuUsage(loadBefore);
	const tookMs = performance.now() - countedFrom;
	await server.end('SIGKILL');
	latencies.sort((a, b) => a - b);
	return {
		cpuPer10k: cpu / (delivered / 10_000),
		p50Ms: quantile(latencies, 0.5),
		p99Ms: quantile(latencies, 0.99),
		delivered,
		loadBusy: (load.user + load.system) / 1000 / tookMs
	};
}

/** One room of 20 clients that together send 5,000 updates as fast as they go. */
export async function burst(contestant: Contestant): Promise<Figures> {
	const [members, each] = [20, 250];
	const server = await start(contestant);
	const clients = await openMany(contestant, server, members, () => 0);
	const reader = new EditReader();
	let delivered = 0;
	for (const client of clients) {
		client.onUpdate = (update) => {
			for (const [, from, to] of reader.read(update)) delivered += to - from;
		};
	}
	const frames = clients.map((client, i) =>
		typing(1000 + i, each).map((update) => client.frameOfUpdate(update))
	);
	const cpuBefore = server.cpuSeconds();
	const began = performance.now();
	for (let clock = 0; clock < each; clock++) {
		clients.forEach((client, i) => client.write(frames[i]![clock]!));
		// The client's own writing is given a turn, so that the sockets are fed and not one large buffer.
		if (clock % 10 === 9) await new Promise((resolve) => setImmediate(resolve));
	}
	await until(() => delivered >= members * members * each, `${contestant.name}: burst`);
	const tookMs = performance.now() - began;
	await sleep(50);
	const cpu = server.cpuSeconds() - cpuBefore;
	await server.end('SIGKILL');
	return { tookMs, cpuPer10k: cpu / (delivered / 10_000) };
}

/** 1,000 rooms of 100 kB with one idle client in each. */
export async function memory(contestant: Contestant): Promise<Figures> {
	const server = await start(contestant);
	const base = await server.residentBytes();
	const update = documentOf(100_000);
	for (let room = 0; room < ROOMS; room += 20) {
		const names = (i: number) => room + i;
		const seeders = await openMany(contestant, server, 20, names);
		for (const seeder of seeders) seeder.write(seeder.frameOfUpdate(update));
		if (contestant.dialect !== 'echo') {
			await until(
				() => seeders.every(({ updateBytes }) => updateBytes >= update.length),
				'seeding'
			);
		}
		await openMany(contestant, server, 20, names);
		for (const seeder of seeders) seeder.end();
	}
	// Whatever a server keeps for a while after somebody entered is gone by now.
	await sleep(40_000);
	const used = (await server.residentBytes()) - base;
	await server.end('SIGKILL');
	return { MiB: used / 1024 / 1024, baseMiB: base / 1024 / 1024 };
}

/** Entering a room in which one colleague sits and 20,000 edits were written. */
export async function join(contestant: Contestant): Promise<Figures> {
	const { updates, doc } = history(20_000);
	const whole = Y.encodeStateAsUpdate(doc).length;
	const server = await start(contestant);
	const [writer, idle] = await openMany(contestant, server, 2, () => 0);
	let sent = 0;
	for (const update of updates) {
		writer!.write(writer!.frameOfUpdate(update));
		if (++sent % 200 === 0) await sleep(5);
	}
	await untilQuiet(idle!);
	// Some are long behind with what they were sent.
	for (let known = 0; known < whole * 0.99; await sleep(500)) {
		const client = new Client(server.port, contestant, 0);
		await client.opened;
		known = client.updateBytes;
		client.end();
	}
	writer!.end();
	await sleep(3000);
	const times: number[] = [];
	let bytes = 0;
	for (let i = 0; i < 15; i++) {
		const began = performance.now();
		const client = new Client(server.port, contestant, 0);
		await client.opened;
		times.push(client.answeredAt! - began);
		bytes = client.updateBytes;
		client.end();
		await sleep(100);
	}
	await server.end('SIGKILL');
	return { medianMs: median(times), worstMs: Math.max(...times), kB: bytes / 1000 };
}

/** A restart with 1,000 rooms of 20 kB on the disk, to which all clients come back at once. */
export async function restart(contestant: Contestant): Promise<Figures> {
	const dataDir = tempDir();
	const update = documentOf(20_000);
	const isWhole = ({ updateBytes }: Client) => updateBytes >= update.length * 0.9;
	let server = await start(contestant, dataDir, true);
	for (let room = 0; room < ROOMS; room += 20) {
		const seeders = await openMany(contestant, server, 20, (i) => room + i);
		for (const seeder of seeders) seeder.write(seeder.frameOfUpdate(update));
		await until(() => seeders.every(isWhole), 'seeding');
		for (const seeder of seeders) seeder.end();
	}
	// The others store seconds later, or behind one's back.
	await sleep(12_000);
	const firsts: number[] = [];
	for (let round = 0; round < 5; round++) {
		await server.end();
		const began = performance.now();
		server = await start(contestant, dataDir, true);
		const first = new Client(server.port, contestant, round);
		await until(() => isWhole(first), `${contestant.name}: first answer`, 1);
		firsts.push(performance.now() - began);
		first.end();
	}
	const cameBack = performance.now();
	const clients = await openMany(contestant, server, ROOMS, (i) => i);
	await until(() => clients.every(isWhole), `${contestant.name}: all answers`);
	const allMs = performance.now() - cameBack;
	await server.end('SIGKILL');
	return { firstMs: median(firsts), allMs };
}

async function openMany(
	contestant: Contestant,
	{ port }: RunningServer,
	count: number,
	roomOf: (i: number) => number
): Promise<Client[]> {
	const clients = Array.from({ length: count }, (_, i) => new Client(port, contestant, roomOf(i)));
	await Promise.all(clients.map((client) => client.opened));
	return clients;
}

async function untilQuiet(client: Client): Promise<void> {
	for (let before = -1; before !== client.updateBytes;) {
		before = client.updateBytes;
		await sleep(1000);
	}
}

async function until(isTrue: () => boolean, what: string, everyMs = 2): Promise<void> {
	for (const end = performance.now() + PATIENCE_MS; !isTrue();) {
		if (performance.now() > end) throw new Error(`never came about: ${what}`);
		await sleep(everyMs);
	}
}

/** The middle one of some values. */
export function median(values: number[]): number {
	return quantile(
		[...values].sort((a, b) => a - b),
		0.5
	);
}

/** The value below which a part of sorted values lies. */
function quantile(sorted: number[], part: number): number {
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;
}
