import { expect, test } from 'vitest';
import { resolveConflict } from '#lib/doc/resolve.ts';
import { addDevice, addPerson, removePerson, setPerson } from '#lib/doc/people.ts';
import { addCycle, readTeam, setCycle, setRecord, setTeamName } from '#lib/doc/team.ts';
import { createUndo } from '#lib/doc/undo.ts';
import { defaultRules } from '#lib/okr/houseRules.ts';
import { createId, type CycleId, type DeviceId } from '#lib/okr/ids.ts';
import { createBytes, createRandom, meet, personId, type Replica, team } from './replicas.ts';

const read = ({ doc }: Replica) => readTeam(doc);
const random = createBytes(createRandom(77));
const deviceId = () => createId<DeviceId>(random(10));
const quarter = () => ({
	id: createId<CycleId>(random(10)),
	name: 'Q4 2026',
	startOn: '2026-10-01',
	endOn: '2026-12-31',
	timeZone: 'Europe/Berlin'
});

test('a team has a name, people with devices, and cycles', () => {
	const { ana, ben } = team('ana', 'ben');
	const [p, q, d] = [personId(), personId(), deviceId()];
	const cycle = quarter();
	expect(read(ana)).toEqual({
		...{
			name: '',
			people: [],
			sameAs: new Map(),
			healthMetrics: [],
			cycles: [],
			record: null,
			permit: '',
			conflicts: [],
			tooNew: false
		},
		rules: defaultRules
	});
	expect(setTeamName(ana.doc, ana, 'Platform')).toBe(true);
	expect(addPerson(ana.doc, ana, { id: p, name: 'Ben', colour: 3 })).toBe(true);
	expect(addPerson(ana.doc, ana, { id: q, name: 'Ana', colour: 0 })).toBe(true);
	expect(addPerson(ana.doc, ana, { id: q, name: 'Again', colour: 0 })).toBe(false);
	expect(addDevice(ana.doc, ana, { id: d, personId: p, publicKey: 'k', label: 'Phone' })).toBe(
		true
	);
	expect(addCycle(ana.doc, ana, cycle)).toBe(true);
	expect(addCycle(ana.doc, ana, cycle)).toBe(false);
	meet(ana, ben);
	expect(read(ben)).toEqual({
		name: 'Platform',
		healthMetrics: [],
		people: [
			{ id: q, name: 'Ana', colour: 0, devices: 0, keys: 0, removed: false, also: [] },
			{ id: p, name: 'Ben', colour: 3, devices: 1, keys: 0, removed: false, also: [] }
		],
		sameAs: new Map([q, p].map((id) => [id, id])),
		cycles: [cycle],
		rules: defaultRules,
		record: null,
		permit: '',
		conflicts: [],
		tooNew: false
	});
	expect(addDevice(ben.doc, ben, { id: d, personId: q, publicKey: 'k', label: 'Phone' })).toBe(
		true
	);
	expect(read(ben).people.map(({ devices }) => devices)).toEqual([1, 0]);
	expect(
		addDevice(ben.doc, ben, { id: deviceId(), personId: personId(), publicKey: '', label: '' })
	).toBe(false);
	expect(setCycle(ben.doc, ben, cycle.id, { endOn: '2027-01-10' })).toBe(true);
	expect(() => setCycle(ben.doc, ben, cycle.id, { endOn: 'soon' })).toThrow(RangeError);
	expect(read(ben).cycles).toEqual([{ ...cycle, endOn: '2027-01-10' }]);
	expect(setCycle(ben.doc, ben, quarter().id, { name: 'x' })).toBe(false);
	expect(() => addPerson(ana.doc, ana, { id: 'x' as typeof p, name: '', colour: 0 })).toThrow();
	expect(() => addPerson(ana.doc, ana, { id: personId(), name: '', colour: 12 })).toThrow();
	expect(read(ana).people).toHaveLength(2);
});

test('[MERGE-2] names ask, colours do not', () => {
	const { ana, ben } = team('ana', 'ben');
	const p = personId();
	addPerson(ana.doc, ana, { id: p, name: 'Ben', colour: 3 });
	meet(ana, ben);
	setPerson(ana.doc, ana, p, { name: 'Benedikt', colour: 4 });
	setPerson(ben.doc, ben, p, { name: 'Benny', colour: 5 });
	setTeamName(ana.doc, ana, 'Core');
	setTeamName(ben.doc, ben, 'Platform');
	meet(ana, ben);
	expect(read(ana)).toEqual(read(ben));
	expect(
		read(ana)
			.conflicts.map(({ id }) => id)
			.sort()
	).toEqual([`${p}/name`, 'team/name'].sort());
	for (const card of read(ana).conflicts) {
		if (card.kind === 'value')
			resolveConflict(ana.doc, ana, card, { side: card.sides[1]?.key ?? '' });
	}
	meet(ana, ben);
	expect(read(ben).conflicts).toEqual([]);
});

test('[MERGE-4] removing a person who joined with a device meanwhile is a card', () => {
	const { ana, ben } = team('ana', 'ben');
	const [p, d] = [personId(), deviceId()];
	addPerson(ana.doc, ana, { id: p, name: 'Ben', colour: 3 });
	meet(ana, ben);
	addDevice(ben.doc, ben, { id: d, personId: p, publicKey: 'k', label: 'Phone' });
	expect(removePerson(ana.doc, ana, p)).toBe(true);
	expect(removePerson(ana.doc, ana, p)).toBe(false);
	expect(read(ana).people).toMatchObject([{ removed: true }]);
	expect(setPerson(ana.doc, ana, p, { name: 'x' })).toBe(false);
	meet(ana, ben);
	const [card] = read(ana).conflicts;
	expect(card).toMatchObject({ kind: 'delete', item: p, edits: [{ item: d, field: 'added' }] });
	expect(read(ana).people).toMatchObject([{ removed: false, devices: 1 }]);
	expect(card && resolveConflict(ana.doc, ana, card, { drop: true })).toBe(true);
	meet(ana, ben);
	expect(read(ben)).toMatchObject({ people: [{ removed: true }], conflicts: [] });
	expect(addDevice(ben.doc, ben, { id: d, personId: p, publicKey: 'k', label: '' })).toBe(false);
});

test('[MERGE-9] of signed records the highest generation stands, whenever it arrives', () => {
	const { ana, ben } = team('ana', 'ben');
	expect(setRecord(ana.doc, ana, 'first', 1)).toBe(true);
	meet(ana, ben);
	expect(setRecord(ana.doc, ana, 'third', 3)).toBe(true);
	setTeamName(ben.doc, ben, 'later by rank');
	expect(setRecord(ben.doc, ben, 'second', 2)).toBe(true);
	meet(ana, ben);
	expect([read(ana).record, read(ben).record, read(ana).conflicts]).toEqual(['third', 'third', []]);
	expect(setRecord(ben.doc, ben, 'other third', 3)).toBe(false);
	expect(setRecord(ben.doc, ben, 'second', 2)).toBe(false);
});

test('[UNDO-6] the record is no step, a rename is', () => {
	const { ana } = team('ana');
	const undo = createUndo(ana.doc);
	setRecord(ana.doc, ana, 'first', 1);
	expect(undo.canUndo).toBe(false);
	setTeamName(ana.doc, ana, 'Core');
	expect([undo.undo(), read(ana).name, read(ana).record]).toEqual([true, '', 'first']);
});
