import { afterEach, expect, test } from 'vitest';
import { loadSignatures } from '#lib/doc/agreement.ts';
import { createTeam } from '#lib/team/catalogue.ts';
import { openDevice } from '#lib/team/device.ts';
import { CycleState } from '#lib/state/cycle.svelte.ts';
import { PlanEditing } from '#lib/state/planEditing.svelte.ts';
import { TeamState } from '#lib/state/team.svelte.ts';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
	for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

test('[PLAN-3] what a notice could take back stays as it is once the plan was agreed and closed', async () => {
	await loadSignatures();
	const device = await openDevice('ws://127.0.0.1:9/sync');
	const made = await createTeam(device, {
		name: 'Lighthouse',
		person: { name: 'Ana', colour: 0 },
		cycle: {
			name: 'Q4 2026',
			startOn: '2026-10-01',
			endOn: '2026-12-31',
			timeZone: 'Europe/Berlin'
		}
	});
	if (!made.ok) throw new Error(made.why);
	const { team } = made;
	cleanups.push(() => team.forget());
	const verbs = await team.openCycle(team.snapshot().cycles[0]!.id);
	const objective = verbs.addObjective()!;
	const add = () => verbs.addKeyResult(objective)!;
	const [kept, dropped, aside] = [add(), add(), add()];
	for (const id of [kept, dropped, aside])
		verbs.setKeyResult(id, { baseline: 0, target: 4, unit: 'days', dueOn: '2026-12-31' });
	for (const [id, field] of [
		[objective, 'title'],
		[kept, 'metric'],
		[dropped, 'metric'],
		[aside, 'metric']
	] as const)
		verbs.text(id, field).edit([{ at: 0, del: 0, ins: 'Crews feel at home' }]);
	const cycle = new CycleState(verbs);
	const plan = new PlanEditing(new TeamState(team), cycle);
	const left = () => cycle.snapshot.plan.objectives[0]?.keyResults.map(({ id }) => id);
	const why = { as: 'notThisCycle', why: 'No room', decidedBy: 'Ana', comeback: '' } as const;
	const goAway = (): void => {
		plan.remove(dropped, 'Crews feel at home');
		plan.putAside(aside, 'Crews feel at home', why);
	};
	goAway();
	expect(left()).toEqual([kept]);
	plan.restore(dropped);
	plan.bringBack(aside);
	expect(left()?.toSorted()).toEqual([kept, dropped, aside].toSorted());
	goAway();
	const days = { startOn: '2026-10-01', endOn: '2026-12-31' };
	expect(verbs.agree({ expected: verbs.draft().hash, reason: '', days }).ok).toBe(true);
	plan.restore(dropped);
	plan.bringBack(aside);
	expect(left()).toEqual([kept]);
});
