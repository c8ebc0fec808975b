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
import { commitText } from '#lib/doc/text.ts';
import { keyResultId, meet, objectiveId, type Replica, team, type } from './replicas.ts';

const plan = (replica: Replica) => readCycle(replica.doc).plan.objectives;
const conflicts = (replica: Replica) => readCycle(replica.doc).conflicts;

test('[MERGE-1] two targets set apart are one card on every replica, and one choice clears it', () => {
	const { ana, ben } = team('ana', 'ben');
	const [o, k] = [objectiveId(), keyResultId()];
	addObjective(ana.doc, ana, { id: o });
	addKeyResult(ana.doc, ana, { id: k, objectiveId: o, kind: 'number' });
	meet(ana, ben);
	expect(setKeyResult(ana.doc, ana, k, { target: 40 })).toBe(true);
	expect(setKeyResult(ben.doc, ben, k, { target: 50 })).toBe(true);
	meet(ana, ben);
	expect(readCycle(ana.doc)).toEqual(readCycle(ben.doc));
	const [card] = conflicts(ana);
	if (card?.kind !== 'value') throw new Error('expected a card for two values');
	expect(card).toMatchObject({ id: `${k}/target`, item: k, field: 'target' });
	expect(card.sides.map(({ value }) => value).sort()).toEqual([40, 50]);
	expect(card.sides.map(({ provisional }) => provisional)).toEqual([true, false]);
	const other = card.sides[1]?.key ?? '';
	expect(resolveConflict(ben.doc, ben, card, { side: other })).toBe(true);
	meet(ana, ben);
	expect(conflicts(ana)).toEqual([]);
	expect(plan(ana)[0]?.keyResults[0]?.target).toBe(card.sides[1]?.value);
});

test('smoke', () => {
	const { ana, ben } = team('ana', 'ben');
	const o = objectiveId();
	addObjective(ana.doc, ana, { id: o });
	type(ana, o, 'title', 0, 'Grow weekly actives');
	expect(commitText(ana.doc, ana, o, 'title')).toBe(true);
	expect(commitText(ana.doc, ana, o, 'title')).toBe(false);
	meet(ana, ben);
	type(ana, o, 'title', 4, ' our');
	commitText(ana.doc, ana, o, 'title');
	type(ben, o, 'title', 4, ' the');
	commitText(ben.doc, ben, o, 'title');
	meet(ana, ben);
	expect(conflicts(ana)).toMatchObject([{ kind: 'text', base: 'Grow weekly actives' }]);
	const card = conflicts(ana)[0]!;
	resolveConflict(ana.doc, ana, card, { text: 'Grow our weekly actives' });
	meet(ana, ben);
	expect(plan(ben)[0]?.title).toBe('Grow our weekly actives');
	expect(conflicts(ben)).toEqual([]);
	setObjective(ben.doc, ben, o, 'audience', 'all');
	deleteItem(ana.doc, ana, o);
	meet(ana, ben);
	expect(conflicts(ana)).toMatchObject([{ kind: 'delete' }]);
	expect(resolveConflict(ana.doc, ana, conflicts(ana)[0]!, { drop: true })).toBe(true);
	meet(ana, ben);
	expect(plan(ben)).toEqual([]);
	expect(restoreItem(ben.doc, ben, o)).toBe(true);
	expect(moveItem(ben.doc, ben, o, { after: null })).toBe(true);
	expect(plan(ben).length).toBe(1);
});
