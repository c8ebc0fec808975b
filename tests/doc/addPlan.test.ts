import { expect, test } from 'vitest';
import { addPlan } from '#lib/doc/addPlan.ts';
import { addObjective, readCycle, setKeyResult } from '#lib/doc/cycle.ts';
import { writeText } from '#lib/doc/text.ts';
import { createUndo } from '#lib/doc/undo.ts';
import { createKeyResultDraft, type ObjectiveDraft } from '#lib/okr/planDraft.ts';
import { meet, objectiveId, personId, type Replica, team } from './replicas.ts';

const objectives = ({ doc }: Replica) => readCycle(doc).plan.objectives;
const shown = (replica: Replica) =>
	objectives(replica).map(({ title, keyResults }) => [title, ...keyResults.map((k) => k.metric)]);

function draft(title: string, ...metrics: string[]): ObjectiveDraft {
	const keyResults = metrics.map((metric) => createKeyResultDraft({ metric }));
	return { title, audience: '', lifecycle: 'draft', keyResults };
}

test('a plan is added behind what is there, in its order, with every field', () => {
	const { ana, ben } = team('ana', 'ben');
	addObjective(ana.doc, ana, { id: objectiveId() });
	const keyResult = createKeyResultDraft({
		kind: 'guard',
		metric: 'Complaints a week',
		unit: 'complaints',
		target: 5,
		guard: 'below',
		dueOn: '2026-12-01',
		ownerId: personId(),
		ambition: 'aspirational',
		measuredEveryDays: 14
	});
	const first: ObjectiveDraft = {
		title: 'Guests come back 🏔️',
		audience: 'guests',
		lifecycle: 'deprioritised',
		keyResults: [keyResult, createKeyResultDraft({ metric: 'NPS', baseline: 0, target: -1 })]
	};
	expect(addPlan(ana.doc, ana, [first, draft('Second', 'a', 'b', 'c')])).toBe(true);
	meet(ana, ben);
	expect(shown(ben)).toEqual([
		[''],
		['Guests come back 🏔️', 'Complaints a week', 'NPS'],
		['Second', 'a', 'b', 'c']
	]);
	expect(objectives(ben)[1]).toMatchObject({
		audience: 'guests',
		lifecycle: 'deprioritised',
		keyResults: [keyResult, { baseline: 0, target: -1 }]
	});
	expect(readCycle(ben.doc).conflicts).toEqual([]);
});

test('[FILE-3] a plan that was added goes with one undo and comes back with one redo', () => {
	const { ana } = team('ana');
	const undo = createUndo(ana.doc, { writer: () => ana, pauseMs: 0 });
	addPlan(ana.doc, ana, [draft('One', 'a', 'b'), draft('Two', 'c')]);
	const added = objectives(ana);
	expect(undo.undo()).toBe(true);
	expect(objectives(ana)).toEqual([]);
	expect(undo.canUndo).toBe(false);
	expect(undo.redo()).toBe(true);
	expect(objectives(ana)).toEqual(added);
});

test('[FILE-3] undo of a plan leaves whole what a colleague has begun to work on', () => {
	const { ana, ben } = team('ana', 'ben');
	const undo = createUndo(ana.doc, { writer: () => ana, pauseMs: 0 });
	addPlan(ana.doc, ana, [draft('One', 'a'), draft('Two', 'c')]);
	meet(ana, ben);
	const [, two] = objectives(ben);
	setKeyResult(ben.doc, ben, two!.keyResults[0]!.id, { target: 7 });
	meet(ana, ben);
	expect(undo.undo()).toBe(true);
	expect(shown(ana)).toEqual([['Two', 'c']]);
});

test('what is typed into an added text later is compared with it', () => {
	const { ana, ben } = team('ana', 'ben');
	addPlan(ana.doc, ana, [draft('Grow actives')]);
	meet(ana, ben);
	const id = objectives(ana)[0]!.id;
	writeText(ana.doc, ana, id, 'title', 'Grow weekly actives');
	writeText(ben.doc, ben, id, 'title', 'Grow daily actives');
	meet(ana, ben);
	expect(readCycle(ana.doc).conflicts).toMatchObject([{ kind: 'text', base: 'Grow actives' }]);
});

test('nothing is added where one value cannot be held', () => {
	const { ana } = team('ana');
	const bad = draft('Two', 'c');
	bad.keyResults[0]!.dueOn = 'tomorrow';
	expect(() => addPlan(ana.doc, ana, [draft('One'), bad])).toThrow(RangeError);
	expect(objectives(ana)).toEqual([]);
	expect(addPlan(ana.doc, ana, [])).toBe(false);
});

test('two hundred key results are added within a blink', () => {
	const { ana } = team('ana');
	const metrics = Array.from({ length: 10 }, (_, at) => `Metric ${at}`);
	const plan = Array.from({ length: 20 }, (_, at) => draft(`Objective ${at}`, ...metrics));
	const before = performance.now();
	addPlan(ana.doc, ana, plan);
	expect(performance.now() - before).toBeLessThan(1000);
	expect(objectives(ana).flatMap(({ keyResults }) => keyResults)).toHaveLength(200);
});
