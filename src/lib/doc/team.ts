import type * as Y from 'yjs';
import type { Conflict } from '#lib/okr/conflict.ts';
import type { Cycle } from '#lib/okr/cycle.ts';
import type { CycleId, DeviceId, PersonId } from '#lib/okr/ids.ts';
import { conflictsOf } from './conflicts.ts';
import { DELETED, seenOf } from './deletion.ts';
import { type Entity, IS, readEntity, validEntries, valueOf } from './entity.ts';
import { isTooNew } from './gate.ts';
import { changedFields, setFields } from './patch.ts';
import { readFields, setField } from './register.ts';
import {
	cycleFields,
	isEntityId,
	personFields,
	type StoredRecord,
	teamEntity,
	teamFields
} from './shape.ts';
import { familyOf, isDeleted, isGone, type Node, readTree } from './tree.ts';
import { SYSTEM, USER, write, type Writer } from './writer.ts';

export interface Person {
	id: PersonId;
	name: string;
	/** 0..11, an index into the colours of people. */
	colour: number;
	/** How many devices have joined as this person. */
	devices: number;
	/** Removed people are still listed, as what they wrote still bears their name. */
	removed: boolean;
}

export interface TeamSnapshot {
	name: string;
	/** By name, then id. */
	people: Person[];
	/** By first day, then id. */
	cycles: Cycle[];
	/** The signed record of the highest generation, for the relay; its signature is not checked here. */
	record: string | null;
	conflicts: Conflict[];
	/** Written by an app newer than this one can write for: every verb returns false. */
	tooNew: boolean;
}

/** Reads a team document. Total: junk is not there, and nothing is written. */
export function readTeam(doc: Y.Doc): TeamSnapshot {
	const nodes = [...readTree(doc).values()];
	const ofKind = (kind: string) => nodes.filter((node) => node.kind === kind);
	const team = readEntity(doc, teamEntity);
	const people = ofKind('person').map(readPerson);
	const cycles = ofKind('cycle').map(readCycleEntry);
	return {
		name: team ? valueOf(team, 'name', teamFields.name) : '',
		people: people.sort((a, b) => compare(a.name, b.name) || compare(a.id, b.id)),
		cycles: cycles.sort((a, b) => compare(a.startOn, b.startOn) || compare(a.id, b.id)),
		record: highestRecord(doc)?.record ?? null,
		conflicts: nodes.filter((node) => !isGone(node)).flatMap((node) => conflictsOf(doc, node)),
		tooNew: isTooNew(doc)
	};
}

/** Names the team. */
export function setTeamName(doc: Y.Doc, w: Writer, name: string): boolean {
	const team = readEntity(doc, teamEntity);
	if (!team || isTooNew(doc)) return false;
	setFields(doc, w, team, { name });
	return true;
}

/**
 * Keeps the signed record the relay is shown. Returns whether it wrote: only a higher generation
 * replaces what is there. Not an undo step.
 */
export function setRecord(doc: Y.Doc, w: Writer, record: string, generation: number): boolean {
	if ((highestRecord(doc)?.generation ?? -1) >= generation || isTooNew(doc)) return false;
	const stored: StoredRecord = { generation, record };
	write(doc, SYSTEM, () => setField(doc, w, teamEntity, 'record', stored));
	return true;
}

/** Adds a person. False if there is one by that id. Throws a RangeError for what is no id. */
export function addPerson(
	doc: Y.Doc,
	w: Writer,
	{ id, name, colour }: { id: PersonId; name: string; colour: number }
): boolean {
	return add(doc, w, id, 'person', { name, colour });
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
 * Removes a person with their devices; not from what they wrote. False if there is none, or they
 * were removed.
 */
export function removePerson(doc: Y.Doc, w: Writer, id: PersonId): boolean {
	const node = standing(doc, id, 'person');
	if (!node || node.deletion) return false;
	write(doc, USER, () => setField(doc, w, id, DELETED, { seen: seenOf(doc, familyOf(node)) }));
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
	const { id, ...patch } = device;
	if (!standing(doc, patch.personId, 'person')) return false;
	if (add(doc, w, id, 'device', patch)) return true;
	const known = readTree(doc).get(id);
	if (known?.kind !== 'device') return false;
	setFields(doc, w, known, patch);
	return true;
}

/** Adds a cycle. False if there is one by that id. Throws a RangeError for what is no id. */
export function addCycle(doc: Y.Doc, w: Writer, { id, ...patch }: Cycle): boolean {
	return add(doc, w, id, 'cycle', { ...patch });
}

/** Changes a cycle. False if there is none. Throws a RangeError for what is no ISO date. */
export function setCycle(
	doc: Y.Doc,
	w: Writer,
	id: CycleId,
	patch: Partial<Omit<Cycle, 'id'>>
): boolean {
	return change(doc, w, id, 'cycle', { ...patch });
}

function add(
	doc: Y.Doc,
	w: Writer,
	id: string,
	kind: string,
	patch: Readonly<Record<string, unknown>>
): boolean {
	if (!isEntityId(id)) throw new RangeError(`"${id}" is not an id.`);
	if (readEntity(doc, id) || isTooNew(doc)) return false;
	const fields = changedFields({ kind, fields: new Map() }, patch);
	write(doc, USER, () => {
		setField(doc, w, id, IS, kind);
		for (const [name, value] of fields) setField(doc, w, id, name, value);
	});
	return true;
}

function change(
	doc: Y.Doc,
	w: Writer,
	id: string,
	kind: string,
	patch: Readonly<Record<string, unknown>>
): boolean {
	const node = standing(doc, id, kind);
	if (!node) return false;
	setFields(doc, w, node, patch);
	return true;
}

function standing(doc: Y.Doc, id: string, kind: string): Node | null {
	const node = readTree(doc).get(id);
	return node?.kind === kind && !isGone(node) && !isTooNew(doc) ? node : null;
}

/** The highest generation wins, not the latest entry: a device long asleep may bring an old one. */
function highestRecord(doc: Y.Doc): StoredRecord | null {
	let highest: StoredRecord | null = null;
	for (const { v } of validEntries(readFields(doc, teamEntity), 'record', teamFields.record))
		if (v && v.generation > (highest?.generation ?? -1)) highest = v;
	return highest;
}

function readPerson(node: Node): Person {
	return {
		id: node.id as PersonId,
		name: valueOf(node, 'name', personFields.name),
		colour: valueOf(node, 'colour', personFields.colour),
		devices: node.children.filter((device) => !isDeleted(device)).length,
		removed: isDeleted(node)
	};
}

function readCycleEntry(entity: Entity): Cycle {
	return {
		id: entity.id as CycleId,
		name: valueOf(entity, 'name', cycleFields.name),
		startOn: valueOf(entity, 'startOn', cycleFields.startOn),
		endOn: valueOf(entity, 'endOn', cycleFields.endOn),
		timeZone: valueOf(entity, 'timeZone', cycleFields.timeZone)
	};
}

function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
