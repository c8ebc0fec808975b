import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { addKeyResult, addObjective, readCycle, setKeyResult } from '#lib/doc/cycle.ts';
import { markStep } from '#lib/doc/markStep.ts';
import { recordCheckIn } from '#lib/doc/recordCheckIn.ts';
import { readStepMarks } from '#lib/doc/stepMarks.ts';
import { createUndo } from '#lib/doc/undo.ts';
import { type CheckInId, createId, type DeviceId } from '#lib/okr/ids.ts';
import { type StepMark, stepStates } from '#lib/okr/nextStep.ts';
import { createRandom, keyResultId, meet, objectiveId, type Replica, team } from './replicas.ts';

const device = createId<DeviceId>(new Uint8Array(10));

const marksIn = (doc: Y.Doc) => readStepMarks(readCycle(doc).steps);

function trio() {
	const { ana, ben, zoe } = team('ana', 'ben', 'zoe');
	const [o, k] = [objectiveId(), keyResultId()];
	addObjective(ana.doc, ana, { id: o });
	addKeyResult(ana.doc, ana, { id: k, objectiveId: o });
	const said = { measuredAt: '2026-09-30', value: 1, confidence: 4 } as const;
	const nextStep = { what: 'Call', ownerId: null, dueOn: null };
	const id = recordCheckIn(ana.doc, ana, device, k, { ...said, nextStep }) as CheckInId;
	const plain = recordCheckIn(ana.doc, ana, device, k, said) as CheckInId;
	meet(ana, ben, zoe);
	const word = (who: Replica, state: (typeof stepStates)[number], of = id, over?: StepMark) =>
		markStep(who.doc, who, device, k, of, state, over);
	const mark = (...given: Parameters<typeof word>) => word(...given) !== null;
	const correct = (who: Replica, what = 'Call') =>
		recordCheckIn(who.doc, who, device, k, {
			...said,
			nextStep: { ...nextStep, what },
			corrects: id
		}) as CheckInId;
	const stateOf = (who: Replica) => marksIn(who.doc).get(id)?.state;
	return { ana, ben, zoe, k, id, plain, word, mark, correct, stateOf };
}

test('[CHECKIN-17] a next step is closed and opened again, each time by an entry of its own, and is no step to undo', () => {
	const { ana, ben, k, id, plain, mark } = trio();
	const undo = createUndo(ana.doc, { writer: () => ana, pauseMs: 0 });
	expect(mark(ana, 'open')).toBe(false);
	expect(mark(ana, 'done')).toBe(true);
	expect(mark(ana, 'done')).toBe(false);
	expect(mark(ana, 'done', plain)).toBe(false);
	expect(mark(ana, 'done', device as string as CheckInId)).toBe(false);
	expect(undo.canUndo).toBe(false);
	setKeyResult(ana.doc, ana, k, { target: 4 });
	undo.undo();
	meet(ana, ben);
	expect(marksIn(ben.doc).get(id)).toMatchObject({ state: 'done', by: 'ana' });
	expect(mark(ben, 'open')).toBe(true);
	meet(ana, ben);
	expect(marksIn(ana.doc).get(id)).toMatchObject({ state: 'open', by: 'ben' });
	expect(ana.doc.getArray('steps')).toHaveLength(2);
});

test('[CHECKIN-17] who had seen what was said before counts, whatever the clocks; apart, done counts before dropped', () => {
	const { ana, ben, mark, stateOf } = trio();
	mark({ ...ana, now: () => Date.now() + 9e9 }, 'dropped');
	mark(ben, 'done');
	meet(ana, ben);
	expect([stateOf(ana), stateOf(ben)]).toEqual(['done', 'done']);
	mark({ ...ben, now: () => 5000 }, 'dropped');
	meet(ana, ben);
	expect([stateOf(ana), stateOf(ben)]).toEqual(['dropped', 'dropped']);
});

test('[CHECKIN-17] a step that was closed before its check-in was corrected is opened again, and closed again', () => {
	const { ana, ben, mark, correct } = trio();
	expect(mark(ana, 'done')).toBe(true);
	const corrected = correct(ana);
	meet(ana, ben);
	expect(mark(ben, 'done', corrected)).toBe(false);
	expect(mark(ben, 'open', corrected)).toBe(true);
	meet(ana, ben);
	expect(marksIn(ana.doc).get(corrected)).toMatchObject({ state: 'open', by: 'ben', n: 2 });
	expect(mark(ana, 'dropped', corrected)).toBe(true);
	// Another step has nothing of what was said of this one.
	expect(mark(ana, 'open', correct(ana, 'Write'))).toBe(false);
});

test('[NOW-4] taking a word about a step back leaves what a colleague has said since, also where that is the same', () => {
	const { ana, ben, id, word, stateOf } = trio();
	const done = word(ana, 'done')!;
	expect(word(ana, 'open', id, done)).toMatchObject({ state: 'open', by: 'ana' });
	const again = word(ana, 'done')!;
	meet(ana, ben);
	word(ben, 'dropped');
	meet(ana, ben);
	expect(word(ana, 'open', id, again)).toBeNull();
	expect(stateOf(ana)).toBe('dropped');
	word(ben, 'done');
	meet(ana, ben);
	expect(word(ana, 'open', id, again)).toBeNull();
	expect(stateOf(ana)).toBe('done');
});

test('[READ-2] a rank of a next step out of all proportion is not read, and does not stop anybody from saying more', () => {
	const { ana, ben, id, mark, stateOf } = trio();
	mark(ana, 'dropped');
	const [sound] = ana.doc.getArray<unknown[]>('steps').toArray();
	const [pen, second] = sound ?? [];
	for (const n of [4, 2 ** 20, 999_999_999, 1e9, Number.MAX_SAFE_INTEGER])
		ana.doc.getArray('steps').push([[pen, second, id, 1, n]]);
	meet(ana, ben);
	// Six rows by now: the greatest rank that can be is believed, as it bars nobody.
	expect(stateOf(ben)).toBe('done');
	for (const state of ['open', 'done', 'open'] as const) {
		expect(mark(ben, state)).toBe(true);
		meet(ana, ben);
		expect([stateOf(ana), stateOf(ben)]).toEqual([state, state]);
	}
});

test('[CHECKIN-17] whatever was said apart is the same on every replica, in whatever order it arrives', () => {
	for (let seed = 1; seed <= 40; seed++) {
		const dice = createRandom(seed);
		const roll = (sides: number) => Math.floor(dice() * sides);
		const { ana, ben, zoe, mark } = trio();
		const all = [ana, ben, zoe];
		for (let step = 0; step < 15; step++) {
			const who = all[roll(3)] ?? ana;
			mark({ ...who, now: () => 1e12 + roll(3) * 1000 }, stepStates[roll(3)] ?? 'open');
			if (dice() < 0.3) meet(who, all[roll(3)] ?? ben);
		}
		const updates = all.map(({ doc }) => Y.encodeStateAsUpdate(doc));
		const marks = [
			[0, 1, 2, 0],
			[2, 1, 0],
			[1, 2, 2, 0]
		].map((order) => {
			const doc = new Y.Doc();
			for (const at of order) Y.applyUpdate(doc, updates[at]!);
			return [...marksIn(doc)];
		});
		expect(marks[1]).toEqual(marks[0]);
		expect(marks[2]).toEqual(marks[0]);
	}
});

test('[CHECKIN-7] what is no word about a next step is passed over', () => {
	const { ana, id, mark, stateOf } = trio();
	mark(ana, 'dropped');
	const [sound] = ana.doc.getArray<unknown[]>('steps').toArray();
	const [pen, second] = sound ?? [];
	ana.doc
		.getArray('steps')
		.push([
			...[null, 7, 'x', {}, [], [pen], new Uint8Array(2)],
			[pen, second, id, 9, 7],
			[pen, second, id, '1', 7],
			[pen, second, id, 1.5, 7],
			[pen, second, id, 1, 1e12],
			[pen, -1, id, 1, 7],
			['PEN', second, id, 1, 7],
			[pen, second, 'x', 1, 7]
		]);
	expect(stateOf(ana)).toBe('dropped');
	const strange = new Y.Doc();
	strange.getMap('steps').set('a', 1);
	expect(marksIn(strange).size).toBe(0);
});
