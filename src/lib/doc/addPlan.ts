import type * as Y from 'yjs';
import { type BroughtVersion, fittingVersions } from '#lib/okr/broughtVersion.ts';
import {
	createId,
	type InitiativeId,
	type KeyResultId,
	type ObjectiveId,
	type VersionId
} from '#lib/okr/ids.ts';
import type { KeyResultDraft, ObjectiveDraft } from '#lib/okr/planDraft.ts';
import { setAside } from './aside.ts';
import { copyCheckIns } from './recordCheckIn.ts';
import { IS, valueOf } from './entity.ts';
import { isTooNew } from './gate.ts';
import { addInitiative, setInitiative } from './initiatives.ts';
import { isObjective } from './items.ts';
import { inOrder } from './place.ts';
import { orderAt } from './order.ts';
import { changedFields } from './patch.ts';
import { setField, wellFormed } from './register.ts';
import { orderField } from './shape.ts';
import { textOf } from './text.ts';
import { readTree } from './tree.ts';
import { successorOf, versionField } from './version.ts';
import { SYSTEM, USER, write, type Writer } from './writer.ts';

/**
 * Adds objectives with their key results behind those that are there: one undo step, whatever their
 * number, with the work, the logs, the reasons and the versions that came along. The logs are no part of the step.
 * False if there are none, or the document is too new. Throws a RangeError for a value that its field cannot hold;
 * then nothing was added.
 */
export function addPlan(
	doc: Y.Doc,
	w: Writer,
	objectives: readonly ObjectiveDraft[],
	versions: readonly BroughtVersion[] = []
): boolean {
	if (objectives.length === 0 || isTooNew(doc)) return false;
	const items = toItems(doc, w, objectives);
	// The letters come first and by themselves: until the item is there, nobody reads them, and an undo
	// that finds a colleague at work in one of many items must not take the words out of that one.
	write(doc, SYSTEM, () => {
		for (const { id, field, text } of items) textOf(doc, id, field).insert(0, text);
	});
	write(doc, USER, () => {
		for (const { id, kind, field, text, values } of items) {
			setField(doc, w, id, IS, kind);
			for (const [name, value] of values) setField(doc, w, id, name, value);
			if (text !== '') setField(doc, w, id, versionField(field), successorOf([], text, text));
		}
		for (const { id, draft } of items) addWork(doc, w, id, draft.initiatives ?? []);
		const tree = readTree(doc);
		for (const { id, draft } of items) {
			const node = tree.get(id);
			if (node && draft.aside) setAside(doc, w, node, draft.aside);
		}
		bringVersions(doc, w, versions);
	});
	for (const { id, draft } of items) copyCheckIns(doc, w, id as KeyResultId, draft.checkIns ?? []);
	return true;
}

interface Item {
	id: ObjectiveId | KeyResultId;
	kind: 'objective' | 'keyResult';
	field: 'title' | 'metric';
	text: string;
	values: [name: string, value: unknown][];
	/** What comes along and is no field. */
	draft: Pick<KeyResultDraft, 'aside' | 'initiatives' | 'checkIns'>;
}

function toItems(doc: Y.Doc, w: Writer, objectives: readonly ObjectiveDraft[]): Item[] {
	const standing = inOrder([...readTree(doc).values()].filter(isObjective));
	const orders = standing.map((entity) => ({ order: valueOf(entity, 'order', orderField) }));
	return objectives.flatMap(({ title, keyResults, aside, ...objective }) => {
		const id = createId<ObjectiveId>(w.random(10));
		const parent = toItem(
			'objective',
			id,
			title,
			{ ...objective, order: nextOrder(orders, w) },
			{ aside }
		);
		const places: { order: string }[] = [];
		const children = keyResults.map(({ metric, aside: why, initiatives, checkIns, ...keyResult }) =>
			toItem(
				'keyResult',
				createId<KeyResultId>(w.random(10)),
				metric,
				{ ...keyResult, objectiveId: id, order: nextOrder(places, w) },
				{ aside: why, initiatives, checkIns }
			)
		);
		return [parent, ...children];
	});
}

function toItem(
	kind: Item['kind'],
	id: Item['id'],
	text: string,
	values: Readonly<Record<string, unknown>>,
	draft: Item['draft']
): Item {
	return {
		id,
		kind,
		field: kind === 'objective' ? 'title' : 'metric',
		text: wellFormed(text),
		draft,
		values: changedFields({ kind, fields: new Map() }, values)
	};
}

function addWork(
	doc: Y.Doc,
	w: Writer,
	keyResult: Item['id'],
	work: NonNullable<KeyResultDraft['initiatives']>
): void {
	for (const { title, ownerId, done } of work) {
		const id = createId<InitiativeId>(w.random(10));
		addInitiative(doc, w, { id, keyResultId: keyResult as KeyResultId, title, ownerId });
		if (done) setInitiative(doc, w, id, { done });
	}
}

function bringVersions(doc: Y.Doc, w: Writer, versions: readonly BroughtVersion[]): void {
	for (const { n, hash, content, agreements, owners } of fittingVersions(versions)) {
		const id = createId<VersionId>(w.random(10));
		setField(doc, w, id, IS, 'broughtVersion');
		setField(doc, w, id, 'brought', {
			...{ n, hash, content, agreements },
			...(owners && { owners })
		});
	}
}

/** A place behind all of them; counts among them from then on. */
function nextOrder(places: { order: string }[], w: Writer): string {
	const order = orderAt(places, places.length, (bytes) => w.random(bytes));
	places.push({ order });
	return order;
}
