import { describe, expect, it } from 'vitest';
import { bringBack, putAside } from '#lib/doc/aside.ts';
import {
	addIdea,
	addKeyResult,
	addObjective,
	deleteItem,
	readCycle,
	setKeyResult,
	setObjective
} from '#lib/doc/cycle.ts';
import { addInitiative, makeInitiative, setInitiative } from '#lib/doc/initiatives.ts';
import { resolveConflict } from '#lib/doc/resolve.ts';
import { writeText } from '#lib/doc/text.ts';
import { createUndo } from '#lib/doc/undo.ts';
import { idOfAside } from '#lib/okr/aside.ts';
import { initiativeId, keyResultId, meet, objectiveId, type Replica, team } from './replicas.ts';

const why = {
	as: 'deprioritised',
	why: 'No data before spring',
	decidedBy: 'the board',
	comeback: 'A data source'
} as const;
const read = ({ doc }: Replica) => readCycle(doc);

function pair() {
	const { ana, ben } = team('ana', 'ben');
	const [o, k] = [objectiveId(), keyResultId()];
	addObjective(ana.doc, ana, { id: o });
	addKeyResult(ana.doc, ana, { id: k, objectiveId: o });
	setKeyResult(ana.doc, ana, k, { target: 5 });
	meet(ana, ben);
	return { ana, ben, o, k };
}

describe('deprioritising', () => {
	it('[DROP-1] takes it out of the plan with its reason, and bringing it back brings all of it', () => {
		const { ana, o, k } = pair();
		const before = read(ana).plan;
		const undo = createUndo(ana.doc, { writer: () => ana });
		expect(putAside(ana.doc, ana, o, why)).toBe(true);
		expect(read(ana)).toMatchObject({
			plan: { objectives: [] },
			asides: [{ kind: 'objective', aside: why, by: 'ana', objective: { keyResults: [{ id: k }] } }]
		});
		undo.undo();
		expect(read(ana).plan).toEqual(before);
		undo.redo();
		expect(bringBack(ana.doc, ana, o)).toBe(true);
		expect(bringBack(ana.doc, ana, o)).toBe(false);
		expect(read(ana)).toMatchObject({ plan: before, asides: [] });
		putAside(ana.doc, ana, k, why);
		expect(read(ana).plan.objectives[0]?.keyResults).toEqual([]);
		expect(read(ana).asides.map(idOfAside)).toEqual([k]);
	});

	it('[DROP-2] while somebody works on it is put to a person, and it stays until then', () => {
		const { ana, ben, o, k } = pair();
		putAside(ana.doc, ana, o, why);
		setKeyResult(ben.doc, ben, k, { target: 6 });
		meet(ana, ben);
		for (const who of [ana, ben]) {
			expect(read(who).plan.objectives).toHaveLength(1);
			expect(read(who).conflicts).toMatchObject([
				{
					kind: 'drop',
					item: o,
					deletedBy: 'ana',
					edits: [{ item: k, field: 'target', by: 'ben' }]
				}
			]);
		}
		const card = read(ben).conflicts[0]!;
		expect(resolveConflict(ben.doc, ben, card, { drop: true })).toBe(true);
		expect(read(ben)).toMatchObject({ plan: { objectives: [] }, conflicts: [] });
		bringBack(ben.doc, ben, o);
		expect(read(ben).plan.objectives[0]?.keyResults[0]?.target).toBe(6);
	});

	it('[DROP-2] can be kept instead, and a choice over what was not shown is not taken', () => {
		const { ana, ben, o, k } = pair();
		putAside(ana.doc, ana, k, why);
		writeText(ben.doc, ben, k, 'metric', 'Regulars');
		meet(ana, ben);
		const card = read(ana).conflicts[0]!;
		setKeyResult(ben.doc, ben, k, { unit: '%' });
		meet(ana, ben);
		expect(resolveConflict(ana.doc, ana, card, { drop: true })).toBe(false);
		expect(resolveConflict(ana.doc, ana, read(ana).conflicts[0]!, { keep: true })).toBe(true);
		meet(ana, ben);
		expect(read(ben)).toMatchObject({ asides: [], conflicts: [] });
		expect(read(ben).plan.objectives[0]?.id).toBe(o);
	});

	it('[DROP-2] for two reasons apart asks which one it was', () => {
		const { ana, ben, o } = pair();
		putAside(ana.doc, ana, o, why);
		putAside(ben.doc, ben, o, { ...why, why: 'Nobody has time' });
		meet(ana, ben);
		expect(read(ana)).toEqual(read(ben));
		const [card, more] = read(ana).conflicts;
		expect([card?.id, more]).toEqual([`${o}/aside`, undefined]);
		if (card?.kind !== 'value') throw new Error('no card');
		resolveConflict(ana.doc, ana, card, { side: card.sides[1]?.key ?? '' });
		expect(read(ana)).toMatchObject({ conflicts: [], asides: [{ aside: card.sides[1]?.value }] });
	});

	it('[DROP-2] and bringing back apart is a card too', () => {
		const { ana, ben, o } = pair();
		putAside(ana.doc, ana, o, why);
		meet(ana, ben);
		bringBack(ana.doc, ana, o);
		putAside(ben.doc, ben, o, { ...why, why: 'Still no data' });
		meet(ana, ben);
		expect(read(ana).conflicts.map(({ id }) => id)).toEqual([`${o}/aside`]);
	});

	it('[DROP-2] and who chooses to drop it had everything before their eyes', () => {
		const { ana, ben, o, k } = pair();
		putAside(ana.doc, ana, o, why);
		meet(ana, ben);
		bringBack(ben.doc, ben, o);
		setKeyResult(ben.doc, ben, k, { target: 6 });
		putAside(ana.doc, ana, o, { ...why, why: 'Still no data' });
		meet(ana, ben);
		const card = read(ana).conflicts.find(({ id }) => id === `${o}/aside`);
		if (card?.kind !== 'value') throw new Error('no card');
		const side = card.sides.find(({ value }) => value !== null)?.key ?? '';
		expect(resolveConflict(ana.doc, ana, card, { side })).toBe(true);
		expect(read(ana)).toMatchObject({ plan: { objectives: [] }, conflicts: [] });
	});

	it('[DROP-3] lets what else is open about it wait until it comes back', () => {
		const { ana, ben, k } = pair();
		setKeyResult(ana.doc, ana, k, { target: 7 });
		setKeyResult(ben.doc, ben, k, { target: 8 });
		meet(ana, ben);
		putAside(ana.doc, ana, k, why);
		expect(read(ana).conflicts).toEqual([]);
		bringBack(ana.doc, ana, k);
		expect(read(ana).conflicts.map(({ id }) => id)).toEqual([`${k}/target`]);
	});
});

describe('“not this cycle”', () => {
	it('[DROP-4] holds ideas, which go on being written and can be moved into the plan', () => {
		const { ana, ben } = pair();
		const id = objectiveId();
		const undo = createUndo(ana.doc, { writer: () => ana });
		expect(addIdea(ana.doc, ana, id, 'No room')).toBe(true);
		meet(ana, ben);
		writeText(ben.doc, ben, id, 'title', 'A shop in Rome');
		meet(ana, ben);
		expect(read(ana)).toMatchObject({
			conflicts: [],
			asides: [{ objective: { title: 'A shop in Rome' }, aside: { as: 'notThisCycle' } }]
		});
		bringBack(ana.doc, ana, id);
		expect(read(ana).plan.objectives.at(-1)?.title).toBe('A shop in Rome');
		undo.undo();
		// Ben has written it, so adding it is not taken back.
		undo.undo();
		expect(read(ana).asides).toHaveLength(1);
	});

	it('[DROP-4] takes plan items with everything they have, also while somebody edits them', () => {
		const { ana, ben, o, k } = pair();
		putAside(ana.doc, ana, o, { ...why, as: 'notThisCycle' });
		setKeyResult(ben.doc, ben, k, { target: 9 });
		setObjective(ben.doc, ben, o, 'audience', 'Guests');
		meet(ana, ben);
		expect(read(ana).conflicts).toEqual([]);
		expect(read(ana).asides).toMatchObject([
			{ objective: { audience: 'Guests', keyResults: [{ target: 9 }] } }
		]);
	});
});

describe('initiatives', () => {
	it('[WORK-1] belong to a key result, go and come back with it, and count where it is deleted', () => {
		const { ana, ben, o, k } = pair();
		const id = initiativeId();
		expect(addInitiative(ana.doc, ana, { id, keyResultId: k, title: 'Call ten guests' })).toBe(
			true
		);
		meet(ana, ben);
		deleteItem(ana.doc, ana, o);
		expect(read(ana).initiatives.size).toBe(0);
		setInitiative(ben.doc, ben, id, { done: true });
		meet(ana, ben);
		// Ticking work off is no reason to ask; giving it another name is.
		expect(read(ana).conflicts).toEqual([]);
		setInitiative(ben.doc, ben, id, { title: 'x' });
		expect(read(ben).conflicts).toEqual([]);
		const second = team('cleo').cleo;
		expect(setInitiative(second.doc, second, id, { title: 'y' })).toBe(false);
	});

	it('[WORK-1] that was renamed under a deletion keeps the objective until somebody decides', () => {
		const { ana, ben, o, k } = pair();
		const id = initiativeId();
		addInitiative(ana.doc, ana, { id, keyResultId: k, title: 'Call' });
		meet(ana, ben);
		deleteItem(ana.doc, ana, o);
		setInitiative(ben.doc, ben, id, { title: 'Call ten' });
		meet(ana, ben);
		expect(read(ana).conflicts).toMatchObject([
			{ kind: 'delete', item: o, edits: [{ item: id, field: 'title', by: 'ben' }] }
		]);
		expect(read(ana).initiatives.get(k)).toMatchObject([{ title: 'Call ten' }]);
	});

	it('[WORK-2] are made of a key result in one step, which one undo takes back', () => {
		const { ana, o, k } = pair();
		const output = keyResultId();
		addKeyResult(ana.doc, ana, { id: output, objectiveId: o });
		writeText(ana.doc, ana, output, 'metric', 'Launch the app');
		const undo = createUndo(ana.doc, { writer: () => ana, pauseMs: 0 });
		const id = initiativeId();
		expect(makeInitiative(ana.doc, ana, output, { id, keyResultId: output })).toBe(false);
		expect(makeInitiative(ana.doc, ana, output, { id, keyResultId: k })).toBe(true);
		expect(read(ana).plan.objectives[0]?.keyResults.map((one) => one.id)).toEqual([k]);
		expect(read(ana).initiatives.get(k)).toMatchObject([{ title: 'Launch the app', done: false }]);
		expect(read(ana).deleted.map((one) => one.id)).toEqual([output]);
		undo.undo();
		expect(read(ana).plan.objectives[0]?.keyResults.map((one) => one.id)).toEqual([k, output]);
		expect(read(ana).initiatives.size).toBe(0);
		expect(undo.canUndo).toBe(false);
	});
});
