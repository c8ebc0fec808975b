import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createBursts, endLeftovers } from '#lib/team/bursts.ts';

/** The part of the device's store that bursts use. */
function notes() {
	const kept = new Map<
		string,
		{ teamId: string; doc: string; key: string; text: string; at: number }
	>();
	return {
		kept,
		listBursts: () => Promise.resolve([...kept.values()]),
		putBurst: (burst: { teamId: string; doc: string; key: string; text: string; at: number }) => {
			kept.set(burst.key, burst);
			return Promise.resolve({ ok: true } as const);
		},
		deleteBurst: (_: string, __: string, key: string) => {
			kept.delete(key);
			return Promise.resolve({ ok: true } as const);
		}
	};
}

function typing() {
	const store = notes();
	const committed: string[] = [];
	const bursts = createBursts({
		store,
		teamId: 'team',
		room: 'room',
		now: () => Date.now(),
		commit: (item, field) => committed.push(`${item}/${field}`)
	});
	return { store, committed, bursts };
}

describe('a burst of typing', () => {
	beforeEach(() => {
		vi.useFakeTimers();
	});
	afterEach(() => {
		vi.useRealTimers();
	});

	it('[BURST-1] ends when the text has been quiet for a moment, whoever typed last', () => {
		const { bursts, committed } = typing();
		bursts.typed('a', 'title', 'G');
		vi.advanceTimersByTime(900);
		bursts.heard('a', 'title');
		vi.advanceTimersByTime(900);
		expect(committed).toEqual([]);
		vi.advanceTimersByTime(600);
		expect(committed).toEqual(['a/title']);
	});

	it('[BURST-2] is only ended by a device that typed in it', () => {
		const { bursts, committed } = typing();
		bursts.heard('a', 'title');
		bursts.end('a', 'title');
		vi.advanceTimersByTime(5_000);
		expect(committed).toEqual([]);
	});

	it('[BURST-3] ends at once when the field is left or the page hides, and only once', () => {
		const { bursts, committed } = typing();
		bursts.typed('a', 'title', 'G');
		bursts.end('a', 'title');
		bursts.typed('b', 'metric', 'x');
		bursts.endAll();
		vi.advanceTimersByTime(5_000);
		expect(committed).toEqual(['a/title', 'b/metric']);
	});

	it('[BURST-4] that a page left unfinished is ended by the next one, in its own document alone', async () => {
		const { bursts, store } = typing();
		bursts.typed('a', 'title', 'Grow');
		expect([...store.kept.keys()]).toEqual(['a/title']);
		const ended: string[] = [];
		const commit = (item: string, field: string) => ended.push(`${item}/${field}`) > 0;
		await endLeftovers(store, 'team', 'another room', commit);
		expect(ended).toEqual([]);
		await endLeftovers(store, 'team', 'room', () => false);
		expect(store.kept.size).toBe(1);
		await endLeftovers(store, 'team', 'room', commit);
		expect(ended).toEqual(['a/title']);
		expect(store.kept.size).toBe(0);
	});
});
