import { afterEach, expect, test, vi } from 'vitest';
import type { StageId, WorkshopId } from '#lib/okr/ids.ts';
import { createMemoryStore } from '#lib/device/memoryStore.ts';
import { openIdeas } from '#lib/team/ideas.ts';

afterEach(() => {
	vi.useRealTimers();
});

/** Ideas of a device whose disk is full for as long as it is said to be. */
async function onDisk() {
	const disk = { isFull: false };
	const store = createMemoryStore();
	const real = await store.openPrivate();
	const kept = new Map<string, string>();
	const mine: typeof real = {
		...real,
		putIdea: (_, __, { id, text }) => {
			if (!disk.isFull) kept.set(id, text);
			return Promise.resolve(disk.isFull ? { ok: false, why: 'quota' } : { ok: true });
		}
	};
	const ideas = await openIdeas({
		device: {
			store,
			now: () => 1,
			random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes))
		},
		...{ mine, teamId: 'team', workshopId: 'w' as WorkshopId, onChange: () => undefined }
	});
	const begin = (text: string) => ideas.begin('s' as StageId, { text, isSigned: false });
	return { ideas, begin, disk, kept: () => [...kept.values()].sort() };
}

test('[KICKOFF-2] what a full disk refused is said until all of it is kept, and is tried again with the next key', async () => {
	const { ideas, begin, disk, kept } = await onDisk();
	disk.isFull = true;
	for (const text of ['first', 'second']) begin(text);
	await ideas.settle();
	expect([ideas.notKept, kept()]).toEqual(['quota', []]);
	expect(ideas.list().map(({ text }) => text)).toEqual(['first', 'second']);
	disk.isFull = false;
	begin('third');
	await ideas.settle();
	expect([ideas.notKept, kept()]).toEqual([null, ['first', 'second', 'third']]);
	ideas.close();
});

test('[KICKOFF-2] what a full disk refused is tried again by itself, also where nobody types any more', async () => {
	vi.useFakeTimers();
	const { ideas, begin, disk, kept } = await onDisk();
	disk.isFull = true;
	begin('last words');
	await ideas.settle();
	await vi.advanceTimersByTimeAsync(10_000);
	expect([ideas.notKept, kept()]).toEqual(['quota', []]);
	disk.isFull = false;
	await vi.advanceTimersByTimeAsync(10_000);
	expect([ideas.notKept, kept()]).toEqual([null, ['last words']]);
	ideas.close();
	expect(vi.getTimerCount()).toBe(0);
});
