import { expect, test } from 'vitest';
import {
	addDevice,
	addPerson,
	mergePeople,
	removePerson,
	restorePerson,
	setHoldsKey,
	setPerson,
	splitPerson
} from '#lib/doc/people.ts';
import { readTeam } from '#lib/doc/team.ts';
import { createUndo } from '#lib/doc/undo.ts';
import { createId, type DeviceId, type PersonId } from '#lib/okr/ids.ts';
import { createBytes, createRandom, meet, personId, type Replica, team } from './replicas.ts';

const read = ({ doc }: Replica) => readTeam(doc);
const random = createBytes(createRandom(78));
const device = (who: PersonId) => ({
	id: createId<DeviceId>(random(10)),
	personId: who,
	publicKey: 'k',
	label: ''
});
const shown = (one: Replica, id: PersonId) => read(one).sameAs.get(id);
const names = (one: Replica) =>
	read(one)
		.people.filter(({ removed }) => !removed)
		.map(({ name }) => name);

/** Ana and Ben with a team of these people, whom both know. */
function known(...called: string[]) {
	const { ana, ben } = team('ana', 'ben');
	const ids = called.map((name, colour) => {
		const id = personId();
		addPerson(ana.doc, ana, { id, name, colour });
		return id;
	});
	meet(ana, ben);
	return { ana, ben, ids: ids as [PersonId, PersonId, PersonId, PersonId] };
}

test('[PEOPLE-1] two entries merged are one row, with the devices of both and the chosen name', () => {
	const { ana, ben, ids } = known('Cem', 'Cem Demir');
	const [short, long] = ids;
	addDevice(ana.doc, ana, device(short));
	addDevice(ana.doc, ana, device(long));
	expect(mergePeople(ana.doc, ana, short, long)).toBe(true);
	expect(mergePeople(ana.doc, ana, short, long)).toBe(false);
	expect(mergePeople(ana.doc, ana, long, short)).toBe(false);
	meet(ana, ben);
	const [only, ...others] = read(ben).people;
	expect(others).toEqual([]);
	expect(only).toMatchObject({
		id: long,
		name: 'Cem Demir',
		colour: 1,
		devices: 2,
		also: [{ id: short, name: 'Cem' }]
	});
	expect([shown(ben, short), shown(ben, long)]).toEqual([long, long]);
});

test('[PEOPLE-2] merged apart in opposite directions they are one, the same on both sides', () => {
	const { ana, ben, ids } = known('A', 'B');
	mergePeople(ana.doc, ana, ids[0], ids[1]);
	mergePeople(ben.doc, ben, ids[1], ids[0]);
	meet(ana, ben);
	expect(read(ana)).toEqual(read(ben));
	expect(read(ana).people).toHaveLength(1);
	expect(read(ana).conflicts).toEqual([]);
});

test('[PEOPLE-2] one merged into two others apart makes the three one', () => {
	const { ana, ben, ids } = known('A', 'B', 'C');
	mergePeople(ana.doc, ana, ids[0], ids[1]);
	mergePeople(ben.doc, ben, ids[0], ids[2]);
	meet(ana, ben);
	expect(read(ana)).toEqual(read(ben));
	expect(read(ana).people).toHaveLength(1);
	expect(read(ana).people[0]?.also).toHaveLength(2);
});

test('[PEOPLE-3] a merge is taken back by an undo, or by saying that they are two after all', () => {
	const { ana, ben, ids } = known('A', 'B');
	const before = read(ana);
	const undo = createUndo(ana.doc);
	mergePeople(ana.doc, ana, ids[0], ids[1]);
	meet(ana, ben);
	expect(undo.undo()).toBe(true);
	meet(ana, ben);
	expect(read(ben)).toEqual(before);
	undo.redo();
	meet(ana, ben);
	expect(read(ben).people).toHaveLength(1);
	expect(splitPerson(ben.doc, ben, ids[1])).toBe(false);
	expect(splitPerson(ben.doc, ben, ids[0])).toBe(true);
	meet(ana, ben);
	expect(read(ana)).toEqual(before);
	expect(splitPerson(ana.doc, ana, ids[0])).toBe(false);
	expect(undo.undo()).toBe(false);
});

test('[PEOPLE-3] taken apart while somebody says it anew, they are one', () => {
	const { ana, ben, ids } = known('A', 'B');
	mergePeople(ana.doc, ana, ids[0], ids[1]);
	meet(ana, ben);
	splitPerson(ana.doc, ana, ids[0]);
	splitPerson(ben.doc, ben, ids[0]);
	mergePeople(ben.doc, ben, ids[0], ids[1]);
	meet(ana, ben);
	expect(read(ana)).toEqual(read(ben));
	expect(read(ana).people).toHaveLength(1);
});

test('[PEOPLE-4] a person is removed with all that was merged into them, and keeps the name', () => {
	const { ana, ben, ids } = known('A', 'B', 'C');
	mergePeople(ana.doc, ana, ids[0], ids[1]);
	expect(removePerson(ana.doc, ana, ids[0])).toBe(true);
	expect(removePerson(ana.doc, ana, ids[1])).toBe(false);
	meet(ana, ben);
	expect(names(ben)).toEqual(['C']);
	expect(read(ben).people.find(({ id }) => id === ids[1])).toMatchObject({
		name: 'B',
		removed: true
	});
	expect(mergePeople(ben.doc, ben, ids[2], ids[1])).toBe(false);
	expect(setPerson(ben.doc, ben, ids[1], { name: 'x' })).toBe(false);
	expect(restorePerson(ben.doc, ben, ids[0])).toBe(true);
	expect(restorePerson(ben.doc, ben, ids[0])).toBe(false);
	meet(ana, ben);
	expect(names(ana)).toEqual(['B', 'C']);
});

test('[PEOPLE-4] one of two entries is removed while they are merged: the person is in the team', () => {
	const { ana, ben, ids } = known('A', 'B');
	mergePeople(ana.doc, ana, ids[0], ids[1]);
	removePerson(ben.doc, ben, ids[1]);
	meet(ana, ben);
	expect(read(ana)).toEqual(read(ben));
	expect(names(ana)).toEqual(['B']);
	expect(read(ana).conflicts).toEqual([]);
	// Somebody who is removed is one of those whom a member may find to be a colleague.
	removePerson(ana.doc, ana, ids[0]);
	addPerson(ana.doc, ana, { id: personId(), name: 'C', colour: 2 });
	const c = read(ana).people.find(({ name }) => name === 'C')!.id;
	expect(mergePeople(ana.doc, ana, ids[1], c)).toBe(true);
	expect(names(ana)).toEqual(['C']);
});

test('whether a device holds the recovery key is said once and taken back', () => {
	const { ana, ids } = known('A');
	const one = device(ids[0]);
	expect(setHoldsKey(ana.doc, ana, one.id, true)).toBe(false);
	addDevice(ana.doc, ana, one);
	expect(setHoldsKey(ana.doc, ana, one.id, true)).toBe(true);
	expect(setHoldsKey(ana.doc, ana, one.id, true)).toBe(false);
	expect(read(ana).people[0]?.keys).toBe(1);
	expect(setHoldsKey(ana.doc, ana, one.id, false)).toBe(true);
	expect(read(ana).people[0]?.keys).toBe(0);
});
