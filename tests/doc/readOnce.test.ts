import { expect, test } from 'vitest';
import { confirmReached } from '#lib/doc/confirmReached.ts';
import { addKeyResult, addObjective, readCycle, setKeyResult } from '#lib/doc/cycle.ts';
import { recordCheckIn } from '#lib/doc/recordCheckIn.ts';
import { logRoot } from '#lib/doc/checkIns.ts';
import { createId, type DeviceId, type KeyResultId } from '#lib/okr/ids.ts';
import { keyResultId, objectiveId, team } from './replicas.ts';

const device = createId<DeviceId>(new Uint8Array(10));

test('[PACE-1] a log stays the same list until something is written into it, or confirmed', () => {
	const { ana } = team('ana');
	const o = objectiveId();
	const [one, other] = [keyResultId(), keyResultId()];
	addObjective(ana.doc, ana, { id: o });
	for (const id of [one, other]) addKeyResult(ana.doc, ana, { id, objectiveId: o });
	const say = (id: KeyResultId, value: number) =>
		recordCheckIn(ana.doc, ana, device, id, { measuredAt: '2026-09-30', value, confidence: 4 });
	const logs = () => [one, other].map((id) => readCycle(ana.doc).checkIns.get(id));
	say(one, 10);
	say(other, 20);
	const before = logs();
	setKeyResult(ana.doc, ana, one, { target: 50 });
	expect(logs()[0]).toBe(before[0]);
	say(one, 11);
	const [ones, others] = logs();
	expect(ones).toHaveLength(2);
	expect(others).toBe(before[1]);
	// When it reached the relay is written elsewhere, and is about the same entries.
	confirmReached(ana.doc, device, ana.now() + 60_000, null);
	expect(logs()[1]).not.toBe(others);
	expect(logs()[1]?.[0]?.reachedRelayAt).toBeTypeOf('number');
});

test('[CHECKIN-8] the same entry of one second counts once, and its name is what it was', () => {
	const { ana } = team('ana');
	const o = objectiveId();
	const k = keyResultId();
	addObjective(ana.doc, ana, { id: o });
	addKeyResult(ana.doc, ana, { id: k, objectiveId: o });
	const id = recordCheckIn(ana.doc, ana, device, k, {
		measuredAt: '2026-09-30',
		value: 10,
		confidence: 4
	});
	const root = ana.doc.getArray<unknown[]>(logRoot(k));
	const [entry] = root.toArray();
	root.push([[...entry!], [...entry!.slice(0, 3), 11, 4]]);
	const log = readCycle(ana.doc).checkIns.get(k) ?? [];
	expect(log.map(({ value }) => value).sort()).toEqual([10, 11]);
	expect(log.find(({ value }) => value === 10)?.id).toBe(id);
	expect({ ...log[0] }.id).toBe(log[0]?.id);
});
