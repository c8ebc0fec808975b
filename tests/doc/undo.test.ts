import { expect, test } from 'vitest';
import {
	addKeyResult,
	addObjective,
	deleteItem,
	moveItem,
	readCycle,
	restoreItem,
	setKeyResult,
	setObjective
} from '#lib/doc/cycle.ts';
import { resolveConflict } from '#lib/doc/resolve.ts';
import { commitText, writeText } from '#lib/doc/text.ts';
import { createUndo } from '#lib/doc/undo.ts';
import { keyResultId, meet, objectiveId, type Replica, team, type } from './replicas.ts';

const plan = (replica: Replica) => readCycle(replica.doc).plan.objectives;
const conflicts = (replica: Replica) => readCycle(replica.doc).conflicts;
const title = (replica: Replica) => plan(replica)[0]?.title;
const keyResult = (replica: Replica) => plan(replica)[0]?.keyResults[0];

function started() {
	const { ana, ben } = team('ana', 'ben');
	const [o, k] = [objectiveId(), keyResultId()];
	addObjective(ana.doc, ana, { id: o });
	addKeyResult(ana.doc, ana, { id: k, objectiveId: o });
	setKeyResult(ana.doc, ana, k, { target: 10 });
	writeText(ana.doc, ana, o, 'title', 'Grow weekly actives');
	meet(ana, ben);
	const undo = createUndo(ana.doc, { writer: () => ana, pauseMs: 0 });
	return { ana, ben, o, k, undo };
}

test('[UNDO-1] steps come back in the order they were done, fields and typing on one stack', () => {
	const { ana, o, k, undo } = started();
	const states = [readCycle(ana.doc).plan];
	const done = (isDone: boolean | void) => {
		expect(isDone).not.toBe(false);
		states.push(readCycle(ana.doc).plan);
	};
	const [second, other] = [objectiveId(), keyResultId()];
	done(setKeyResult(ana.doc, ana, k, { target: 20, unit: '%' }));
	done(type(ana, o, 'title', 0, 'We '));
	done(addObjective(ana.doc, ana, { id: second }));
	done(setObjective(ana.doc, ana, o, 'audience', 'customers'));
	done(addKeyResult(ana.doc, ana, { id: other, objectiveId: second }));
	done(type(ana, o, 'title', 3, 'shall '));
	done(moveItem(ana.doc, ana, k, { after: other, objectiveId: second }));
	done(deleteItem(ana.doc, ana, second));
	done(restoreItem(ana.doc, ana, second));
	done(writeText(ana.doc, ana, o, 'title', 'All new'));
	for (const state of states.slice(0, -1).toReversed()) {
		expect(undo.canUndo).toBe(true);
		expect(undo.undo()).toBe(true);
		expect(readCycle(ana.doc).plan).toEqual(state);
	}
	expect([undo.canUndo, undo.undo(), undo.canRedo]).toEqual([false, false, true]);
	for (const state of states.slice(1)) {
		expect(undo.redo()).toBe(true);
		expect(readCycle(ana.doc).plan).toEqual(state);
	}
	expect([undo.canRedo, undo.redo(), undo.canUndo]).toEqual([false, false, true]);
	expect(conflicts(ana)).toEqual([]);
});

test('[UNDO-2] a field goes back only while the entry written here still stands alone', () => {
	const { ana, ben, k, undo } = started();
	setKeyResult(ana.doc, ana, k, { target: 20 });
	meet(ana, ben);
	setKeyResult(ben.doc, ben, k, { target: 30 });
	meet(ana, ben);
	expect(undo.undo()).toBe(false);
	expect(keyResult(ana)?.target).toBe(30);
	setKeyResult(ana.doc, ana, k, { target: 40 });
	setKeyResult(ben.doc, ben, k, { target: 50 });
	meet(ana, ben);
	expect(undo.undo()).toBe(false);
	expect(conflicts(ana)).toMatchObject([{ kind: 'value' }]);
});

test('[UNDO-2] undo passes over what a colleague has changed and takes back the step before', () => {
	const { ana, ben, k, undo } = started();
	setKeyResult(ana.doc, ana, k, { unit: '%' });
	setKeyResult(ana.doc, ana, k, { target: 20 });
	meet(ana, ben);
	setKeyResult(ben.doc, ben, k, { target: 30 });
	meet(ana, ben);
	expect(undo.undo()).toBe(true);
	expect(keyResult(ana)).toMatchObject({ target: 30, unit: '' });
});

test('[UNDO-2] typing is taken back letter by letter and a colleague’s letters stay', () => {
	const { ana, ben, o, undo } = started();
	type(ana, o, 'title', 0, 'We ');
	meet(ana, ben);
	type(ben, o, 'title', 3, 'really ');
	meet(ana, ben);
	expect(undo.undo()).toBe(true);
	expect(title(ana)).toBe('really Grow weekly actives');
	expect(undo.redo()).toBe(true);
	expect(title(ana)).toBe('We really Grow weekly actives');
});

test('[UNDO-3] what was added is deleted again, unless a colleague has put something into it', () => {
	const { ana, ben, undo } = started();
	const [mine, theirs] = [objectiveId(), objectiveId()];
	addObjective(ana.doc, ana, { id: mine });
	addObjective(ana.doc, ana, { id: theirs });
	meet(ana, ben);
	type(ben, theirs, 'title', 0, 'Delight');
	meet(ana, ben);
	expect(undo.undo()).toBe(true);
	expect(plan(ana).map(({ id }) => id)).not.toContain(mine);
	expect(plan(ana).map(({ id }) => id)).toContain(theirs);
	meet(ana, ben);
	expect(readCycle(ben.doc)).toEqual(readCycle(ana.doc));
	expect(conflicts(ben)).toEqual([]);
});

test('[UNDO-3] an added item is not taken back over a key result a colleague added to it', () => {
	const { ana, ben, undo } = started();
	const o = objectiveId();
	addObjective(ana.doc, ana, { id: o });
	meet(ana, ben);
	addKeyResult(ben.doc, ben, { id: keyResultId(), objectiveId: o });
	meet(ana, ben);
	expect(undo.undo()).toBe(false);
	expect(plan(ana)).toHaveLength(2);
});

test('[UNDO-4] a choice on a card is taken back as a whole: the card is there again', () => {
	const { ana, ben, o, k, undo } = started();
	setKeyResult(ana.doc, ana, k, { target: 20 });
	type(ana, o, 'title', 5, 'all ');
	commitText(ana.doc, ana, o, 'title');
	setKeyResult(ben.doc, ben, k, { target: 30 });
	type(ben, o, 'title', 5, 'our ');
	commitText(ben.doc, ben, o, 'title');
	meet(ana, ben);
	const before = readCycle(ana.doc);
	expect(before.conflicts).toHaveLength(2);
	for (const card of before.conflicts) {
		const side = 'edits' in card ? '' : (card.sides[1]?.key ?? '');
		expect(resolveConflict(ana.doc, ana, card, { side })).toBe(true);
	}
	expect(conflicts(ana)).toEqual([]);
	expect([undo.undo(), undo.undo()]).toEqual([true, true]);
	expect(readCycle(ana.doc)).toEqual(before);
	expect([undo.redo(), undo.redo()]).toEqual([true, true]);
	meet(ana, ben);
	expect(conflicts(ben)).toEqual([]);
});

test('[UNDO-5] undo never brings back what a colleague deleted', () => {
	const { ana, ben, o, k, undo } = started();
	setKeyResult(ana.doc, ana, k, { target: 20 });
	type(ana, o, 'title', 0, 'We ');
	commitText(ana.doc, ana, o, 'title');
	meet(ana, ben);
	deleteItem(ben.doc, ben, o);
	meet(ana, ben);
	expect(undo.undo()).toBe(false);
	meet(ana, ben);
	expect(readCycle(ben.doc)).toMatchObject({ plan: { objectives: [] }, conflicts: [] });
});

test('[UNDO-5] two people who delete the same thing: one undo leaves the other’s deletion', () => {
	const { ana, ben, o, undo } = started();
	deleteItem(ana.doc, ana, o);
	deleteItem(ben.doc, ben, o);
	meet(ana, ben);
	expect(undo.undo()).toBe(false);
	expect(plan(ana)).toEqual([]);
});

test('[UNDO-6] what the app notes by itself is no step, and something new ends redo', () => {
	const { ana, o, undo } = started();
	type(ana, o, 'title', 0, 'We ');
	commitText(ana.doc, ana, o, 'title');
	expect(undo.undo()).toBe(true);
	expect(title(ana)).toBe('Grow weekly actives');
	expect(undo.canUndo).toBe(false);
	expect(commitText(ana.doc, ana, o, 'title')).toBe(false);
	type(ana, o, 'title', 0, 'I ');
	expect(undo.canRedo).toBe(false);
	let calls = 0;
	const stop = undo.onChange(() => calls++);
	undo.undo();
	expect(calls).toBeGreaterThan(0);
	stop();
	undo.stop();
	type(ana, o, 'title', 0, 'You ');
	expect(undo.canUndo).toBe(false);
});

test('[UNDO-7] a step is typing without a pause in one text; another deed in between ends it', () => {
	const { ana, o, k } = started();
	const undo = createUndo(ana.doc, { writer: () => ana, pauseMs: 60_000 });
	type(ana, o, 'title', 0, 'W');
	type(ana, o, 'title', 1, 'e ');
	setKeyResult(ana.doc, ana, k, { target: 20 });
	type(ana, o, 'title', 3, 'x');
	type(ana, k, 'metric', 0, 'y');
	undo.undo();
	expect([title(ana), keyResult(ana)?.metric]).toEqual(['We xGrow weekly actives', '']);
	undo.undo();
	expect([title(ana), keyResult(ana)?.target]).toEqual(['We Grow weekly actives', 20]);
	undo.undo();
	undo.undo();
	expect([title(ana), keyResult(ana)?.target]).toEqual(['Grow weekly actives', 10]);
	expect(undo.canUndo).toBe(false);
});

test('[UNDO-5] nothing is moved back under what a colleague deleted meanwhile', () => {
	const { ana, ben, o, k, undo } = started();
	const other = objectiveId();
	addObjective(ben.doc, ben, { id: other });
	meet(ana, ben);
	deleteItem(ben.doc, ben, o);
	moveItem(ana.doc, ana, k, { after: null, objectiveId: other });
	meet(ana, ben);
	expect(plan(ana)).toMatchObject([{ id: other, keyResults: [{ id: k }] }]);
	expect(undo.undo()).toBe(false);
	expect(plan(ana)).toMatchObject([{ id: other, keyResults: [{ id: k }] }]);
});
