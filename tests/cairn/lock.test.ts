import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { takeLock } from '../../tools/cairn/lock.ts';

// A dead lock is waited for.
vi.setConfig({ testTimeout: 40_000 });

const times = { touchMs: 100, deadMs: 2000 };

let dir: string;
beforeEach(async () => {
	dir = await mkdtemp(path.join(tmpdir(), 'cairn-lock-'));
});
afterEach(() => rm(dir, { recursive: true }));

test('[HEADLESS-6] of many runs at once one at a time has the store', async () => {
	let inside = 0;
	let most = 0;
	const runs = Array.from({ length: 8 }, async () => {
		const lock = await takeLock(dir, 30_000);
		most = Math.max(most, ++inside);
		expect(await lock?.isMine()).toBe(true);
		await pause(20);
		inside--;
		await lock?.release();
		return lock !== null;
	});
	expect(await Promise.all(runs)).toEqual(Array.from({ length: 8 }, () => true));
	expect(most).toBe(1);
	expect(await readdir(dir)).toEqual([]);
});

test('[HEADLESS-6] who waits in vain is told, however long the other one takes', async () => {
	const lock = await takeLock(dir, 0, times);
	expect(await takeLock(dir, 4000, times)).toBeNull();
	expect(await lock?.isMine()).toBe(true);
	await lock?.release();
	expect(await takeLock(dir, 0)).not.toBeNull();
});

test('[HEADLESS-6] a lock that nobody touches any more is taken over once, and its holder knows', async () => {
	// As of a process that is asleep or was killed: it touches nothing.
	vi.useFakeTimers({ toFake: ['setInterval'] });
	const asleep = await takeLock(dir, 0, times);
	vi.useRealTimers();
	const waiting = await Promise.all([takeLock(dir, 4000, times), takeLock(dir, 4000, times)]);
	expect(waiting.filter((lock) => lock !== null)).toHaveLength(1);
	expect(await asleep?.isMine()).toBe(false);
	await asleep?.release();
	expect(await readdir(dir)).toEqual(['lock']);
});
