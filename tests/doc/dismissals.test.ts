import { expect, test } from 'vitest';
import { addKeyResult, addObjective, deleteItem, readCycle, restoreItem } from '#lib/doc/cycle.ts';
import { addDismissals, withdrawDismissals } from '#lib/doc/dismissals.ts';
import { fillKeyResult } from '#lib/doc/fill.ts';
import { writeText } from '#lib/doc/text.ts';
import { createUndo } from '#lib/doc/undo.ts';
import { dismissalsOf, toAdvisedWords, wholePlan } from '#lib/okr/dismissal.ts';
import { createId, type DismissalId, type KeyResultId } from '#lib/okr/ids.ts';
import { createBytes, createRandom, keyResultId, meet, objectiveId, team } from './replicas.ts';
import type { Replica } from './replicas.ts';

const bytes = createBytes(createRandom(9));
const dismissalId = () => createId<DismissalId>(bytes(10));
const read = ({ doc }: Replica) => readCycle(doc);
const metric = (replica: Replica) => read(replica).plan.objectives[0]?.keyResults[0]?.metric ?? '';

const code = 'output-not-outcome';
const about = (item: KeyResultId, text: string) => ({ item, code, words: toAdvisedWords(text) });

function started() {
	const { ana, ben } = team('ana', 'ben');
	const [o, k] = [objectiveId(), keyResultId()];
	addObjective(ana.doc, ana, { id: o });
	addKeyResult(ana.doc, ana, { id: k, objectiveId: o });
	writeText(ana.doc, ana, k, 'metric', 'Launch the new app');
	meet(ana, ben);
	return { ana, ben, o, k };
}

function dismiss(who: Replica, k: KeyResultId, text: string, reason: string): boolean {
	return addDismissals(who.doc, who, [{ ...about(k, text), id: dismissalId(), reason }]);
}

test('[COACH-20] a no is shown to everybody with who said it and why', () => {
	const { ana, ben, k } = started();
	expect(dismiss(ana, k, 'Launch the new app', '  The launch is our bet. ')).toBe(true);
	meet(ana, ben);
	expect(read(ben).dismissals).toMatchObject([
		{ ...about(k, 'launch the new app'), reason: 'The launch is our bet.', by: 'ana' }
	]);
	expect(read(ana)).toEqual(read(ben));
	expect(read(ben).conflicts).toEqual([]);
	expect(dismiss(ben, k, 'Launch the new app', '  ')).toBe(false);
	expect(dismiss(ben, keyResultId(), 'Launch the new app', 'Not here')).toBe(false);
});

test('[COACH-20] two people who dismiss the same advice apart are both heard', () => {
	const { ana, ben, k } = started();
	dismiss(ana, k, 'Launch the new app', 'It is our bet');
	dismiss(ben, k, 'launch the new app.', 'Customers asked for it');
	meet(ana, ben);
	const both = dismissalsOf(read(ana).dismissals, about(k, 'Launch the new app'));
	expect(both.map(({ by, reason }) => [by, reason])).toEqual([
		['ana', 'It is our bet'],
		['ben', 'Customers asked for it']
	]);
	expect(read(ben)).toEqual(read(ana));
});

test('[COACH-21] a no holds for the words it was said about: a line changed there is advised anew', () => {
	const { ana, ben, k } = started();
	dismiss(ana, k, 'Launch the new app', 'It is our bet');
	writeText(ben.doc, ben, k, 'metric', 'Launch the old site');
	meet(ana, ben);
	expect(metric(ana)).toBe('Launch the old site');
	expect(dismissalsOf(read(ana).dismissals, about(k, metric(ana)))).toEqual([]);
	writeText(ana.doc, ana, k, 'metric', ' Launch  the new App! ');
	expect(dismissalsOf(read(ana).dismissals, about(k, metric(ana)))).toHaveLength(1);
	expect(toAdvisedWords('Grow 5 % → 8 %')).not.toBe(toAdvisedWords('Grow 5 % → 9 %'));
});

test('[COACH-22] a no taken back is advice again; one said meanwhile by a colleague stays', () => {
	const { ana, ben, k } = started();
	dismiss(ana, k, 'Launch the new app', 'It is our bet');
	meet(ana, ben);
	expect(withdrawDismissals(ana.doc, ana, about(k, 'Launch the new app'))).toBe(true);
	expect(withdrawDismissals(ana.doc, ana, about(k, 'Launch the new app'))).toBe(false);
	dismiss(ben, k, 'Launch the new app', 'Customers asked for it');
	meet(ana, ben);
	expect(read(ana).dismissals.map(({ by }) => by)).toEqual(['ben']);
	expect(read(ben)).toEqual(read(ana));
});

test('[COACH-23] an item goes and comes back with its dismissals, and no card asks about them', () => {
	const { ana, ben, o, k } = started();
	deleteItem(ana.doc, ana, o);
	dismiss(ben, k, 'Launch the new app', 'It is our bet');
	meet(ana, ben);
	expect([read(ben).plan.objectives, read(ben).conflicts, read(ben).dismissals]).toEqual([
		[],
		[],
		[]
	]);
	restoreItem(ben.doc, ben, o);
	expect(read(ben).dismissals).toHaveLength(1);
});

test('[UNDO-1] a no is one step', () => {
	const { ana, k } = started();
	const undo = createUndo(ana.doc, { writer: () => ana });
	dismiss(ana, k, 'Launch the new app', 'It is our bet');
	expect([undo.undo(), read(ana).dismissals]).toEqual([true, []]);
	expect([undo.redo(), read(ana).dismissals.length]).toEqual([true, 1]);
	withdrawDismissals(ana.doc, ana, about(k, 'Launch the new app'));
	expect([undo.undo(), read(ana).dismissals.length]).toEqual([true, 1]);
});

const filling = { metric: 'NPS', baseline: 60, target: 75, unit: 'points', dueOn: '2026-12-31' };

test('[COACH-24] a typed line fills the fields in one step, and one step takes all of it back', () => {
	const { ana, k } = started();
	const typed = 'Increase NPS from 60 to 75 points by 31 December';
	writeText(ana.doc, ana, k, 'metric', typed);
	const undo = createUndo(ana.doc, { writer: () => ana });
	const before = read(ana).plan;
	expect(fillKeyResult(ana.doc, ana, k, { typed, ...filling })).toBe(true);
	const after = read(ana).plan;
	expect(after.objectives[0]?.keyResults[0]).toMatchObject(filling);
	expect([undo.undo(), read(ana).plan]).toEqual([true, before]);
	expect([undo.canUndo, undo.redo(), read(ana).plan]).toEqual([false, true, after]);
});

test('[COACH-25] what a colleague wrote into the line meanwhile is not written over', () => {
	const { ana, ben, k } = started();
	const typed = metric(ana);
	writeText(ben.doc, ben, k, 'metric', 'Launch the new app in Bergen');
	meet(ana, ben);
	expect(fillKeyResult(ana.doc, ana, k, { typed, ...filling })).toBe(false);
	expect(metric(ana)).toBe('Launch the new app in Bergen');
	expect(read(ana).plan.objectives[0]?.keyResults[0]?.target).toBeNull();
});

test('junk that calls itself a dismissal is not there', () => {
	const { ana, k } = started();
	for (const said of [null, 7, { item: k }, { ...about(k, 'x'), reason: 'y'.repeat(201) }]) {
		const id = dismissalId();
		const entry = (f: string, v: unknown) => ({ k: `${id}${f}`, f, v, by: 'x', n: 1, at: 0 });
		ana.doc.getArray(`e/${id}`).push([entry('$is', 'dismissal'), entry('said', said)]);
	}
	expect(read(ana).dismissals).toEqual([]);
});

test('[COACH-39] advice on the plan itself is dismissed too, and of several lines at once, as one step', () => {
	const { ana, ben, o, k } = started();
	const whole = { item: wholePlan, code: 'many-objectives', words: '7' } as const;
	const owner = { item: k, code: 'no-owner', words: '' };
	const undo = createUndo(ana.doc, { writer: () => ana });
	const said = [whole, owner].map((key) => ({ ...key, id: dismissalId(), reason: 'On purpose' }));
	expect(addDismissals(ana.doc, ana, said)).toBe(true);
	meet(ana, ben);
	expect(dismissalsOf(read(ben).dismissals, whole)).toHaveLength(1);
	expect(dismissalsOf(read(ben).dismissals, owner)).toHaveLength(1);
	expect(dismissalsOf(read(ben).dismissals, { ...whole, words: '8' })).toEqual([]);
	undo.undo();
	expect(read(ana).dismissals).toEqual([]);
	// One that cannot be noted leaves none noted.
	const gone = { item: keyResultId(), code: 'no-owner', words: '' };
	const some = [whole, gone].map((key) => ({ ...key, id: dismissalId(), reason: 'On purpose' }));
	expect(addDismissals(ana.doc, ana, some)).toBe(false);
	expect(read(ana).dismissals).toEqual([]);
	deleteItem(ben.doc, ben, o);
	meet(ana, ben);
	expect(addDismissals(ana.doc, ana, [{ ...whole, id: dismissalId(), reason: 'Still' }])).toBe(
		true
	);
});
