import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { writeAck } from '#lib/protocol/frames.ts';
import { openRelay, type RelayReplica } from '#lib/sync/relay.ts';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { imageDisk, reasonNotToMount, smallDisk } from './dataDir.ts';
import { atEnd, connect, createTeam, RawClient, sleep, synced, until } from './harness.ts';
import { passOver } from './passOver.ts';
import { startProcess } from './relayProcess.ts';

const team = createTeam(1);
const noMount = reasonNotToMount();
if (noMount) passOver(`tests of a failing disk are passed over: ${noMount}`);

/** A person with the app's own replica, who remembers what was called safe. */
function join(url: string) {
	const doc = new Y.Doc();
	let replica: RelayReplica;
	const open = (at: string) => {
		replica = openRelay(doc, {
			url: at,
			room: team.room,
			show: () => ({ token: team.tokens.edit, record: team.record, permit: null }),
			cannotStoreRetryMs: 300,
			WebSocket: WebSocket as unknown as typeof globalThis.WebSocket
		});
		replica.onChange(note);
		const opened = replica;
		atEnd(() => opened.close());
	};
	const safe = new Set<string>();
	const words = doc.getMap<string>('words');
	function note(): void {
		if (replica.state.at === 'safe') for (const word of words.keys()) safe.add(word);
	}
	open(url);
	return {
		safe,
		words,
		open,
		state: () => replica.state,
		close: () => replica.close(),
		write: (word: string) => words.set(word, 'x'.repeat(5000))
	};
}

async function wordsAt(url: string): Promise<Set<string>> {
	const reader = connect(url, team.room, team.asReader);
	await synced(reader);
	const words = new Set(reader.doc.getMap('words').keys());
	reader.provider.destroy();
	return words;
}

/** Writes until the relay says that it cannot store. */
async function writeUntilItFails(ana: ReturnType<typeof join>, name: string) {
	for (let i = 0; ana.state().at !== 'failed' && i < 2000; i++) {
		ana.write(`${name}-${i}`);
		await sleep(10);
	}
	expect(ana.state()).toEqual({ at: 'failed', why: 'cannot-store' });
}

describe.skipIf(noMount)('a real relay on a disk of its own', () => {
	it('[ACK-5] full, it acknowledges nothing and says so, goes on being read, and has everything when there is space', async () => {
		const disk = smallDisk(4096);
		const relay = await startProcess(disk.dir);
		const [ana, ben] = [join(relay.url), join(relay.url)];
		ana.write('first');
		await until(() => ana.state().at === 'safe' && ben.state().at === 'safe');
		const filler = path.join(disk.dir, 'filler');
		for (let round = 0; round < 3; round++) {
			writeFileSync(filler, '');
			expect(() => {
				for (;;) appendFileSync(filler, Buffer.alloc(4096));
			}).toThrow('ENOSPC');
			await writeUntilItFails(ana, `ana-${round}`);
			ben.write(`ben-${round}`);
			await until(() => ben.state().at === 'failed');
			const late = await new RawClient(relay.url, team.room, team.asMember).shakeHands();
			expect(late.closeCode).toBeNull();
			const held = await wordsAt(relay.url);
			expect([...ana.safe, ...ben.safe].filter((word) => !held.has(word))).toEqual([]);
			expect(held.has(`ben-${round}`)).toBe(false);
			expect(ben.state()).toEqual({ at: 'failed', why: 'cannot-store' });

			rmSync(filler);
			await until(() => ana.state().at === 'safe' && ben.state().at === 'safe', 20_000);
			expect(ana.words.size).toBe(ben.words.size);
			late.send(writeAck(Uint8Array.of(7)));
			await late.received('ack');
			const after = await wordsAt(relay.url);
			expect(after).toEqual(new Set(ana.words.keys()));
		}
		expect(relay.log()).toContain('cannot store');
		expect(relay.log()).toContain('can store again');
		await relay.end('SIGKILL');
		const again = await startProcess(disk.dir);
		expect(await wordsAt(again.url)).toEqual(new Set(ana.words.keys()));
	}, 90_000);

	it('[ACK-5] read-only all of a sudden, it acknowledges nothing and says so, and nothing is lost when the disk is repaired', async () => {
		const disk = imageDisk(32);
		const relay = await startProcess(disk.dir);
		const ana = join(relay.url);
		ana.write('first');
		await until(() => ana.state().at === 'safe');
		disk.goReadOnly();
		await writeUntilItFails(ana, 'later');
		expect(relay.isRunning()).toBe(true);
		const held = await wordsAt(relay.url);
		expect([...ana.safe].filter((word) => !held.has(word))).toEqual([]);
		expect(relay.log()).toContain('cannot store');
		await relay.end('SIGTERM');

		disk.repair();
		await ana.close();
		const again = await startProcess(disk.dir);
		ana.open(again.url);
		await until(() => ana.state().at === 'safe');
		expect(await wordsAt(again.url)).toEqual(new Set(ana.words.keys()));
	}, 60_000);
});
