import { describe, expect, it, vi } from 'vitest';
import type { KeyResultId, ObjectiveId } from '#lib/okr/ids.ts';
import { acceptLink } from '#lib/team/catalogue.ts';
import { openTeam } from '#lib/team/team.ts';
import { agreeing, founder, joined, newDevice, safe, startRelay, type Person } from './people.ts';

const editLink = ({ team }: Person, origin: string) => team.links(origin).edit ?? '';

function type(
	person: Person,
	id: ObjectiveId | KeyResultId,
	field: 'title' | 'metric',
	text: string
): void {
	const source = person.cycle.text(id, field);
	source.edit([{ at: 0, del: source.read().length, ins: text }]);
	person.cycle.leave(id, field);
}

/** A team of two with one objective and one key result that both have before them. */
async function pair() {
	const relay = await startRelay();
	const ana = await founder(relay);
	const objective = ana.cycle.addObjective() as ObjectiveId;
	type(ana, objective, 'title', 'Customers feel at home');
	const keyResult = ana.cycle.addKeyResult(objective) as KeyResultId;
	ana.cycle.setKeyResult(keyResult, { baseline: 10, target: 40, unit: '%' });
	const ben = await joined(relay, editLink(ana, relay.origin), 'Ben');
	await agreeing(ana, ben);
	return { relay, ana, ben, objective, keyResult };
}

const targetOf = ({ cycle }: Person) => cycle.snapshot().plan.objectives[0]?.keyResults[0]?.target;
const titleOf = ({ cycle }: Person) => cycle.snapshot().plan.objectives[0]?.title;

describe('a team', () => {
	it('[TEAM-1] is made without a relay, and joined by a link once there is one', async () => {
		const relay = await startRelay();
		await relay.stop();
		const ana = await founder(relay);
		expect(ana.team.snapshot().people.map(({ name }) => name)).toEqual(['Ana']);
		await relay.start();
		await safe(ana);
		const ben = await joined(relay, editLink(ana, relay.origin), 'Ben');
		await vi.waitUntil(() => ana.team.snapshot().people.length === 2);
		expect(ben.team.snapshot().people.map(({ name, devices }) => [name, devices])).toEqual([
			['Ana', 1],
			['Ben', 1]
		]);
	});

	it('[TEAM-2] counts a second device to the same person', async () => {
		const { relay, ana } = await pair();
		const phone = await newDevice(relay);
		await acceptLink(phone, editLink(ana, relay.origin));
		const team = await openTeam(phone, ana.team.teamId);
		await vi.waitUntil(() => (team?.snapshot().people.length ?? 0) === 2, { timeout: 15_000 });
		expect(await team?.joinAs(ana.team.me!)).toBe(true);
		await vi.waitUntil(() => ana.team.snapshot().people[0]?.devices === 2, { timeout: 15_000 });
		expect(ana.team.snapshot().people).toHaveLength(2);
		await team?.close();
	});

	it('[TEAM-3] lets a reader read and nothing else', async () => {
		const { relay, ana, objective } = await pair();
		const reader = await joined(relay, ana.team.links(relay.origin).view, '');
		await vi.waitUntil(() => titleOf(reader) === 'Customers feel at home', { timeout: 15_000 });
		expect(reader.team.canWrite).toBe(false);
		expect(reader.team.links(relay.origin)).toMatchObject({ edit: null, admin: null });
		expect(reader.cycle.addObjective()).toBeNull();
		expect(reader.cycle.remove(objective)).toBe(false);
		reader.cycle.text(objective, 'title').edit([{ at: 0, del: 0, ins: 'not ' }]);
		expect(titleOf(reader)).toBe('Customers feel at home');
		expect(ana.cycle.others().map(({ name }) => name)).not.toContain('');
	});

	it('[TEAM-4] is registered anew and refilled by any member when the relay lost its disk', async () => {
		const { relay, ana, ben } = await pair();
		await ana.team.close();
		await relay.stop();
		await relay.emptyDisk();
		await relay.start();
		await safe(ben);
		const cem = await joined(relay, editLink(ben, relay.origin), 'Cem');
		await agreeing(ben, cem);
		expect(titleOf(cem)).toBe('Customers feel at home');
		expect(cem.team.snapshot().people.map(({ name }) => name)).toEqual(['Ana', 'Ben', 'Cem']);
	});

	it('[TEAM-8] is registered at an emptied relay by its recovery key alone', async () => {
		const { relay, ana } = await pair();
		const admin = ana.team.links(relay.origin).admin ?? '';
		await ana.team.close();
		await relay.stop();
		await relay.emptyDisk();
		await relay.start();
		const phone = await newDevice(relay);
		const accepted = await acceptLink(phone, admin);
		expect(accepted).toMatchObject({ ok: true, role: 'edit', changed: true });
		const team = await openTeam(phone, ana.team.teamId);
		await vi.waitUntil(() => team?.safety().relay.at === 'safe', { timeout: 20_000 });
		await team?.close();
	});

	it('[TEAM-5] that is forgotten leaves nothing in the catalogue', async () => {
		const { ben } = await pair();
		const { teamId } = ben.team;
		await ben.team.forget();
		expect(await ben.device.store.getTeam(teamId)).toBeNull();
		expect(await ben.device.store.listBursts(teamId)).toEqual([]);
	});
});

describe('two people who were apart', () => {
	it('find two answers for one target, and one choice holds for both', async () => {
		const { relay, ana, ben, keyResult } = await pair();
		await relay.stop();
		ana.cycle.setKeyResult(keyResult, { target: 35 });
		ben.cycle.setKeyResult(keyResult, { target: 50 });
		await relay.start();
		await agreeing(ana, ben);
		const [conflict] = ben.cycle.snapshot().conflicts;
		expect(conflict).toMatchObject({ kind: 'value', field: 'target' });
		if (conflict?.kind !== 'value') throw new Error('no conflict');
		expect(conflict.sides.map(({ value }) => value).sort()).toEqual([35, 50]);
		const mine = conflict.sides.find(({ value }) => value === 35)!;
		expect(ben.cycle.resolve(conflict, { side: mine.key })).toBe(true);
		await agreeing(ana, ben);
		expect(ana.cycle.snapshot().conflicts).toEqual([]);
		expect(targetOf(ana)).toBe(35);
	});

	it('find a title that both rewrote on a card, with every word on it', async () => {
		const { relay, ana, ben, objective } = await pair();
		await relay.stop();
		type(ana, objective, 'title', 'Customers stay for years');
		type(ben, objective, 'title', 'Customers tell their friends');
		await relay.start();
		await agreeing(ana, ben);
		const [conflict] = ana.cycle.snapshot().conflicts;
		if (conflict?.kind !== 'text') throw new Error('no conflict');
		expect(conflict.base).toBe('Customers feel at home');
		expect(conflict.sides.map(({ value }) => value).sort()).toEqual([
			'Customers stay for years',
			'Customers tell their friends'
		]);
		ana.cycle.resolve(conflict, { text: 'Customers stay, and tell their friends' });
		await agreeing(ana, ben);
		expect(titleOf(ben)).toBe('Customers stay, and tell their friends');
		expect(ben.cycle.snapshot().conflicts).toEqual([]);
	});

	it('[CLOCK-1] a clock five days fast decides nothing', async () => {
		const relay = await startRelay();
		const ana = await founder(relay, 5 * 86_400_000);
		const ben = await joined(relay, editLink(ana, relay.origin), 'Ben');
		await safe(ana, ben);
		const colours = (person: Person) => person.team.snapshot().people[0]?.colour;
		await vi.waitUntil(() => ana.team.snapshot().people.length === 2, { timeout: 15_000 });
		await relay.stop();
		// Ben's second thought knows of his first one; Ana's clock says that hers came days later.
		ben.team.setPerson(ana.team.me!, { colour: 4 });
		ben.team.setPerson(ana.team.me!, { colour: 5 });
		ana.team.setPerson(ana.team.me!, { colour: 3 });
		await relay.start();
		await safe(ana, ben);
		await vi.waitUntil(() => colours(ana) === colours(ben), { timeout: 15_000 });
		expect(colours(ana)).toBe(5);
	});

	it('[TEAM-6] are not told “safe” in one room for what they wrote in another', async () => {
		const { relay, ana, keyResult } = await pair();
		await relay.stop();
		ana.cycle.setKeyResult(keyResult, { target: 90 });
		ana.cycle.present(null, null);
		await ana.team.close();
		expect(ana.team.safety().relay.at).not.toBe('safe');
		await relay.start();
		const again = await openTeam(ana.device, ana.team.teamId);
		await vi.waitUntil(() => again!.safety().relay.at === 'safe', { timeout: 20_000 });
		const reopened = await again!.openCycle(ana.cycle.cycleId);
		expect(reopened.snapshot().plan.objectives).toHaveLength(1);
		await again!.close();
	});

	it('[TEAM-7] find the words of a plan that was left and entered again at once', async () => {
		const { ana, objective } = await pair();
		ana.cycle.present(null, null);
		const again = await ana.team.openCycle(ana.cycle.cycleId);
		again.present(null, 'plan');
		again.text(objective, 'title').edit([{ at: 0, del: 0, ins: 'Our ' }]);
		again.leave(objective, 'title');
		expect(again).toBe(ana.cycle);
		await safe(ana);
		expect(titleOf(ana)).toBe('Our Customers feel at home');
	});

	it('[AWAY-4] are told what changed meanwhile, and not what they saw or did themselves', async () => {
		const { relay, ana, ben, keyResult } = await pair();
		await vi.waitUntil(() => ben.cycle.away().length === 0);
		await relay.stop();
		ben.cycle.setKeyResult(keyResult, { unit: 'teams' });
		ana.cycle.setKeyResult(keyResult, { target: 60 });
		await relay.start();
		await agreeing(ana, ben);
		expect(ben.cycle.away().flatMap(({ fields }) => fields)).toEqual([
			{ field: 'target', before: 40, after: 60 }
		]);
		ben.cycle.markSeen();
		expect(ben.cycle.away()).toEqual([]);
		ana.cycle.setKeyResult(keyResult, { target: 70 });
		await agreeing(ana, ben);
		expect(ben.cycle.away()).toEqual([]);
	});

	it('[AWAY-5] are not told what they did themselves just before the page went', async () => {
		const { ana, ben, objective, keyResult } = await pair();
		const { store } = ben.device;
		const { cycleId } = ben.cycle;
		await ben.cycle.settle();
		const keptBefore = await store.getSeen(ben.team.teamId, cycleId);
		const gone = ana.cycle.addObjective() as ObjectiveId;
		await agreeing(ana, ben);
		ben.cycle.setKeyResult(keyResult, { unit: 'teams' });
		ben.cycle.remove(gone);
		const added = ben.cycle.addKeyResult(objective) as KeyResultId;
		type(ben, added, 'metric', 'Friends invited');
		await agreeing(ana, ben);
		await ben.team.close();
		// The page went before it kept what it had seen; the relay brings everything again.
		await store.putSeen(ben.team.teamId, cycleId, keptBefore!);
		ana.cycle.setKeyResult(keyResult, { target: 60 });
		await safe(ana);
		ben.team = (await openTeam(ben.device, ben.team.teamId))!;
		ben.cycle = await ben.team.openCycle(cycleId);
		await agreeing(ana, ben);
		expect(ben.cycle.away().flatMap(({ kind, fields }) => [kind, fields])).toEqual([
			'changed',
			[{ field: 'target', before: 40, after: 60 }]
		]);
		await ben.team.close();
	});

	it('[AWAY-6] have seen in one tab what the other tab keeps nothing of', async () => {
		const { ana, ben, keyResult } = await pair();
		await ben.cycle.settle();
		const tab = (await openTeam(ben.device, ben.team.teamId))!;
		const hidden = await tab.openCycle(ben.cycle.cycleId);
		await vi.waitUntil(() => hidden.snapshot().plan.objectives.length === 1, { timeout: 15_000 });
		ana.cycle.setKeyResult(keyResult, { target: 60 });
		await agreeing(ana, ben);
		await vi.waitUntil(() => hidden.snapshot().plan.objectives[0]?.keyResults[0]?.target === 60);
		ben.cycle.setKeyResult(keyResult, { unit: 'teams' });
		await vi.waitUntil(() => hidden.snapshot().plan.objectives[0]?.keyResults[0]?.unit === 'teams');
		expect(hidden.away().flatMap(({ fields }) => fields.map(({ field }) => field))).toEqual([
			'target'
		]);
		await ben.team.close();
		await tab.close();
		ben.team = (await openTeam(ben.device, ben.team.teamId))!;
		ben.cycle = await ben.team.openCycle(ben.cycle.cycleId);
		await agreeing(ana, ben);
		expect(ben.cycle.away()).toEqual([]);
		await ben.team.close();
	});
});

describe('writing', () => {
	it('shows a colleague’s caret beside the letter it stands at', async () => {
		const { ana, ben, objective } = await pair();
		ben.cycle.present({ person: ben.team.me!, name: 'Ben', colour: 1 }, 'plan');
		ben.cycle.caret({ id: objective, field: 'title', anchor: 9, head: 9 });
		await vi.waitUntil(() => ana.cycle.carets(objective, 'title').length === 1, {
			timeout: 15_000
		});
		ana.cycle.text(objective, 'title').edit([{ at: 0, del: 0, ins: 'Our ' }]);
		expect(ana.cycle.carets(objective, 'title')).toMatchObject([
			{ name: 'Ben', anchor: 13, head: 13 }
		]);
		expect(ana.cycle.carets(objective, 'title')[0]?.key).not.toBe('');
	});

	it('takes back one’s own step and never a colleague’s', async () => {
		const { ana, ben, objective, keyResult } = await pair();
		ben.cycle.setKeyResult(keyResult, { target: 55 });
		const second = ana.cycle.addObjective(objective);
		await agreeing(ana, ben);
		expect(ana.cycle.undo()).toBe(true);
		await agreeing(ana, ben);
		expect(ben.cycle.snapshot().plan.objectives.map(({ id }) => id)).not.toContain(second);
		expect(targetOf(ana)).toBe(55);
	});
});
