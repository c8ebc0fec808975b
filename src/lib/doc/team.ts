import type * as Y from 'yjs';
import type { Conflict } from '#lib/okr/conflict.ts';
import type { Cycle } from '#lib/okr/cycle.ts';
import type { HouseRules } from '#lib/okr/houseRules.ts';
import type { HealthMetric } from '#lib/okr/healthMetric.ts';
import type { CycleId, PersonId } from '#lib/okr/ids.ts';
import { conflictsOf } from './conflicts.ts';
import { type Entity, readEntity, validEntries, valueOf } from './entity.ts';
import { isTooNew } from './gate.ts';
import { readHealthMetrics } from './healthMetrics.ts';
import { setFields } from './patch.ts';
import { type Person, readPeople } from './people.ts';
import { readFields, setField } from './register.ts';
import { readRules } from './rules.ts';
import { cycleFields, type StoredRecord, teamEntity, teamFields } from './shape.ts';
import { addEntity, change } from './teamEntity.ts';
import { isGone, readTree } from './tree.ts';
import { SYSTEM, write, type Writer } from './writer.ts';

export interface TeamSnapshot {
	name: string;
	/** By name, then id; whom merging made one stand here once. */
	people: Person[];
	/** Of each entry of a person the one it is shown as. */
	sameAs: ReadonlyMap<string, PersonId>;
	/** In order. */
	healthMetrics: HealthMetric[];
	/** By first day, then id. */
	cycles: Cycle[];
	rules: HouseRules;
	/** The signed record of the highest generation, for the relay; its signature is not checked here. */
	record: string | null;
	/** What lets the team in at a relay that takes new ones by its operator's leave; '' for none. */
	permit: string;
	conflicts: Conflict[];
	/** Written by an app newer than this one can write for: every verb returns false. */
	tooNew: boolean;
}

/** Reads a team document. Total: junk is not there, and nothing is written. */
export function readTeam(doc: Y.Doc): TeamSnapshot {
	const tree = readTree(doc);
	const nodes = [...tree.values()];
	const ofKind = (kind: string) => nodes.filter((node) => node.kind === kind);
	const team = readEntity(doc, teamEntity);
	const { people, sameAs } = readPeople(tree);
	const cycles = ofKind('cycle').map(readCycleEntry);
	return {
		name: team ? valueOf(team, 'name', teamFields.name) : '',
		people,
		sameAs,
		healthMetrics: readHealthMetrics(tree),
		cycles: cycles.sort((a, b) => compare(a.startOn, b.startOn) || compare(a.id, b.id)),
		rules: readRules(doc),
		record: highestRecord(doc)?.record ?? null,
		permit: team ? valueOf(team, 'permit', teamFields.permit) : '',
		conflicts: nodes
			.filter((node) => !isGone(node) && (sameAs.get(node.id) ?? node.id) === node.id)
			.flatMap((node) => conflictsOf(doc, node)),
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

/** Keeps the permit the relay is shown. Returns whether it wrote. Not an undo step. */
export function setPermit(doc: Y.Doc, w: Writer, permit: string): boolean {
	if (isTooNew(doc)) return false;
	write(doc, SYSTEM, () => setField(doc, w, teamEntity, 'permit', permit));
	return true;
}

/** Adds a cycle. False if there is one by that id. Throws a RangeError for what is no id. */
export function addCycle(doc: Y.Doc, w: Writer, { id, ...patch }: Cycle): boolean {
	return addEntity(doc, w, id, 'cycle', { ...patch });
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

/** The highest generation wins, not the latest entry: a device long asleep may bring an old one. */
function highestRecord(doc: Y.Doc): StoredRecord | null {
	let highest: StoredRecord | null = null;
	for (const { v } of validEntries(readFields(doc, teamEntity), 'record', teamFields.record))
		if (v && v.generation > (highest?.generation ?? -1)) highest = v;
	return highest;
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
