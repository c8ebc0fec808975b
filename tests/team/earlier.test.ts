import { expect, it, vi } from 'vitest';
import type { OpenCycle } from '#lib/team/cycle.ts';
import { acceptLink } from '#lib/team/catalogue.ts';
import { roomOfCycle } from '#lib/team/means.ts';
import { openTeam } from '#lib/team/team.ts';
import { founder, newDevice, safe, startRelay, type Person } from './people.ts';

/** Opens the team anew on the same device, with its first cycle. */
async function comeBack(person: Person): Promise<Person> {
	const team = (await openTeam(person.device, person.team.teamId))!;
	const cycle = await team.openCycle(person.cycle.cycleId);
	return { ...person, team, cycle };
}

/** Ana writes a plan and goes; the relay keeps the day; she comes back. */
async function aDayLater() {
	const relay = await startRelay({ CAIRN_IDLE_MS: '30', CAIRN_REQUEST_RATE: '10000' });
	const first = await founder(relay);
	const objective = first.cycle.addObjective()!;
	const keyResult = first.cycle.addKeyResult(objective)!;
	const other = first.cycle.addObjective()!;
	first.cycle.text(objective, 'title').edit([{ at: 0, del: 0, ins: 'Guests come back' }]);
	first.cycle.text(keyResult, 'metric').edit([{ at: 0, del: 0, ins: 'Second visits' }]);
	first.cycle.text(other, 'title').edit([{ at: 0, del: 0, ins: 'Crew stays' }]);
	first.cycle.setKeyResult(keyResult, { baseline: 12, target: 40 });
	await first.cycle.settle();
	await safe(first);
	const links = first.team.links(relay.origin);
	await first.team.close();
	const [, token] = /\.([\w-]{43})\.\w{4}$/.exec(links.edit!)!;
	const room = roomOfCycle(first.team.teamId, first.cycle.cycleId);
	await vi.waitFor(
		async () => {
			const headers = { Authorization: `Bearer ${token}` };
			const answer = await fetch(`${relay.origin}/states/${room}`, { headers });
			const { states } = (await answer.json()) as { states: unknown[] };
			expect(states.length).toBe(1);
		},
		{ timeout: 15_000, interval: 50 }
	);
	const ana = await comeBack(first);
	await safe(ana);
	return { relay, ana, objective, keyResult, other, links };
}

async function today(cycle: OpenCycle) {
	const listed = await cycle.earlierDays();
	if (!listed.ok) throw new Error(listed.why);
	const { days } = listed;
	expect(days).toEqual([{ dayOn: new Date().toISOString().slice(0, 10) }]);
	const answer = await cycle.planOn(days[0]!.dayOn);
	if (!answer.ok) throw new Error(answer.why);
	return answer.earlier;
}

it('[EARLIER-1] a plan of an earlier day is looked at beside what is different now, and nothing is written by looking', async () => {
	const { ana, objective, keyResult, other } = await aDayLater();
	const { cycle } = ana;
	cycle.text(objective, 'title').edit([{ at: 0, del: 6, ins: 'People' }]);
	cycle.setKeyResult(keyResult, { target: 60 });
	cycle.remove(other);
	const added = cycle.addObjective()!;
	await cycle.settle();
	const before = JSON.stringify(cycle.snapshot());
	const earlier = await today(cycle);
	expect(earlier.plan.objectives.map(({ title }) => title)).toEqual([
		'Guests come back',
		'Crew stays'
	]);
	expect(cycle.since(earlier).map(({ item, kind }) => [item, kind])).toEqual([
		[objective, 'changed'],
		[keyResult, 'changed'],
		[added, 'added'],
		[other, 'removed']
	]);
	expect(JSON.stringify(cycle.snapshot())).toBe(before);
});

it('[EARLIER-2] one item, or one field of it, is brought back in a step that undo takes back', async () => {
	const { ana, objective, keyResult, other } = await aDayLater();
	const { cycle } = ana;
	const titleOf = () => cycle.text(objective, 'title').read();
	const kr = () => cycle.snapshot().plan.objectives[0]!.keyResults[0]!;
	cycle.text(objective, 'title').edit([{ at: 0, del: 6, ins: 'People' }]);
	cycle.setKeyResult(keyResult, { baseline: 1 });
	cycle.setKeyResult(keyResult, { target: 60 });
	cycle.remove(other);
	await cycle.settle();
	const earlier = await today(cycle);

	expect(await cycle.bringBackFrom(earlier, keyResult, 'target')).toBe(true);
	expect(kr()).toMatchObject({ baseline: 1, target: 40 });
	cycle.undo();
	expect(kr()).toMatchObject({ baseline: 1, target: 60 });
	expect(await cycle.bringBackFrom(earlier, keyResult)).toBe(true);
	expect(kr()).toMatchObject({ baseline: 12, target: 40 });

	expect(await cycle.bringBackFrom(earlier, objective, 'title')).toBe(true);
	expect(titleOf()).toBe('Guests come back');
	cycle.undo();
	expect(titleOf()).toBe('People come back');

	expect(await cycle.bringBackFrom(earlier, other, 'title')).toBe(false);
	expect(await cycle.bringBackFrom(earlier, other)).toBe(true);
	expect(cycle.snapshot().plan.objectives.map(({ title }) => title)).toContain('Crew stays');
	cycle.undo();
	expect(cycle.snapshot().plan.objectives.length).toBe(1);
});

it('[EARLIER-3] a reader looks and brings nothing back; without the relay, or the day, it says why', async () => {
	const { relay, ana, keyResult, links } = await aDayLater();
	ana.cycle.setKeyResult(keyResult, { target: 60 });
	await safe(ana);
	const device = await newDevice(relay);
	const taken = await acceptLink(device, links.view);
	if (!taken.ok) throw new Error(taken.why);
	const team = (await openTeam(device, ana.team.teamId))!;
	const cycle = await team.openCycle(ana.cycle.cycleId);
	await vi.waitUntil(() => cycle.snapshot().plan.objectives.length === 2);
	const earlier = await today(cycle);
	expect(cycle.since(earlier).map(({ kind }) => kind)).toEqual(['changed']);
	expect(await cycle.bringBackFrom(earlier, keyResult)).toBe(false);
	expect(await cycle.planOn('1999-01-01')).toEqual({ ok: false, why: 'not-kept' });
	await team.close();
	await relay.stop();
	expect(await ana.cycle.earlierDays()).toEqual({ ok: false, why: 'unreachable' });
	await ana.team.close();
});
