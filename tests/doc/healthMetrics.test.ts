import { describe, expect, it } from 'vitest';
import { addObjective, readCycle } from '#lib/doc/cycle.ts';
import {
	addHealthMetric,
	moveHealthMetric,
	removeHealthMetric,
	restoreHealthMetric,
	setHealthMetric
} from '#lib/doc/healthMetrics.ts';
import { promoteHealthMetric } from '#lib/doc/promote.ts';
import { resolveConflict } from '#lib/doc/resolve.ts';
import { readTeam } from '#lib/doc/team.ts';
import { createUndo } from '#lib/doc/undo.ts';
import { createId, type HealthMetricId } from '#lib/okr/ids.ts';
import { keyResultId, meet, objectiveId, type Replica, team } from './replicas.ts';

const read = ({ doc }: Replica) => readTeam(doc);
const newId = (who: Replica) => createId<HealthMetricId>(who.random(10));
const names = (who: Replica) => read(who).healthMetrics.map(({ name }) => name);

function pair() {
	const { ana, ben } = team('ana', 'ben');
	const [a, b] = [newId(ana), newId(ana)];
	addHealthMetric(ana.doc, ana, a, { name: 'Sick days', unit: 'days', high: 4 });
	addHealthMetric(ana.doc, ana, b, { name: 'Cash', low: 3 });
	meet(ana, ben);
	return { ana, ben, a, b };
}

describe('health metrics', () => {
	it('are listed in order, moved, deleted and restored', () => {
		const { ana, a, b } = pair();
		expect(read(ana).healthMetrics[0]).toMatchObject({ unit: 'days', low: null, high: 4 });
		expect(moveHealthMetric(ana.doc, ana, b, null)).toBe(true);
		expect(names(ana)).toEqual(['Cash', 'Sick days']);
		expect(removeHealthMetric(ana.doc, ana, a)).toBe(true);
		expect(removeHealthMetric(ana.doc, ana, a)).toBe(false);
		expect(setHealthMetric(ana.doc, ana, a, { name: 'x' })).toBe(false);
		expect(names(ana)).toEqual(['Cash']);
		expect(restoreHealthMetric(ana.doc, ana, a)).toBe(true);
		expect(names(ana)).toEqual(['Cash', 'Sick days']);
	});

	it('[HEALTH-2] with two values apart are a card, and one choice clears it', () => {
		const { ana, ben, a } = pair();
		setHealthMetric(ana.doc, ana, a, { reading: { value: 3, on: '2026-10-05' } });
		setHealthMetric(ben.doc, ben, a, { reading: { value: 5, on: '2026-10-01' } });
		meet(ana, ben);
		expect(read(ana).conflicts).toEqual(read(ben).conflicts);
		const [card] = read(ben).conflicts;
		if (card?.kind !== 'value') throw new Error('no card');
		const side = card.sides.find(({ value }) => (value as { value: number }).value === 3)!.key;
		expect(resolveConflict(ben.doc, ben, card, { side })).toBe(true);
		meet(ana, ben);
		expect(read(ana).conflicts).toEqual([]);
		expect(read(ana).healthMetrics[0]?.reading).toEqual({ value: 3, on: '2026-10-05' });
	});

	it('[HEALTH-2] renamed under a deletion stands until somebody decides', () => {
		const { ana, ben, a } = pair();
		removeHealthMetric(ana.doc, ana, a);
		setHealthMetric(ben.doc, ben, a, { name: 'Days off' });
		meet(ana, ben);
		expect(names(ana)).toEqual(['Days off', 'Cash']);
		expect(read(ana).conflicts).toMatchObject([{ kind: 'delete', item: a }]);
	});

	it('refuses what its fields cannot hold', () => {
		const { ana, a } = pair();
		const bad = { reading: { value: 1, on: 'today' } };
		expect(() => setHealthMetric(ana.doc, ana, a, bad)).toThrow(RangeError);
		expect(() => addHealthMetric(ana.doc, ana, 'x' as HealthMetricId, {})).toThrow(RangeError);
	});

	it('[HEALTH-3] become a key result with their value as the baseline, in one step', () => {
		const { ana } = team('ana');
		const [o, k] = [objectiveId(), keyResultId()];
		addObjective(ana.doc, ana, { id: o });
		const undo = createUndo(ana.doc, { writer: () => ana, pauseMs: 0 });
		const metric = { name: 'Sick days', unit: 'days', reading: { value: 6, on: '2026-10-01' } };
		expect(promoteHealthMetric(ana.doc, ana, metric, { id: k, objectiveId: o })).toBe(true);
		expect(readCycle(ana.doc).plan.objectives[0]?.keyResults).toMatchObject([
			{ metric: 'Sick days', unit: 'days', baseline: 6, target: null }
		]);
		undo.undo();
		expect(readCycle(ana.doc).plan.objectives[0]?.keyResults).toEqual([]);
		expect(undo.canUndo).toBe(false);
		const gone = { id: k, objectiveId: objectiveId() };
		expect(promoteHealthMetric(ana.doc, ana, metric, gone)).toBe(false);
	});
});
