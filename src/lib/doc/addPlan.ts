import type * as Y from 'yjs';
import { type BroughtVersion, fittingVersions } from '#lib/okr/broughtVersion.ts';
import {
	createId,
	type InitiativeId,
	type KeyResultId,
	type ObjectiveId,
	type VersionId
} from '#lib/okr/ids.ts';
import { isInPack, type PackDraft } from '#lib/okr/pack.ts';
import type { KeyResultDraft, ObjectiveDraft } from '#lib/okr/planDraft.ts';
import { setAside } from './aside.ts';
import { copyCheckIns } from './recordCheckIn.ts';
import { IS, valueOf } from './entity.ts';
import { isTooNew } from './gate.ts';
import { addInitiative, setInitiative } from './initiatives.ts';
import { isObjective } from './items.ts';
import { type NewItem, newItem, setNewItems, writeLetters } from './newItem.ts';
import { inOrder } from './place.ts';
import { orderAt } from './order.ts';
import { newPackItems, readPack } from './pack.ts';
import { setField } from './register.ts';
import { orderField } from './shape.ts';
import { readTree } from './tree.ts';
import { USER, write, type Writer } from './writer.ts';

/**
 * Adds objectives with their key results behind those that are there: one undo step, whatever their
 * number, with the work, the logs, the reasons, the versions and the lines of a context pack that came along, as far as
 * they are not in this one. The logs are no part of the step.
 * False if there are none, or the document is too new. Throws a RangeError for a value that its field cannot hold;
 * then nothing was added.
 */
export function addPlan(
	doc: Y.Doc,
	w: Writer,
	objectives: readonly ObjectiveDraft[],
	versions: readonly BroughtVersion[] = [],
	pack: readonly PackDraft[] = []
): boolean {
	const known = readPack(doc).items;
	const lines = pack.filter((draft) => !isInPack(known, draft));
	if ((objectives.length === 0 && lines.length === 0) || isTooNew(doc)) return false;
	const items = toItems(doc, w, objectives);
	const all = [...items, ...newPackItems(doc, w, lines)];
	writeLetters(doc, all);
	write(doc, USER, () => {
		setNewItems(doc, w, all);
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

interface Item extends NewItem<ObjectiveId | KeyResultId> {
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
	kind: 'objective' | 'keyResult',
	id: Item['id'],
	text: string,
	values: Readonly<Record<string, unknown>>,
	draft: Item['draft']
): Item {
	const field = kind === 'objective' ? 'title' : 'metric';
	return { ...newItem(id, { kind, field }, text, values), draft };
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
