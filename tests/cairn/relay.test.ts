import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { parseLink } from '#lib/protocol/link.ts';
import { writeUpdate } from '#lib/protocol/frames.ts';
import { beforeAll, expect, test, vi } from 'vitest';
import { tempDir } from '../server/dataDir.ts';
import { startProcess } from '../server/relayProcess.ts';
import { startRelay } from '../sync/scriptedRelay.ts';
import { safe } from '../team/people.ts';
import { buildClient, newStore, runCairn } from './runs.ts';
import { scene, visits } from './scene.ts';

beforeAll(buildClient);

test('[HEADLESS-1] over a relay that is killed and started again every check-in that ended with 0 is there', async () => {
	const data = tempDir();
	let relay = await startProcess(data);
	const port = new URL(relay.origin).port;
	const { cairn, log, ids, ana } = await scene(relay);
	const called = new Set<number>();
	const say = async (value: number): Promise<void> => {
		const { exit } = await cairn(
			...visits,
			'--value',
			String(value),
			'--person',
			'Ana',
			'--wait',
			'3'
		);
		expect([0, 7]).toContain(exit);
		if (exit === 0) called.add(value);
	};
	await say(1);
	expect(called.size).toBe(1);
	for (const round of [1, 2]) {
		const saying = say(round * 10);
		await new Promise((resolve) => setTimeout(resolve, round * 400));
		await relay.end('SIGKILL');
		await saying;
		await say(round * 10 + 1);
		relay = await startProcess(data, {}, port);
	}
	expect(await cairn('send')).toMatchObject({ exit: 0 });
	await safe(ana);
	await vi.waitFor(
		() => {
			// Those that were kept came along, each once, with those that were called done.
			expect(log(ids.visits).map(({ value }) => value)).toEqual([1, 10, 11, 20, 21]);
		},
		{ timeout: 20_000 }
	);
	expect(called.size).toBeGreaterThan(0);
});

test('[HEADLESS-8] a relay that sends bytes no Cairn wrote is not believed: nothing of them is kept, and the run says that it was not served', async () => {
	const relay = await startRelay();
	const { link } = await scene();
	const parsed = parseLink(link);
	const store = await newStore();
	const origin = relay.url.replace(/^ws/, 'http').replace(/\/sync$/, '');
	const running = runCairn(['send', '--store', store, '--wait', '3', '--relay', origin], {
		env: { CAIRN_LINK: link }
	});
	const line = await vi.waitFor(() => relay.line(0), { timeout: 10_000 });
	// Seven bytes that would have Yjs make room for a quarter of a gigabyte, and a frame that is none.
	line.send(writeUpdate(Uint8Array.of(1, 0xff, 0xff, 0xff, 0x7f, 1, 0)));
	// Hung up on, whatever it says next.
	line.greet();
	await vi.waitFor(() => {
		expect(line.socket.readyState).toBe(line.socket.CLOSED);
	});
	const run = await running;
	expect(run).toMatchObject({ exit: 7, said: { safe: { device: true, relay: false } } });
	const { teamId } = parsed.ok ? parsed.link : { teamId: '' };
	expect(await readdir(path.join(store, 'documents'))).not.toContain(`${teamId}.team.yjs`);
	relay.close();
});
