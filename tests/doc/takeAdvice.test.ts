import { expect, test } from 'vitest';
import { addKeyResult, addObjective, deleteItem, readCycle } from '#lib/doc/cycle.ts';
import { addMeasure, replaceOutput, splitObjective } from '#lib/doc/takeAdvice.ts';
import { textOf, writeText } from '#lib/doc/text.ts';
import { createUndo } from '#lib/doc/undo.ts';
import { USER } from '#lib/doc/writer.ts';
import { createId, type InitiativeId } from '#lib/okr/ids.ts';
import {
	createBytes,
	createRandom,
	keyResultId,
	meet,
	objectiveId,
	team,
	type Replica
} from './replicas.ts';

const bytes = createBytes(createRandom(12));
const typed = 'Grow our sales and become the best employer in town';
const split = {
	...{ typed, first: 'Grow our sales' },
	second: 'Become the best employer in town'
};
const titles = ({ doc }: Replica) => readCycle(doc).plan.objectives.map(({ title }) => title);

function started() {
	const { ana, ben } = team('ana', 'ben');
	const [o, k] = [objectiveId(), keyResultId()];
	addObjective(ana.doc, ana, { id: o });
	writeText(ana.doc, ana, o, 'title', typed);
	addObjective(ana.doc, ana, { id: objectiveId() });
	addKeyResult(ana.doc, ana, { id: k, objectiveId: o });
	writeText(ana.doc, ana, k, 'metric', 'Launch the new app');
	addKeyResult(ana.doc, ana, { id: keyResultId(), objectiveId: o });
	meet(ana, ben);
	const undo = createUndo(ana.doc, { writer: () => ana });
	return { ana, ben, o, k, undo };
}

test('[COACH-37] two aims become two objectives beside each other, and one undo step makes them one again', () => {
	const { ana, o, undo } = started();
	expect(splitObjective(ana.doc, ana, o, { ...split, secondId: objectiveId() })).toBe(true);
	expect(titles(ana)).toEqual([split.first, split.second, '']);
	undo.undo();
	expect(titles(ana)).toEqual([typed, '']);
});

test('[COACH-38] an objective that a colleague has changed meanwhile is not split, nor is one that is gone', () => {
	const { ana, ben, o } = started();
	ben.doc.transact(() => {
		textOf(ben.doc, o, 'title').insert(0, 'We ');
	}, USER);
	meet(ana, ben);
	expect(splitObjective(ana.doc, ana, o, { ...split, secondId: objectiveId() })).toBe(false);
	expect(titles(ana)).toEqual([`We ${typed}`, '']);
	const taken = objectiveId();
	addObjective(ana.doc, ana, { id: taken });
	const now = { ...split, typed: `We ${typed}` };
	expect(splitObjective(ana.doc, ana, o, { ...now, secondId: taken })).toBe(false);
	deleteItem(ana.doc, ana, o);
	expect(splitObjective(ana.doc, ana, o, { ...now, secondId: objectiveId() })).toBe(false);
	expect(titles(ana)).toEqual(['', '']);
});

test('[COACH-37] an amount in an objective becomes its last key result, in one step', () => {
	const { ana, o, undo } = started();
	const id = keyResultId();
	const measure = { id, metric: 'Sales', target: 20, unit: '%' };
	expect(addMeasure(ana.doc, ana, o, measure)).toBe(true);
	expect(readCycle(ana.doc).plan.objectives[0]?.keyResults.at(-1)).toMatchObject(measure);
	expect(addMeasure(ana.doc, ana, o, measure), 'the id is taken').toBe(false);
	undo.undo();
	expect(readCycle(ana.doc).plan.objectives[0]?.keyResults).toHaveLength(2);
});

test('[COACH-37] an output becomes the initiative of an empty key result in its place, in one step', () => {
	const { ana, ben, k, undo } = started();
	const id = keyResultId();
	const initiativeId = createId<InitiativeId>(bytes(10));
	expect(replaceOutput(ana.doc, ana, k, { id, initiativeId })).toBe(true);
	meet(ana, ben);
	const { plan, initiatives, conflicts } = readCycle(ben.doc);
	expect(plan.objectives[0]?.keyResults.map((one) => [one.id, one.metric])).toEqual([
		[id, ''],
		[expect.any(String), '']
	]);
	expect(initiatives.get(id)).toMatchObject([{ id: initiativeId, title: 'Launch the new app' }]);
	expect(conflicts).toEqual([]);
	expect(replaceOutput(ana.doc, ana, k, { id: keyResultId(), initiativeId })).toBe(false);
	undo.undo();
	const before = readCycle(ana.doc);
	expect(before.plan.objectives[0]?.keyResults[0]).toMatchObject({
		...{ id: k, metric: 'Launch the new app' }
	});
	expect(before.plan.objectives[0]?.keyResults).toHaveLength(2);
	expect(before.initiatives.size).toBe(0);
});
