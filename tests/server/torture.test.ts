import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { roomName } from '#lib/protocol/room.ts';
import { describe, expect, it } from 'vitest';
import { imageDisk, reasonNotToMount, smallDisk, tempDir } from './dataDir.ts';
import { createTeam, sleep, until } from './harness.ts';
import { passOver } from './passOver.ts';
import { startProcess } from './relayProcess.ts';
import { contentOf, readRoom, Writer } from './writer.ts';

// A few rounds in every run, some hundred in `npm run torture` and in the longer suites.
const rounds = Number(process.env.CAIRN_TORTURE ?? 8);
const some = Math.ceil(rounds / 8);
const ROUNDS_PER_ROOM = 20;
const WRITERS = 3;

const team = createTeam(1);
const noMount = reasonNotToMount();
if (noMount) passOver(`tests of a failing disk are passed over: ${noMount}`);

type RunningProcess = Awaited<ReturnType<typeof startProcess>>;

interface Blow {
	rounds: number;
	dir: string;
	/** What befalls the relay while it is written to. Afterwards the process has ended. */
	strike: (relay: RunningProcess, writers: Writer[]) => Promise<void>;
	/** What an operator does before the next start. */
	repair?: () => void;
}

/** Strikes a relay at random moments under load, and after each blow looks for every acknowledged write. */
async function torture(name: string, { rounds, dir, strike, repair }: Blow) {
	let acknowledged = 0;
	let lost = 0;
	const chapters: { room: string; writers: Writer[] }[] = [];
	let relay = await startProcess(dir);
	for (let round = 0; round < rounds; round++) {
		if (round % ROUNDS_PER_ROOM === 0) {
			const room = roomName(team.teamId, 'cycle', `r${round}`);
			const writers = Array.from({ length: WRITERS }, (_, i) => new Writer(`${round}-${i}`));
			chapters.push({ room, writers });
		}
		const { room, writers } = chapters.at(-1)!;
		for (const writer of writers) writer.connect(relay.url, room, team.asMember);
		// Now and then before anything was acknowledged, mostly in the middle of it.
		await sleep(Math.random() * 400);
		await strike(relay, writers);
		repair?.();
		relay = await startProcess(dir);
		lost += await countLost(relay.url, room, writers);
		expect(lost, `${name}, round ${round}`).toBe(0);
	}
	for (const { room, writers } of chapters) {
		lost += await countLost(relay.url, room, writers);
		await expectEqual(relay.url, room, writers);
		for (const writer of writers) acknowledged += writer.acknowledged.size;
	}
	await relay.end('SIGTERM');
	expect(lost).toBe(0);
	expect(acknowledged).toBeGreaterThan(rounds);
	expect(complaintsOf(dir)).toBe('ok');
	console.log(`${name}, ${rounds} times: ${acknowledged} acknowledged writes, ${lost} lost`);
}

async function countLost(url: string, room: string, writers: Writer[]): Promise<number> {
	const words = (await readRoom(url, room, team.asMember)).getMap('words');
	const acknowledged = writers.flatMap((writer) => [...writer.acknowledged]);
	return acknowledged.filter((word) => !words.has(word)).length;
}

/** All replicas and a fresh one, once they have met again. */
async function expectEqual(url: string, room: string, writers: Writer[]): Promise<void> {
	for (const writer of [...writers, ...writers]) {
		writer.connect(url, room, team.asMember, false);
		await until(() => writer.isGreeted);
		writer.leave();
	}
	const fresh = contentOf(await readRoom(url, room, team.asMember));
	for (const writer of writers) expect(contentOf(writer.doc)).toEqual(fresh);
}

function complaintsOf(dir: string): unknown {
	const db = new DatabaseSync(path.join(dir, 'relay.sqlite'));
	const [row] = db.prepare('PRAGMA integrity_check').all();
	db.close();
	return row!.integrity_check;
}

function fill(file: string): void {
	try {
		for (;;) appendFileSync(file, Buffer.alloc(4096));
	} catch {
		// Full.
	}
}

const timeOf = (count: number) => 60_000 + count * 15_000;

describe('a relay under torture', () => {
	it(
		'[KEEP-2] killed −9 at random moments, it has every acknowledged write, and all replicas become equal',
		() =>
			torture('killed', {
				rounds,
				dir: tempDir(),
				strike: async (relay) => void (await relay.end('SIGKILL'))
			}),
		timeOf(rounds)
	);

	it(
		'[KEEP-2] asked to end, it says so to everybody and keeps what it acknowledged',
		() =>
			torture('asked to end', {
				rounds: 2 * some,
				dir: tempDir(),
				async strike(relay, writers) {
					await until(() => writers.every(({ isGreeted }) => isGreeted));
					expect(await relay.end('SIGTERM')).toBe(0);
					await until(() => writers.every(({ closeCode }) => closeCode !== null));
					expect(writers.map(({ closeCode }) => closeCode)).toEqual(writers.map(() => 4500));
				}
			}),
		timeOf(2 * some)
	);

	it.skipIf(noMount)(
		'[KEEP-2] with its disk full and then killed, it has every acknowledged write',
		() => {
			const { dir } = smallDisk(16 * 1024);
			const filler = path.join(dir, 'filler');
			return torture('disk full, then killed', {
				rounds: some,
				dir,
				async strike(relay, writers) {
					await until(() => writers.every(({ isGreeted }) => isGreeted));
					writeFileSync(filler, '');
					fill(filler);
					// The write-ahead log has room for a while where it is written over.
					await until(() => {
						fill(filler);
						return writers.every(({ closeCode }) => closeCode !== null);
					});
					await sleep(Math.random() * 200);
					await relay.end('SIGKILL');
				},
				repair: () => rmSync(filler)
			});
		},
		timeOf(some)
	);

	it.skipIf(noMount)(
		'[KEEP-2] with its file system turned read-only and then killed, it has every acknowledged write',
		() => {
			const disk = imageDisk(64);
			return torture('read-only, then killed', {
				rounds: some,
				dir: disk.dir,
				async strike(relay, writers) {
					await until(() => writers.every(({ isGreeted }) => isGreeted));
					await sleep(Math.random() * 400);
					disk.goReadOnly();
					await until(() => writers.every(({ closeCode }) => closeCode !== null));
					await relay.end('SIGKILL');
				},
				repair: () => disk.repair()
			});
		},
		timeOf(some)
	);
});
