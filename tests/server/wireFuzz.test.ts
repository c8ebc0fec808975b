import { readFileSync } from 'node:fs';
import type { Duplex } from 'node:stream';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { roomName } from '#lib/protocol/room.ts';
import { validateUpdate } from '#lib/protocol/validate.ts';
import { expect, it } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { tempDir } from './dataDir.ts';
import { atEnd, connect, createTeam, sleep, synced, until } from './harness.ts';
import { brokenWebSocket, mutantOf, randomFrom, soundFrames, type Random } from './mutants.ts';
import { startProcess } from './relayProcess.ts';

// Some thousand in every run, 200,000 in the longer suites.
const frames = Number(process.env.CAIRN_FUZZ_FRAMES ?? 3000);
const WARM_UP_CONNECTIONS = 1000;
const FRAMES_PER_DOC = 40;
const FRAMES_PER_ROOM = 10_000;
const AT_ONCE = 8;
const MAX_GROWTH_BYTES = 64 * 2 ** 20;
const EMPTY_STEP_2 = Uint8Array.of(0, 1, 2, 0, 0);
const ROOT = 'what the witness writes';

const team = createTeam(1);

/** Connects and waits for nothing; a frame is judged when a ping after it is answered or the connection ends. */
class Attacker {
	readonly #random: Random;
	readonly #address: { url: string; room: string };
	#socket: WebSocket | null = null;
	#sound: Uint8Array[] = [];
	judged = 0;
	refused = 0;

	constructor(address: { url: string; room: string }, random: Random) {
		this.#address = address;
		this.#random = random;
	}

	async send(count: number): Promise<void> {
		for (let i = 0; i < count; i++) {
			if (this.#socket?.readyState !== WebSocket.OPEN) await this.#enter();
			if (i % FRAMES_PER_DOC === 0) this.#sound = soundFrames(1 + this.#random(2 ** 30));
			await this.#sendOne(this.#socket!);
			this.judged++;
		}
		this.#socket?.terminate();
	}

	/** Comes and goes without doing any harm. */
	async visit(count: number): Promise<void> {
		for (let i = 0; i < count; i++) {
			await this.#enter();
			this.#socket!.send(soundFrames(1)[0]!);
			this.#socket!.terminate();
		}
	}

	#enter(): Promise<void> {
		const { url, room } = this.#address;
		const asked = this.#random(8) ? team.asMember : team.asReader;
		const socket = new WebSocket(`${url}/${room}`, asked);
		this.#socket = socket;
		socket.on('error', () => {});
		return new Promise((resolve, reject) => {
			socket.once('close', () => reject(new Error('the relay let nobody in')));
			socket.once('open', () => {
				socket.removeAllListeners('close');
				if (this.#random(4)) socket.send(EMPTY_STEP_2);
				resolve();
			});
		});
	}

	#sendOne(socket: WebSocket): Promise<void> {
		const random = this.#random;
		return new Promise((resolve) => {
			const onPong = () => done();
			const onClose = () => {
				this.refused++;
				done();
			};
			function done() {
				socket.off('pong', onPong);
				socket.off('close', onClose);
				resolve();
			}
			socket.once('pong', onPong);
			socket.once('close', onClose);
			const kind = random(100);
			if (kind === 0) socket.send('{"text":"frame"}');
			else if (kind === 1) socket.send(new Uint8Array());
			else if (kind === 2) wireOf(socket).write(brokenWebSocket(random));
			else socket.send(mutantOf(this.#sound, random));
			// The connection may be gone by the time: then the relay has judged.
			if (socket.readyState === WebSocket.OPEN) socket.ping(undefined, undefined, () => {});
			// What never ends as a message is never answered either.
			if (kind === 2) setTimeout(() => socket.terminate(), 20);
		});
	}
}

function wireOf(socket: WebSocket): Duplex {
	return (socket as unknown as { _socket: Duplex })._socket;
}

/** A stock client in the room under attack, which writes now and then. */
function createWitness(url: string, room: string) {
	const { doc, provider } = connect(url, room, team.asMember);
	let dropped = 0;
	let written = '';
	provider.on('connection-close', () => dropped++);
	return {
		doc,
		provider,
		write() {
			written += '.';
			doc.getText(ROOT).insert(0, '.');
		},
		isUnharmed: () => dropped === 0 && provider.synced && doc.getText(ROOT).toJSON() === written
	};
}

function residentBytes(pid: number): number {
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)![1]) * 1024;
}

/** Every row the relay kept, and whether there is one that it could not read itself. */
function keptRows(dir: string) {
	const db = new DatabaseSync(path.join(dir, 'relay.sqlite'));
	const rows = db.prepare('SELECT room, bytes FROM updates ORDER BY seq').all();
	const quarantined = db.prepare('SELECT count(*) AS count FROM quarantine').get()!.count;
	db.close();
	return { rows: rows as { room: number; bytes: Uint8Array }[], quarantined };
}

it(
	`[VALID-5] ${frames} mutated frames over real sockets: the relay lives, keeps no bad row, stays small, and nobody else notices`,
	async () => {
		const dir = tempDir();
		const relay = await startProcess(dir);
		// The start is that of a relay that has seen some clients: before, it has not even compiled its code.
		const guests = Array.from(
			{ length: AT_ONCE },
			(_, i) => new Attacker({ url: relay.url, room: team.teamRoom }, randomFrom(i + 1))
		);
		await Promise.all(guests.map((guest) => guest.visit(WARM_UP_CONNECTIONS / AT_ONCE)));
		const start = residentBytes(relay.pid);
		let most = start;
		const sampling = setInterval(() => (most = Math.max(most, residentBytes(relay.pid))), 100);
		atEnd(() => clearInterval(sampling));
		let [judged, refused] = [0, 0];
		for (let done = 0; done < frames; done += FRAMES_PER_ROOM) {
			const room = roomName(team.teamId, 'cycle', `f${done}`);
			const witness = createWitness(relay.url, room);
			await synced(witness);
			const writing = setInterval(() => witness.write(), 50);
			const each = Math.ceil(Math.min(FRAMES_PER_ROOM, frames - done) / AT_ONCE);
			const attackers = Array.from(
				{ length: AT_ONCE },
				(_, i) => new Attacker({ url: relay.url, room }, randomFrom(2026 + done + i * 7919))
			);
			await Promise.all(attackers.map((attacker) => attacker.send(each)));
			clearInterval(writing);
			witness.write();
			expect(witness.isUnharmed()).toBe(true);
			const late = connect(relay.url, room, team.asReader);
			await until(() => late.doc.getText(ROOT).length === witness.doc.getText(ROOT).length);
			expect(witness.isUnharmed()).toBe(true);
			for (const { provider } of [late, witness]) provider.destroy();
			judged += attackers.reduce((sum, attacker) => sum + attacker.judged, 0);
			refused += attackers.reduce((sum, attacker) => sum + attacker.refused, 0);
		}
		await sleep(200);
		clearInterval(sampling);
		expect(relay.isRunning()).toBe(true);
		expect(judged).toBeGreaterThanOrEqual(frames);
		expect(refused).toBeGreaterThan(judged / 10);
		expect(await relay.end('SIGTERM')).toBe(0);

		const { rows, quarantined } = keptRows(dir);
		const docs = new Map<number, Y.Doc>();
		for (const { room, bytes } of rows) {
			expect(validateUpdate(bytes).ok).toBe(true);
			const doc = docs.get(room) ?? new Y.Doc();
			docs.set(room, doc);
			Y.applyUpdate(doc, bytes);
		}
		expect(rows.length).toBeGreaterThan(0);
		expect(quarantined).toBe(0);
		const grown = most - start;
		console.log(
			`${judged} frames, ${refused} refused, ${rows.length} rows kept, at most ${(grown / 2 ** 20).toFixed(0)} MiB more memory`
		);
		expect(grown).toBeLessThan(MAX_GROWTH_BYTES);
	},
	60_000 + frames * 20
);
