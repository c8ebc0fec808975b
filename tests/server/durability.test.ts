import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeAck, writeUpdate } from '#lib/protocol/frames.ts';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { atEnd, createTeam, RawClient, sleep, until } from './harness.ts';

const team = createTeam(1);
// A handful in every run, many in the longer suites.
const rounds = Number(process.env.CAIRN_KILLS ?? 5);
const main = path.join(import.meta.dirname, '../../server/main.ts');

function tempDir(): string {
	const dir = mkdtempSync(path.join(tmpdir(), 'relay-'));
	atEnd(() => rmSync(dir, { recursive: true, force: true }));
	return dir;
}

/** The real server in its own process, on a free port. */
async function startProcess(dataDir: string) {
	const child = spawn(process.execPath, [main, '--port', '0', '--data', dataDir], {
		stdio: ['ignore', 'pipe', 'pipe']
	});
	atEnd(() => child.kill('SIGKILL'));
	let said = '';
	child.stdout.on('data', (chunk) => (said += String(chunk)));
	child.stderr.on('data', () => {});
	const port = () => /localhost:(\d+)/.exec(said)?.[1];
	await until(() => port() !== undefined, 10_000);
	const end = async (signal: NodeJS.Signals) => {
		const ended = once(child, 'exit');
		child.kill(signal);
		return (await ended)[0] as number | null;
	};
	return { url: `ws://127.0.0.1:${port()}/sync`, end };
}

/** Writes numbered words as fast as they are acknowledged, some ahead; keeps what was acknowledged. */
function startWriting(client: RawClient, doc: Y.Doc, name: string) {
	const acknowledged = new Set<string>();
	let sent = 0;
	doc.on('update', (update: Uint8Array, origin) => {
		if (origin !== 'relay') client.send(writeUpdate(update));
	});
	const writeNext = () => {
		if (client.socket.readyState !== client.socket.OPEN) return;
		const i = sent++;
		doc.getMap('words').set(`${name}-${i}`, i);
		client.send(writeAck(new Uint8Array(Uint32Array.of(i).buffer)));
	};
	client.socket.on('message', () => {
		for (const frame of client.frames.splice(0)) {
			if (frame.type === 'update') Y.applyUpdate(doc, frame.update, 'relay');
			if (frame.type !== 'ack') continue;
			const i = Buffer.from(frame.payload).readUInt32LE();
			acknowledged.add(`${name}-${i}`);
			writeNext();
		}
	});
	for (let ahead = 0; ahead < 3; ahead++) writeNext();
	return acknowledged;
}

describe('a relay that is killed', () => {
	it(
		'[KEEP-2] has every acknowledged write after kill −9, and all replicas become equal',
		async () => {
			const dataDir = tempDir();
			const docs = [new Y.Doc(), new Y.Doc()];
			const acknowledged = new Set<string>();
			let relay = await startProcess(dataDir);
			for (let round = 0; round < rounds; round++) {
				const { url } = relay;
				const writers = await Promise.all(
					docs.map(async (doc, i) => {
						const client = await new RawClient(url, team.room, team.asMember).shakeHands(doc);
						return startWriting(client, doc, `${round}-${i}`);
					})
				);
				await until(() => writers.every((words) => words.size >= 10));
				await sleep(37 * (round % 10));
				await relay.end('SIGKILL');
				for (const writer of writers) {
					for (const word of writer) acknowledged.add(word);
				}

				relay = await startProcess(dataDir);
				const fresh = new Y.Doc();
				const reader = await new RawClient(relay.url, team.room, team.asMember).shakeHands();
				Y.applyUpdate(fresh, reader.all('step2')[0]!.update);
				const lost = [...acknowledged].filter((word) => !fresh.getMap('words').has(word));
				expect(lost, `round ${round}`).toEqual([]);
			}
			expect(acknowledged.size).toBeGreaterThanOrEqual(100);

			const fresh = new Y.Doc();
			for (const doc of [...docs, ...docs, fresh]) {
				const client = await new RawClient(relay.url, team.room, team.asMember).shakeHands(doc);
				Y.applyUpdate(doc, client.all('step2')[0]!.update);
				client.socket.close();
			}
			for (const doc of docs) {
				expect(doc.getMap('words').toJSON()).toEqual(fresh.getMap('words').toJSON());
			}
		},
		120_000 + rounds * 5_000
	);

	it('[KEEP-2] asked to end, it says so to everybody and keeps what was acknowledged', async () => {
		const dataDir = tempDir();
		const relay = await startProcess(dataDir);
		const doc = new Y.Doc();
		const client = await new RawClient(relay.url, team.room, team.asMember).shakeHands(doc);
		const acknowledged = startWriting(client, doc, 'w');
		await until(() => acknowledged.size > 20);
		expect(await relay.end('SIGTERM')).toBe(0);
		expect(await client.closed()).toBe(4500);
		const after = await startProcess(dataDir);
		const reader = await new RawClient(after.url, team.room, team.asMember).shakeHands();
		const fresh = new Y.Doc();
		Y.applyUpdate(fresh, reader.all('step2')[0]!.update);
		for (const word of acknowledged) expect(fresh.getMap('words').has(word)).toBe(true);
	}, 60_000);
});
