import { writeAck, writeUpdate } from '#lib/protocol/frames.ts';
import { readLimits } from '#lib/protocol/limits.ts';
import { validateUpdate } from '#lib/protocol/validate.ts';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createCommitter } from '../../server/committer.ts';
import { createCompactor } from '../../server/compactor.ts';
import { startHousekeeping } from '../../server/housekeeping.ts';
import type { Log } from '../../server/log.ts';
import { createMemoryStore } from '../../server/memoryStore.ts';
import { createMeters } from '../../server/meters.ts';
import { createRooms } from '../../server/rooms.ts';
import {
	atEnd,
	createTeam,
	RawClient,
	recordUpdates,
	sleep,
	startRelay,
	until
} from './harness.ts';

const team = createTeam(1);
const now = Date.UTC(2026, 10, 26, 12);

async function storeWithStates(...days: string[]) {
	const store = createMemoryStore(() => now);
	await store.append([{ room: team.room, bytes: Uint8Array.of(0, 0) }]);
	for (const stateOn of days) {
		await store.compact(team.room, {
			merged: Uint8Array.of(0, 0),
			replaced: [],
			quarantined: [],
			stateOn
		});
	}
	const days_ = async () => (await store.states(team.room)).map((state) => state.dayOn);
	return { store, days: days_ };
}

describe('keeping the house', () => {
	it('[STATE-2] states go when they are older than thirty days, the oldest before that if there are too many bytes', async () => {
		const { store, days } = await storeWithStates('2026-10-26', '2026-10-27', '2026-11-25');
		const start = (limits: { stateBytes?: number } = {}) =>
			atEnd(
				startHousekeeping({
					store,
					rooms: { tidy: () => {} } as never,
					limits: { ...readLimits({}), ...limits },
					log: () => {},
					now: () => now
				})
			);
		start();
		await sleep(20);
		expect(await days()).toEqual(['2026-11-25', '2026-10-27']);
		start({ stateBytes: 3 });
		await sleep(20);
		expect(await days()).toEqual(['2026-11-25']);
	});

	it('[STATE-2] a relay does so when it starts', async () => {
		const { store, days } = await storeWithStates('2026-10-26', '2026-11-25');
		await startRelay({ store, now: () => now });
		await sleep(20);
		expect(await days()).toEqual(['2026-11-25']);
	});

	/** Rooms as a relay has them, one of them entered, and a house that is kept. */
	async function keepHouse(clock: () => number, everyMs?: number) {
		const store = createMemoryStore(clock);
		const limits = readLimits({});
		const compactor = createCompactor();
		atEnd(() => compactor.close());
		let compacted = 0;
		const log: Log = (event) => {
			if (event === 'compacted') compacted++;
		};
		const rooms = createRooms({
			store,
			committer: createCommitter(store),
			compactor,
			meters: createMeters(store),
			limits,
			log,
			now: clock
		});
		const { room } = await rooms.enter(team.room);
		atEnd(() => room.dispose());
		const stop = startHousekeeping({ store, rooms, limits, log, now: clock, everyMs });
		atEnd(stop);
		const doc = new Y.Doc();
		const updates = recordUpdates(doc);
		async function write(text: string) {
			doc.getText('t').insert(0, text);
			const checked = validateUpdate(updates.at(-1)!);
			if (checked.ok) room.accept(updates.at(-1)!, checked.update);
			await room.committed();
		}
		async function textOn(day: string) {
			const bytes = await store.state(team.room, day);
			const kept = new Y.Doc();
			if (bytes) Y.applyUpdate(kept, bytes);
			return bytes && kept.getText('t').toJSON();
		}
		return { write, textOn, stop, compacted: () => compacted };
	}

	it('[STATE-1] a room that stays open is compacted, and its day kept, if it has changed', async () => {
		const house = await keepHouse(() => now, 20);
		await house.write('noon');
		await expect.poll(() => house.textOn('2026-11-26')).toBe('noon');
		await house.write('after');
		await expect.poll(() => house.textOn('2026-11-26')).toBe('afternoon');
		await sleep(100);
		expect(house.compacted()).toBe(2);
		house.stop();
		await house.write('late ');
		await sleep(100);
		expect(await house.textOn('2026-11-26')).toBe('afternoon');
	});

	it('[STATE-1] its day is kept before it ends, whoever writes soon after midnight', async () => {
		const began = performance.now();
		const beforeMidnight = Date.UTC(2026, 10, 26, 23, 58, 59, 800);
		let aheadMs = 0;
		const house = await keepHouse(() =>
			Math.round(beforeMidnight + performance.now() - began + aheadMs)
		);
		await house.write('evening');
		await expect.poll(() => house.textOn('2026-11-26')).toBe('evening');
		aheadMs = 360_000;
		await house.write('next ');
		expect(await house.textOn('2026-11-26')).toBe('evening');
		expect(house.compacted()).toBe(1);
	});
});

describe('what a team uses', () => {
	it('[LIMIT-4] counts all its open rooms together: whoever opens many at once gets no more', async () => {
		const store = createMemoryStore();
		const relay = await startRelay({ store, limits: { teamBytes: 3000, teamRooms: 3 } });
		const rooms = [1, 2, 3, 4, 5].map((i) => `${team.teamId}.cycle.q${i}`);
		const clients = await Promise.all(
			rooms.map((room) => new RawClient(relay.url, room, team.asMember).shakeHands())
		);
		for (const client of clients) {
			const doc = new Y.Doc();
			const updates = recordUpdates(doc);
			doc.getText('t').insert(0, 'x'.repeat(1200));
			client.send(writeUpdate(updates[0]!));
			client.send(writeAck(Uint8Array.of(1)));
			await until(() => client.closeCode !== null || client.all('ack').length > 0);
		}
		expect(clients.map((client) => client.closeCode)).toEqual([null, null, 4413, 4413, 4413]);
		const usage = await store.usage(team.teamId);
		expect(usage.rooms).toBe(2);
		expect(usage.bytes).toBeLessThanOrEqual(3000);
	});

	it('is measured once for rooms open at the same time, and anew for those who come later', async () => {
		const store = createMemoryStore();
		let asked = 0;
		const meters = createMeters({
			...store,
			usage: (teamId) => {
				asked++;
				return asked === 3 ? Promise.reject(new Error('disk')) : store.usage(teamId);
			}
		});
		const [first, second] = await Promise.all([meters.open(team.room), meters.open(team.teamRoom)]);
		expect(first).toBe(second);
		meters.release(team.room, first);
		expect(await meters.open(team.room)).toBe(first);
		meters.release(team.room, first);
		meters.release(team.teamRoom, first);
		const third = await meters.open(team.room);
		expect(third).not.toBe(first);
		meters.forget(team.room);
		await expect(meters.open(team.room)).rejects.toThrow('disk');
		const fourth = await meters.open(team.room);
		meters.release(team.room, third);
		expect(await meters.open(team.teamRoom)).toBe(fourth);
	});
});
