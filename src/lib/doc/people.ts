import type * as Y from 'yjs';
import type { DeviceId, PersonId } from '#lib/okr/ids.ts';
import { type SameWord, unifyPeople, wordsToMerge, wordsToSplit } from '#lib/okr/samePeople.ts';
import { DELETED, seenOf } from './deletion.ts';
import { readEntity, validEntries, valueOf } from './entity.ts';
import { isTooNew } from './gate.ts';
import { setField } from './register.ts';
import { deviceFields, personFields, samePrefix, sameField } from './shape.ts';
import { addEntity, change } from './teamEntity.ts';
import { familyOf, isDeleted, isGone, type Node, readTree } from './tree.ts';
import { SYSTEM, USER, write, type Writer } from './writer.ts';
import { setFields } from './patch.ts';

/*
 * A person and everybody who was merged into them read as one. Each "is the same as" is a field of its
 * own, so that people who merge while apart both have their way, and one of them is taken back alone.
 */

export interface Person {
	id: PersonId;
	name: string;
	/** 0..11, an index into the colours of people. */
	colour: number;
	/** How many devices have joined as this person. */
	devices: number;
	/** Of these devices, how many have said that they hold the team's recovery key. */
	keys: number;
	/** Removed people are still listed, as what they wrote still bears their name. */
	removed: boolean;
	/** Other entries of the same person, merged into this one; by name, then id. */
	also: { id: PersonId; name: string }[];
}

export interface People {
	/** By name, then id. */
	people: Person[];
	/** Of each entry of a person the one it is shown as, itself where it was not merged. */
	sameAs: ReadonlyMap<string, PersonId>;
}

/** Whether an entity is a person. */
export function isPerson(doc: Y.Doc, id: string): boolean {
	return readEntity(doc, id)?.kind === 'person';
}

/** Reads the people of a team document, whom merging made one as one. */
export function readPeople(tree: ReadonlyMap<string, Node>): People {
	const nodes = personNodes(tree);
	const sameAs = new Map<string, PersonId>();
	const people = groupsOf(nodes).map(({ id, ids }): Person => {
		const all = ids.flatMap((one) => nodes.get(one) ?? []);
		const shown = nodes.get(id)!;
		for (const one of ids) sameAs.set(one, id);
		const devices = all.flatMap(({ children }) => children.filter((one) => !isDeleted(one)));
		return {
			id,
			name: nameOf(shown),
			colour: valueOf(shown, 'colour', personFields.colour),
			devices: devices.length,
			keys: devices.filter((one) => valueOf(one, 'holdsKey', deviceFields.holdsKey)).length,
			removed: all.every(isDeleted),
			also: all
				.filter((one) => one !== shown)
				.map((one) => ({ id: one.id as PersonId, name: nameOf(one) }))
				.sort(byName)
		};
	});
	return { people: people.sort(byName), sameAs };
}

/** Adds a person. False if there is one by that id. Throws a RangeError for what is no id. */
export function addPerson(
	doc: Y.Doc,
	w: Writer,
	{ id, name, colour }: { id: PersonId; name: string; colour: number }
): boolean {
	return addEntity(doc, w, id, 'person', { name, colour });
}

/** Renames or recolours a person. False if there is none, or they were removed. */
export function setPerson(
	doc: Y.Doc,
	w: Writer,
	id: PersonId,
	patch: { name?: string; colour?: number }
): boolean {
	return change(doc, w, id, 'person', patch);
}

/**
 * Removes a person with their devices, and all who were merged into them; not from what they wrote.
 * False if there is none, or they were removed.
 */
export function removePerson(doc: Y.Doc, w: Writer, id: PersonId): boolean {
	const there = entriesOf(doc, id).filter((node) => !node.deletion);
	if (there.length === 0 || isTooNew(doc)) return false;
	write(doc, USER, () => {
		for (const node of there)
			setField(doc, w, node.id, DELETED, { seen: seenOf(doc, familyOf(node)) });
	});
	return true;
}

/** Takes a removed person back into the team. False if there is none, or they are in it. */
export function restorePerson(doc: Y.Doc, w: Writer, id: PersonId): boolean {
	const gone = entriesOf(doc, id);
	if (gone.length === 0 || !gone.every(isDeleted) || isTooNew(doc)) return false;
	write(doc, USER, () => {
		for (const node of gone) setField(doc, w, node.id, DELETED, false);
	});
	return true;
}

/**
 * Says that two are one person, shown as `into`. False if they are already, if one of them is not there,
 * or if `into` was removed.
 */
export function mergePeople(doc: Y.Doc, w: Writer, from: PersonId, into: PersonId): boolean {
	const nodes = personNodes(readTree(doc));
	const { people, sameAs } = readPeople(nodes);
	const shown = people.find(({ id }) => id === sameAs.get(into));
	if (!shown || shown.removed || !sameAs.has(from) || isTooNew(doc)) return false;
	if (sameAs.get(from) === shown.id) return false;
	const said = wordsToMerge(from, shown.id, idsOf(nodes), wordsOf(nodes));
	write(doc, USER, () => {
		for (const [one, other] of said) setField(doc, w, one, samePrefix + other, true);
	});
	return true;
}

/**
 * Says that an entry which was merged is somebody else after all. False if it is the one that is shown,
 * or was not merged.
 */
export function splitPerson(doc: Y.Doc, w: Writer, id: PersonId): boolean {
	const nodes = personNodes(readTree(doc));
	const shown = readPeople(nodes).sameAs.get(id);
	if (shown === undefined || shown === id || isTooNew(doc)) return false;
	write(doc, USER, () => {
		for (const [one, other] of wordsToSplit(id, shown, wordsOf(nodes)))
			setField(doc, w, one, samePrefix + other, false);
	});
	return true;
}

/**
 * Notes a device as one of a person's; one that was somebody else's becomes theirs. False if the
 * person is not there. Throws a RangeError for what is no id.
 */
export function addDevice(
	doc: Y.Doc,
	w: Writer,
	device: { id: DeviceId; personId: PersonId; publicKey: string; label: string }
): boolean {
	const { id, ...given } = device;
	// The entry that is shown may be one that somebody removed who did not know of the merge.
	const there = entriesOf(doc, given.personId).filter((entry) => !isGone(entry));
	const home = there.find((entry) => entry.id === given.personId) ?? there[0];
	if (!home || isTooNew(doc)) return false;
	const patch = { ...given, personId: home.id };
	if (addEntity(doc, w, id, 'device', patch)) return true;
	const known = readTree(doc).get(id);
	if (known?.kind !== 'device') return false;
	setFields(doc, w, known, patch);
	return true;
}

/** Whether the team knows of a device. */
export function hasDevice(doc: Y.Doc, id: DeviceId): boolean {
	return readEntity(doc, id) !== null;
}

/** Notes whether a device holds the recovery key. Returns whether it wrote. Not an undo step. */
export function setHoldsKey(doc: Y.Doc, w: Writer, id: DeviceId, holdsKey: boolean): boolean {
	const device = readTree(doc).get(id);
	if (device?.kind !== 'device' || isTooNew(doc)) return false;
	if (valueOf(device, 'holdsKey', deviceFields.holdsKey) === holdsKey) return false;
	write(doc, SYSTEM, () => setField(doc, w, id, 'holdsKey', holdsKey));
	return true;
}

/** All entries of one person. */
function entriesOf(doc: Y.Doc, id: PersonId): Node[] {
	const nodes = personNodes(readTree(doc));
	const group = groupsOf(nodes).find(({ ids }) => ids.includes(id));
	return group?.ids.flatMap((one) => nodes.get(one) ?? []) ?? [];
}

function personNodes(tree: ReadonlyMap<string, Node>): Map<string, Node> {
	return new Map([...tree].filter(([, { kind }]) => kind === 'person'));
}

function groupsOf(nodes: ReadonlyMap<string, Node>) {
	return unifyPeople(idsOf(nodes), wordsOf(nodes));
}

function idsOf(nodes: ReadonlyMap<string, Node>): PersonId[] {
	return [...nodes.keys()] as PersonId[];
}

/** A word stands as long as one of those who said it has not been taken back. */
function wordsOf(nodes: ReadonlyMap<string, Node>): SameWord[] {
	return [...nodes.values()].flatMap(({ id, fields }) =>
		[...fields.keys()]
			.filter((name) => name.startsWith(samePrefix))
			.filter((name) => validEntries(fields, name, sameField).some(({ v }) => v))
			.map((name): SameWord => [id as PersonId, name.slice(samePrefix.length) as PersonId])
	);
}

function nameOf(node: Node): string {
	return valueOf(node, 'name', personFields.name);
}

function byName(a: { name: string; id: string }, b: { name: string; id: string }): number {
	return a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1;
}
