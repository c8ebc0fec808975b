import * as Y from 'yjs';
import { agreePlan, agreeToo, draftOf } from '#lib/doc/agreePlan.ts';
import { putAside } from '#lib/doc/aside.ts';
import {
	addIdea,
	addKeyResult,
	addObjective,
	readCycle,
	setKeyResult,
	setObjective
} from '#lib/doc/cycle.ts';
import { addInitiative, setInitiative } from '#lib/doc/initiatives.ts';
import { writeText } from '#lib/doc/text.ts';
import type { Cycle } from '#lib/okr/cycle.ts';
import { createId, type InitiativeId, type KeyResultId, type ObjectiveId } from '#lib/okr/ids.ts';
import { type Cast, sampleWeeks } from './cast.ts';
import { checkInsOf, writeCheckIn } from './checkIns.ts';
import type { PersonKey, Story, StoryKeyResult, StoryObjective } from './story.ts';

/** What the story's keys became. */
export interface Items {
	objectives: Map<string, ObjectiveId>;
	keyResults: Map<string, KeyResultId>;
}

/** The cycle document of the sample: eight weeks as the people of the story wrote them, one after the other. */
export function buildCycle(story: Story, cast: Cast, cycle: Cycle): { doc: Y.Doc; items: Items } {
	const doc = new Y.Doc();
	const items: Items = { objectives: new Map(), keyResults: new Map() };
	for (const objective of story.objectives) writeObjective(doc, cast, items, objective);
	for (const { title, why, by } of story.ideas) {
		const id = createId<ObjectiveId>(cast.random(10));
		const w = cast.writerOf(by, cast.at(1, 1, 15));
		addIdea(doc, w, id, why);
		writeText(doc, w, id, 'title', title);
	}
	const { agreed, changed } = story;
	const entries = story.objectives
		.flatMap(({ keyResults }) => keyResults)
		.flatMap((keyResult) => checkInsOf(keyResult, idOf(items.keyResults, keyResult.key), cast))
		.sort((a, b) => a.at - b.at);
	agree(doc, cast, cycle, { ...agreed, reason: '' });
	const changedAt = cast.at(changed.week, 2, 0);
	for (const entry of entries) if (entry.at < changedAt) writeCheckIn(doc, cast, entry);
	change(doc, cast, items, changed);
	agree(doc, cast, cycle, changed);
	for (const entry of entries) if (entry.at >= changedAt) writeCheckIn(doc, cast, entry);
	fallApart(doc, cast, items, story.conflict);
	return { doc, items };
}

export function idOf<Id>(ids: ReadonlyMap<string, Id>, key: string): Id {
	const id = ids.get(key);
	if (id === undefined) throw new Error(`Nothing in the story is called "${key}".`);
	return id;
}

function writeObjective(doc: Y.Doc, cast: Cast, items: Items, told: StoryObjective): void {
	const id = createId<ObjectiveId>(cast.random(10));
	items.objectives.set(told.key, id);
	const w = cast.writerOf(told.by, cast.at(1, 0, 10));
	addObjective(doc, w, { id });
	writeText(doc, w, id, 'title', told.title);
	setObjective(doc, w, id, 'audience', told.audience);
	for (const keyResult of told.keyResults) writeKeyResult(doc, cast, items, id, keyResult);
}

function writeKeyResult(
	doc: Y.Doc,
	cast: Cast,
	items: Items,
	objectiveId: ObjectiveId,
	told: StoryKeyResult
): void {
	const id = createId<KeyResultId>(cast.random(10));
	items.keyResults.set(told.key, id);
	const w = cast.writerOf(told.owner, cast.at(1, 1, 10));
	const { kind = 'number', baseline = null, target = null, guard = 'above' } = told;
	addKeyResult(doc, w, { id, objectiveId, kind });
	writeText(doc, w, id, 'metric', told.metric);
	setKeyResult(doc, w, id, {
		unit: told.unit ?? '',
		baseline,
		target,
		guard,
		dueOn: cast.day(sampleWeeks, 6),
		ownerId: cast.idOf(told.owner),
		ambition: told.ambition ?? 'committed'
	});
	for (const { title, owner, done = false } of told.work) {
		const workId = createId<InitiativeId>(cast.random(10));
		addInitiative(doc, w, { id: workId, keyResultId: id, title, ownerId: cast.idOf(owner) });
		if (done) setInitiative(doc, cast.writerOf(owner, cast.at(4, 0, 11)), workId, { done });
	}
}

/** Everybody named agrees to the plan as it stands, one after the other. */
function agree(
	doc: Y.Doc,
	cast: Cast,
	days: Cycle,
	{ week, by, reason }: { week: number; by: readonly PersonKey[]; reason: string }
): void {
	const at = cast.at(week, 2, 9);
	const [first = '', ...others] = by;
	const snapshot = readCycle(doc);
	const agreed = agreePlan(doc, cast.writerOf(first, at), snapshot, {
		expected: draftOf(snapshot).hash,
		reason,
		device: cast.deviceOf(first),
		days
	});
	if (!agreed.ok) throw new Error(`The plan of the story cannot be agreed: ${agreed.why}.`);
	others.forEach((key, index) => {
		const w = cast.writerOf(key, at + (index + 1) * 60_000);
		agreeToo(doc, w, readCycle(doc), agreed.version, cast.deviceOf(key));
	});
}

function change(
	doc: Y.Doc,
	cast: Cast,
	items: Items,
	{ week, by, targets, drops }: Story['changed']
): void {
	const w = cast.writerOf(by[0] ?? '', cast.at(week, 1, 14));
	for (const [key, target] of Object.entries(targets))
		setKeyResult(doc, w, idOf(items.keyResults, key), { target });
	for (const [key, words] of Object.entries(drops))
		putAside(doc, w, idOf(items.objectives, key), { as: 'deprioritised', ...words });
}

/** Each sets the target on a replica of their own; then they meet. */
function fallApart(
	doc: Y.Doc,
	cast: Cast,
	items: Items,
	{ week, keyResult, targets }: Story['conflict']
): void {
	const id = idOf(items.keyResults, keyResult);
	const state = Y.encodeStateAsUpdate(doc);
	const updates = Object.entries(targets).map(([key, target], index) => {
		const replica = new Y.Doc();
		Y.applyUpdate(replica, state);
		setKeyResult(replica, cast.writerOf(key, cast.at(week, 4, 14 + index)), id, { target });
		const update = Y.encodeStateAsUpdate(replica);
		replica.destroy();
		return update;
	});
	for (const update of updates) Y.applyUpdate(doc, update);
}
