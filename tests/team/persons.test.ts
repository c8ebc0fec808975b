import { expect, it, vi } from 'vitest';
import type { KeyResultId, ObjectiveId, PersonId } from '#lib/okr/ids.ts';
import { acceptLink } from '#lib/team/catalogue.ts';
import { openTeam, type OwnedInTeam } from '#lib/team/team.ts';
import { agreeing, founder, joined, newDevice, safe, startRelay, type Person } from './people.ts';

const until = (isSo: () => boolean) => vi.waitUntil(isSo, { timeout: 20_000 });
const editLink = ({ team }: Person, origin: string) => team.links(origin).edit ?? '';
const me = ({ team }: Person) => team.me as PersonId;
const find = ({ team }: Person, id: PersonId) =>
	team.snapshot().people.find((person) => person.id === id);
const conflicts = ({ cycle }: Person) => cycle.snapshot().conflicts;
const owner = ({ cycle }: Person, id: KeyResultId) =>
	cycle
		.snapshot()
		.plan.objectives.flatMap(({ keyResults }) => keyResults)
		.find((keyResult) => keyResult.id === id)?.ownerId;

function ownedNow({ team }: Person): Promise<OwnedInTeam[]> {
	return new Promise((resolve) => {
		const stop = team.followOwned((all) => {
			resolve(all);
			stop();
		});
	});
}

function keyResult({ cycle }: Person): KeyResultId {
	const objective = cycle.addObjective() as ObjectiveId;
	return cycle.addKeyResult(objective) as KeyResultId;
}

it('[PEOPLE-1] whoever joined twice is one after a merge: what is theirs, what is asked, what is news', async () => {
	const relay = await startRelay();
	const ana = await founder(relay);
	const ben = await joined(relay, editLink(ana, relay.origin), 'Ben');
	const phone = await joined(relay, editLink(ana, relay.origin), 'Benny');
	const [benId, bennyId] = [me(ben), me(phone)];
	const id = keyResult(ben);
	await agreeing(ana, ben, phone);
	ana.cycle.setKeyResult(id, { ownerId: benId });
	await agreeing(ana, ben, phone);
	// Both devices of one person take it on, apart: a card that asks which of the two owns it.
	await relay.stop();
	ben.cycle.setKeyResult(id, { ownerId: me(ana) });
	ben.cycle.setKeyResult(id, { ownerId: benId });
	phone.cycle.setKeyResult(id, { ownerId: bennyId });
	await relay.start();
	await agreeing(ana, ben, phone);
	expect(conflicts(ana)).toHaveLength(1);

	expect(ana.team.mergePeople(bennyId, benId)).toBe(true);
	await until(() => [ana, ben, phone].every((one) => conflicts(one).length === 0));
	expect(phone.team.me).toBe(benId);
	expect(find(phone, benId)).toMatchObject({ name: 'Ben', devices: 2 });
	const owned = await ownedNow(ana);
	expect(owned.map(({ person }) => person)).toEqual([benId]);
	// What one wrote on the phone, as the other entry, is no news on the laptop; what Ana wrote is.
	ben.cycle.present(null, null);
	const own = keyResult(phone);
	const anas = keyResult(ana);
	await agreeing(ana, ben, phone);
	ben.cycle.present(null, 'plan');
	const news = ben.cycle.away().map(({ item }) => item as string);
	expect(news).toContain(anas);
	expect(news).not.toContain(own);

	expect(await ana.team.peopleUndo.undo()).toBe(true);
	await until(() => phone.team.me === bennyId && conflicts(phone).length === 1);
});

it('[PEOPLE-5] who is removed keeps what they own, unless it is said to have no owner; undo gives it back', async () => {
	const relay = await startRelay();
	const ana = await founder(relay);
	const cem = ana.team.addPerson({ name: 'Cem', colour: 4 }) as PersonId;
	const [first, second] = [keyResult(ana), keyResult(ana)];
	const work = ana.cycle.addInitiative(first, { title: 'Ask them' });
	ana.cycle.setKeyResult(first, { ownerId: cem });
	ana.cycle.setKeyResult(second, { ownerId: cem });
	if (work) ana.cycle.setInitiative(work, { ownerId: cem });
	expect((await ownedNow(ana)).map(({ kind }) => kind).sort()).toEqual([
		'initiative',
		'keyResult',
		'keyResult'
	]);

	expect(await ana.team.removePerson(cem, { release: false })).toBe(true);
	expect([owner(ana, first), find(ana, cem)?.removed]).toEqual([cem, true]);
	expect(await ana.team.peopleUndo.undo()).toBe(true);
	expect(find(ana, cem)?.removed).toBe(false);

	expect(await ana.team.removePerson(cem, { release: true })).toBe(true);
	expect([owner(ana, first), owner(ana, second)]).toEqual([null, null]);
	expect(await ownedNow(ana)).toEqual([]);
	// Somebody took one of them on meanwhile.
	ana.cycle.setKeyResult(second, { ownerId: me(ana) });
	expect(await ana.team.peopleUndo.undo()).toBe(true);
	expect([owner(ana, first), owner(ana, second)]).toEqual([cem, me(ana)]);
	expect(await ana.team.peopleUndo.redo()).toBe(true);
	expect([owner(ana, first), owner(ana, second)]).toEqual([null, me(ana)]);
	expect(find(ana, cem)).toMatchObject({ name: 'Cem', removed: true });
});

it('[PEOPLE-6] members add, rename and merge; removing takes the recovery key', async () => {
	const relay = await startRelay();
	const ana = await founder(relay);
	const ben = await joined(relay, editLink(ana, relay.origin), 'Ben');
	const reader = await joined(relay, ana.team.links(relay.origin).view, '');
	const cem = ben.team.addPerson({ name: 'Cem', colour: 4 }) as PersonId;
	const cemAgain = ben.team.addPerson({ name: 'C. Demir', colour: 5 }) as PersonId;
	expect(ben.team.setPerson(cemAgain, { name: 'Cem Demir' })).toBe(true);
	expect(ben.team.mergePeople(cem, cemAgain)).toBe(true);
	expect([ana.team.canRemove, ben.team.canRemove]).toEqual([true, false]);
	expect(await ben.team.removePerson(cemAgain, { release: true })).toBe(false);
	await safe(ben);
	await until(() => find(reader, cemAgain)?.name === 'Cem Demir' && !!find(ana, cemAgain));
	expect(reader.team.addPerson({ name: 'Spy', colour: 0 })).toBeNull();
	expect(reader.team.splitPerson(cem)).toBe(false);
	expect(await ana.team.removePerson(cemAgain, { release: true })).toBe(true);
	// What one did wrong oneself is taken back without the key.
	const slip = ben.team.addPerson({ name: 'Demo', colour: 1 }) as PersonId;
	expect(await ben.team.peopleUndo.undo()).toBe(true);
	expect(find(ben, slip)?.removed).toBe(true);
	expect(find(ben, me(ben))?.removed).toBe(false);
});

it('[PEOPLE-4] a removed person is back when they write again, and when they join again', async () => {
	const relay = await startRelay();
	const ana = await founder(relay);
	const ben = await joined(relay, editLink(ana, relay.origin), 'Ben');
	const benId = me(ben);
	await until(() => find(ana, benId) !== undefined);
	const remove = async () => {
		expect(await ana.team.removePerson(benId, { release: false })).toBe(true);
		await until(() => find(ben, benId)?.removed === true);
	};
	await remove();
	const id = keyResult(ben);
	expect(find(ben, benId)?.removed).toBe(false);
	await agreeing(ana, ben);
	expect(find(ana, benId)?.removed).toBe(false);

	await remove();
	ben.cycle.text(id, 'metric').edit([{ at: 0, del: 0, ins: 'Calls' }]);
	ben.cycle.leave(id, 'metric');
	await until(() => find(ana, benId)?.removed === false);

	await remove();
	expect(await ben.team.joinAs(benId)).toBe(true);
	await until(() => find(ana, benId)?.removed === false);
	expect(ben.team.peopleUndo.canUndo).toBe(false);
});

it('[LINK-12] a link for one’s other device names the person, and takes nothing from a device that is somebody', async () => {
	const relay = await startRelay();
	const ana = await founder(relay);
	const own = ana.team.links(relay.origin).own ?? '';
	const phone = await newDevice(relay);
	const accepted = await acceptLink(phone, own);
	expect(accepted).toMatchObject({ ok: true, role: 'edit', joined: false, person: me(ana) });
	if (!accepted.ok) return;
	const team = await openTeam(phone, accepted.teamId);
	await until(() => team?.snapshot().sameAs.has(me(ana)) === true);
	expect(await team?.joinAs(me(ana))).toBe(true);
	await until(() => find(ana, me(ana))?.devices === 2);
	expect(team?.me).toBe(me(ana));
	await team?.close();

	const ben = await joined(relay, editLink(ana, relay.origin), 'Ben');
	expect(await acceptLink(ben.device, own)).toMatchObject({ joined: true, person: me(ana) });
	expect((await ben.device.store.getTeam(ben.team.teamId))?.personId).toBe(me(ben));
	const reader = await joined(relay, ana.team.links(relay.origin).view, '');
	expect(reader.team.links(relay.origin).own).toBeNull();
});
