import { expect, test } from 'vitest';
import {
	addKeyResult,
	addObjective,
	deleteItem,
	readCycle,
	setKeyResult,
	setObjective
} from '#lib/doc/cycle.ts';
import { resolveConflict } from '#lib/doc/resolve.ts';
import { textSource } from '#lib/doc/source.ts';
import { createUndo } from '#lib/doc/undo.ts';
import { keyResultId, meet, objectiveId, personId, type Replica, team } from './replicas.ts';

const read = ({ doc }: Replica) => readCycle(doc);
const keyResult = (replica: Replica) => read(replica).plan.objectives[0]?.keyResults[0];

function started() {
	const { ana, ben } = team('ana', 'ben');
	const [o, k] = [objectiveId(), keyResultId()];
	addObjective(ana.doc, ana, { id: o });
	addKeyResult(ana.doc, ana, { id: k, objectiveId: o });
	meet(ana, ben);
	return { ana, ben, o, k };
}

test('a new plan reads with its defaults', () => {
	const { ana, o, k } = started();
	const [objective] = read(ana).plan.objectives;
	expect(objective).toMatchObject({ id: o, title: '', audience: '', lifecycle: 'draft' });
	expect(objective?.keyResults).toMatchObject([
		{
			...{ id: k, objectiveId: o, kind: 'number', metric: '', unit: '', guard: 'above' },
			...{ baseline: null, target: null, dueOn: null, ownerId: null },
			...{ ambition: 'committed', measuredEveryDays: null }
		}
	]);
	expect(read(ana)).toMatchObject({ deleted: [], conflicts: [], tooNew: false });
	expect(read(team('nobody').nobody).plan).toEqual({ objectives: [] });
});

test('[MERGE-1] two targets set apart are one card on every replica, and one choice clears it', () => {
	const { ana, ben, k } = started();
	expect(setKeyResult(ana.doc, ana, k, { target: 40 })).toBe(true);
	expect(setKeyResult(ben.doc, ben, k, { target: 50 })).toBe(true);
	meet(ana, ben);
	expect(read(ana)).toEqual(read(ben));
	const [card] = read(ana).conflicts;
	if (card?.kind !== 'value') throw new Error('expected a card for two values');
	expect(card).toMatchObject({ id: `${k}/target`, item: k, field: 'target' });
	expect(card.sides.map(({ value, by }) => [value, by]).sort()).toEqual([
		[40, 'ana'],
		[50, 'ben']
	]);
	expect(card.sides.map(({ provisional }) => provisional)).toEqual([true, false]);
	expect(keyResult(ana)?.target).toBe(card.sides[0]?.value);
	expect(resolveConflict(ben.doc, ben, card, { side: card.sides[1]?.key ?? '' })).toBe(true);
	expect(resolveConflict(ben.doc, ben, card, { side: card.sides[1]?.key ?? '' })).toBe(false);
	meet(ana, ben);
	expect(read(ana).conflicts).toEqual([]);
	expect(keyResult(ana)?.target).toBe(card.sides[1]?.value);
});

test('[MERGE-1] setting the field settles it as a choice on the card does', () => {
	const { ana, ben, o } = started();
	setObjective(ana.doc, ana, o, 'audience', 'customers');
	setObjective(ben.doc, ben, o, 'audience', 'partners');
	meet(ana, ben);
	const shown = read(ana).plan.objectives[0]?.audience ?? '';
	expect(setObjective(ana.doc, ana, o, 'audience', shown)).toBe(true);
	meet(ana, ben);
	expect([read(ben).conflicts, read(ben).plan.objectives[0]?.audience]).toEqual([[], shown]);
});

test('[MERGE-1] an own value settles too, if the field can hold it', () => {
	const { ana, ben, k } = started();
	setKeyResult(ana.doc, ana, k, { target: 40 });
	setKeyResult(ben.doc, ben, k, { target: 50 });
	meet(ana, ben);
	const [card] = read(ana).conflicts;
	if (!card) throw new Error('expected a card');
	expect(() => resolveConflict(ana.doc, ana, card, { value: 'many' })).toThrow(RangeError);
	expect(resolveConflict(ana.doc, ana, card, { side: 'nobody' })).toBe(false);
	expect(resolveConflict(ana.doc, ana, card, { text: '45' })).toBe(false);
	expect(resolveConflict(ana.doc, ana, card, { value: null })).toBe(true);
	expect([keyResult(ana)?.target, read(ana).conflicts]).toEqual([null, []]);
});

test('[MERGE-2] the same value given apart is no conflict, nor is what is not set', () => {
	const { ana, ben, k } = started();
	setKeyResult(ana.doc, ana, k, { target: 40, unit: '%' });
	setKeyResult(ben.doc, ben, k, { target: 40, baseline: 0 });
	meet(ana, ben);
	expect(read(ana).conflicts).toEqual([]);
	expect(keyResult(ana)).toMatchObject({ target: 40, unit: '%', baseline: 0 });
	expect(read(ben)).toEqual(read(ana));
});

test('[MERGE-7] a side that came after the card was shown is not chosen away', () => {
	const { ana, ben, cleo } = team('ana', 'ben', 'cleo');
	const [o, k] = [objectiveId(), keyResultId()];
	addObjective(ana.doc, ana, { id: o });
	addKeyResult(ana.doc, ana, { id: k, objectiveId: o });
	meet(ana, ben, cleo);
	for (const [one, target] of [
		[ana, 1],
		[ben, 2],
		[cleo, 3]
	] as const)
		setKeyResult(one.doc, one, k, { target });
	meet(ana, ben);
	const [card] = read(ana).conflicts;
	meet(ana, cleo);
	expect(card && resolveConflict(ana.doc, ana, card, { value: 2 })).toBe(false);
	expect(read(ana).conflicts).toMatchObject([{ sides: { length: 3 } }]);
});

test('a person’s fields are set together or not at all, and only where they differ', () => {
	const { ana, k } = started();
	const ownerId = personId();
	let writes = 0;
	ana.doc.on('update', () => writes++);
	const patch = { target: 5, unit: '%', dueOn: '2026-12-31', ownerId, measuredEveryDays: 7 };
	expect(setKeyResult(ana.doc, ana, k, patch)).toBe(true);
	expect(setKeyResult(ana.doc, ana, k, { ...patch, baseline: null })).toBe(true);
	expect(writes).toBe(1);
	for (const wrong of [{ target: NaN }, { dueOn: '2026-02-30' }, { measuredEveryDays: 0 }]) {
		expect(() => setKeyResult(ana.doc, ana, k, { unit: 'x', ...wrong })).toThrow(RangeError);
	}
	expect(keyResult(ana)).toMatchObject(patch);
	expect(writes).toBe(1);
});

test('editing what is gone or was never there is refused, never an error', () => {
	const { ana, o, k } = started();
	expect(addKeyResult(ana.doc, ana, { id: k, objectiveId: o })).toBe(false);
	expect(addObjective(ana.doc, ana, { id: o })).toBe(false);
	deleteItem(ana.doc, ana, o);
	expect(addKeyResult(ana.doc, ana, { id: keyResultId(), objectiveId: o })).toBe(false);
	expect(addKeyResult(ana.doc, ana, { id: keyResultId(), objectiveId: objectiveId() })).toBe(false);
	expect(setObjective(ana.doc, ana, o, 'lifecycle', 'active')).toBe(false);
	expect(setObjective(ana.doc, ana, objectiveId(), 'lifecycle', 'active')).toBe(false);
	expect(setKeyResult(ana.doc, ana, keyResultId(), { target: 1 })).toBe(false);
	expect(deleteItem(ana.doc, ana, o)).toBe(false);
	expect(() => addObjective(ana.doc, ana, { id: 'o.1' as typeof o })).toThrow(RangeError);
});

test('an editor types through its source, and hears what others typed', () => {
	const { ana, ben, o } = started();
	const [source, other] = [textSource(ana.doc, o, 'title'), textSource(ben.doc, o, 'title')];
	const heard: unknown[] = [];
	const stop = source.onRemote((delta) => heard.push(delta));
	source.edit([{ at: 0, del: 0, ins: 'Grow all' }]);
	meet(ana, ben);
	other.edit([
		{ at: 5, del: 3, ins: 'us' },
		{ at: 0, del: 1, ins: 'g' }
	]);
	meet(ana, ben);
	expect([source.read(), read(ana).plan.objectives[0]?.title]).toEqual(['grow us', 'grow us']);
	expect(heard).toHaveLength(1);
	stop();
	source.stop();
	other.edit([{ at: 0, del: 0, ins: 'x' }]);
	meet(ana, ben);
	expect(heard).toHaveLength(1);
});

test('[LEARN-1] two questions written apart are one card, and undo takes one back', () => {
	const { ana, ben, k } = started();
	setKeyResult(ana.doc, ana, k, { ambition: 'learning', question: 'Why do they leave?' });
	meet(ana, ben);
	const undo = createUndo(ana.doc, { writer: () => ana });
	setKeyResult(ana.doc, ana, k, { question: 'Why in week 3?', evidence: 'Interviews' });
	setKeyResult(ben.doc, ben, k, { question: 'Why do they stay?' });
	meet(ana, ben);
	expect(read(ana)).toEqual(read(ben));
	expect(read(ana).conflicts).toMatchObject([{ kind: 'value', item: k, field: 'question' }]);
	expect(keyResult(ben)?.evidence).toBe('Interviews');
	resolveConflict(ben.doc, ben, read(ben).conflicts[0]!, { value: 'Why do they stay?' });
	meet(ana, ben);
	expect(read(ana).conflicts).toEqual([]);
	expect(keyResult(ana)?.question).toBe('Why do they stay?');
	undo.undo();
	expect(keyResult(ana)?.question).toBe('Why do they stay?');
});

test('[LEARN-1] what was asked stays with what is no longer there to learn, and comes back with it', () => {
	const { ana, k } = started();
	setKeyResult(ana.doc, ana, k, { ambition: 'learning', question: 'Why?', decision: 'Import' });
	setKeyResult(ana.doc, ana, k, { ambition: 'committed' });
	expect(keyResult(ana)).toMatchObject({ question: 'Why?', decision: 'Import' });
	setKeyResult(ana.doc, ana, k, { question: '' });
	expect(keyResult(ana)).not.toHaveProperty('question');
});
