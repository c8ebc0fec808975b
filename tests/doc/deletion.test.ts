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
import type { ItemId } from '#lib/okr/ids.ts';
import { keyResultId, meet, objectiveId, type Replica, team, type } from './replicas.ts';

const read = ({ doc }: Replica) => readCycle(doc);
const outline = (replica: Replica) =>
	read(replica).plan.objectives.flatMap(({ id, keyResults }) => [
		id as ItemId,
		...keyResults.map((one) => one.id)
	]);
const remove = (replica: Replica, id: ItemId) => deleteItem(replica.doc, replica, id);

function started() {
	const { ana, ben, cleo } = team('ana', 'ben', 'cleo');
	const [o, p, k] = [objectiveId(), objectiveId(), keyResultId()];
	addObjective(ana.doc, ana, { id: o });
	addObjective(ana.doc, ana, { id: p });
	addKeyResult(ana.doc, ana, { id: k, objectiveId: o });
	type(ana, o, 'title', 0, 'Grow');
	commitText(ana.doc, ana, o, 'title');
	meet(ana, ben, cleo);
	return { ana, ben, cleo, o, p, k };
}

type Team = ReturnType<typeof started>;

const added = keyResultId();
const edits: [string, (team: Team) => unknown, { of: 'o' | 'k' | 'added'; field: string }][] = [
	[
		'a field of it',
		({ ben, o }) => setObjective(ben.doc, ben, o, 'audience', 'customers'),
		{ of: 'o', field: 'audience' }
	],
	[
		'a field of its key result',
		({ ben, k }) => setKeyResult(ben.doc, ben, k, { target: 5 }),
		{ of: 'k', field: 'target' }
	],
	[
		'letters nobody has noted',
		({ ben, o }) => type(ben, o, 'title', 4, 's'),
		{ of: 'o', field: 'title' }
	],
	[
		'letters in a metric',
		({ ben, k }) => type(ben, k, 'metric', 0, 'x'),
		{ of: 'k', field: 'metric' }
	],
	[
		'a key result put into it',
		({ ben, o }) => addKeyResult(ben.doc, ben, { id: added, objectiveId: o }),
		{ of: 'added', field: 'added' }
	]
];

test.each(edits)(
	'[MERGE-4] a deletion that had not seen %s is a card',
	(_, edit, { of, field }) => {
		const all = started();
		const { ana, ben, o, k } = all;
		edit(all);
		expect(remove(ana, o)).toBe(true);
		expect(outline(ana)).not.toContain(o);
		meet(ana, ben);
		const item = { o, k, added }[of];
		expect(read(ana).conflicts).toMatchObject([
			{ kind: 'delete', id: `${o}/deleted`, item: o, deletedBy: 'ana', edits: [{ item, field }] }
		]);
		expect(read(ana).conflicts[0]).toMatchObject({ edits: { length: 1 } });
		expect(read(ben)).toEqual(read(ana));
		expect(outline(ana)).toContain(item);
		expect(read(ana).deleted).toEqual([]);
		// A card is settled on the card: neither deleting again nor editing settles it on the side.
		expect(remove(ben, o)).toBe(false);
		expect(setObjective(ben.doc, ben, o, 'audience', 'all')).toBe(true);
		expect(read(ben).conflicts).toMatchObject([{ kind: 'delete' }]);
	}
);

test('[MERGE-4] a deletion that saw everything is no card, though a version was noted since', () => {
	const { ana, ben, o } = started();
	type(ben, o, 'title', 4, 's');
	meet(ana, ben);
	remove(ana, o);
	expect(commitText(ben.doc, ben, o, 'title')).toBe(true);
	meet(ana, ben);
	expect(read(ana)).toMatchObject({ plan: { objectives: { length: 1 } }, conflicts: [] });
	expect(read(ana).deleted).toMatchObject([
		{ id: o, kind: 'objective', title: 'Grows', by: 'ana' }
	]);
	expect(read(ben)).toEqual(read(ana));
});

test.each([
	['keep', true],
	['drop', false]
] as const)('[MERGE-4] choosing to %s clears the card on every replica', (choice, isKept) => {
	const { ana, ben, o, k } = started();
	setKeyResult(ben.doc, ben, k, { target: 5 });
	remove(ana, o);
	meet(ana, ben);
	const [card] = read(ana).conflicts;
	if (!card) throw new Error('expected a card');
	const chosen = choice === 'keep' ? ({ keep: true } as const) : ({ drop: true } as const);
	expect(resolveConflict(ben.doc, ben, card, chosen)).toBe(true);
	meet(ana, ben);
	expect(read(ana).conflicts).toEqual([]);
	expect(outline(ana).includes(o)).toBe(isKept);
	expect(outline(ana).includes(k)).toBe(isKept);
	expect(resolveConflict(ana.doc, ana, card, chosen)).toBe(false);
});

test('[MERGE-7] dropping after all is not taken over an edit the card did not show', () => {
	const { ana, ben, o, k } = started();
	setKeyResult(ben.doc, ben, k, { target: 5 });
	remove(ana, o);
	meet(ana, ben);
	const [card] = read(ana).conflicts;
	setKeyResult(ben.doc, ben, k, { unit: '%' });
	meet(ana, ben);
	expect(card && resolveConflict(ana.doc, ana, card, { drop: true })).toBe(false);
	expect(card && resolveConflict(ana.doc, ana, card, { side: 'x' })).toBe(false);
	expect(card && resolveConflict(ana.doc, ana, card, { keep: true })).toBe(true);
});

test('[MERGE-5] a restore wins over a deletion that did not know of it', () => {
	const { ana, ben, o, k } = started();
	remove(ana, o);
	meet(ana, ben);
	const kept = restoreItem(ana.doc, ana, o);
	restoreItem(ben.doc, ben, o);
	remove(ben, o);
	meet(ana, ben);
	expect([kept, outline(ben).includes(k), read(ben).conflicts]).toEqual([true, true, []]);
});

test('[MERGE-5] two deletions together have seen what each of them saw', () => {
	const { ana, ben, o } = started();
	setObjective(ben.doc, ben, o, 'audience', 'customers');
	remove(ben, o);
	remove(ana, o);
	meet(ana, ben);
	expect([outline(ana).includes(o), read(ana).conflicts]).toEqual([false, []]);
});

test('[MERGE-6] a key result moved away stays when its former objective is deleted', () => {
	const { ana, ben, o, p, k } = started();
	expect(moveItem(ben.doc, ben, k, { after: null, objectiveId: p })).toBe(true);
	remove(ana, o);
	meet(ana, ben);
	expect(outline(ana)).toEqual([p, k]);
	expect(read(ana).conflicts).toEqual([]);
});

test('[MERGE-6] a key result moved into an objective deleted meanwhile makes a card there', () => {
	const { ana, ben, o, p, k } = started();
	moveItem(ben.doc, ben, k, { after: null, objectiveId: p });
	remove(ana, p);
	meet(ana, ben);
	expect(outline(ana)).toEqual([o, p, k]);
	expect(read(ana).conflicts).toMatchObject([
		{ kind: 'delete', item: p, edits: [{ item: k, field: 'added', by: 'ben' }] }
	]);
});

test('[MERGE-4] restoring a key result under an objective deleted meanwhile makes a card there', () => {
	const { ana, ben, o, k } = started();
	remove(ana, k);
	meet(ana, ben);
	expect(read(ben).deleted).toMatchObject([{ id: k, kind: 'keyResult', objectiveId: o }]);
	restoreItem(ben.doc, ben, k);
	remove(ana, o);
	meet(ana, ben);
	expect(read(ana).conflicts).toMatchObject([{ edits: [{ item: k, field: 'restored' }] }]);
});

test('[MERGE-4] what somebody deleted knowingly does not hold up the deletion of the whole', () => {
	const { ana, ben, cleo, o, k } = started();
	setKeyResult(ben.doc, ben, k, { target: 5 });
	meet(ben, cleo);
	remove(cleo, k);
	remove(ana, o);
	meet(ana, ben, cleo);
	expect([outline(ana).includes(o), read(ana).conflicts]).toEqual([false, []]);
	restoreItem(ana.doc, ana, o);
	expect([outline(ana).includes(o), outline(ana).includes(k)]).toEqual([true, false]);
	expect(read(ana).deleted).toMatchObject([{ id: k }]);
});

test('key results come back with their objective, and not before it', () => {
	const { ana, o, k } = started();
	remove(ana, o);
	expect(read(ana).deleted.map(({ id }) => id)).toEqual([o]);
	expect(restoreItem(ana.doc, ana, k)).toBe(false);
	expect(setKeyResult(ana.doc, ana, k, { target: 1 })).toBe(false);
	expect(moveItem(ana.doc, ana, k, { after: null })).toBe(false);
	expect(remove(ana, k)).toBe(false);
	expect(restoreItem(ana.doc, ana, o)).toBe(true);
	expect(restoreItem(ana.doc, ana, o)).toBe(false);
	expect(outline(ana)).toContain(k);
});

test('[READ-4] a key result whose objective is nowhere is kept, and can be given a place', () => {
	const { ana, ben } = team('ana', 'ben');
	const [lost, k, other] = [objectiveId(), keyResultId(), objectiveId()];
	addObjective(ana.doc, ana, { id: lost });
	addKeyResult(ana.doc, ana, { id: k, objectiveId: lost });
	// Only the root of the key result has arrived.
	ben.doc.getArray(`e/${k}`).push(ana.doc.getArray(`e/${k}`).toArray());
	expect(read(ben).deleted).toMatchObject([{ id: k, objectiveId: lost, by: 'ana' }]);
	expect(setKeyResult(ben.doc, ben, k, { target: 1 })).toBe(false);
	expect(restoreItem(ben.doc, ben, k)).toBe(false);
	addObjective(ben.doc, ben, { id: other });
	expect(restoreItem(ben.doc, ben, k)).toBe(true);
	expect(outline(ben)).toEqual([other, k]);
});
