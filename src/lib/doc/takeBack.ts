import type * as Y from 'yjs';
import type { AgreedPlan } from '#lib/okr/agreedPlan.ts';
import { comparePlans, isWordField } from '#lib/okr/changeSet.ts';
import { flattenAgreed } from '#lib/okr/changes.ts';
import type { ItemId, KeyResultId, ObjectiveId } from '#lib/okr/ids.ts';
import { bringBack, putAside, readAside } from './aside.ts';
import { deleteItem, moveItem, restoreItem } from './cycle.ts';
import { isTooNew } from './gate.ts';
import { isItem } from './items.ts';
import { setFields } from './patch.ts';
import { writeText } from './text.ts';
import { isDeleted, isGone, type Node, readTree } from './tree.ts';
import { USER, write, type Writer } from './writer.ts';

/**
 * Makes one item again what it is in an agreed plan, as one step that undo takes back: what was added
 * since is deleted, what was deleted or put aside comes back, and fields and words get their agreed
 * values. Its place among its siblings stays. `now` is the plan as it would be agreed. False if there
 * is nothing to take back, or it cannot be, as for a key result whose objective is gone.
 */
export function takeBack(
	doc: Y.Doc,
	w: Writer,
	id: ItemId,
	agreed: AgreedPlan,
	now: AgreedPlan
): boolean {
	if (isTooNew(doc)) return false;
	const change = comparePlans(agreed, now).find(({ item }) => item === id);
	if (!change) return false;
	if (change.kind === 'added') return deleteItem(doc, w, id);
	return write(doc, USER, () => {
		if (!recover(doc, w, id)) return false;
		for (const { field, before } of afterRecovery(id, agreed, now, change.fields)) {
			if (isWordField(field) && field !== 'audience')
				writeText(doc, w, id, field, typeof before === 'string' ? before : '');
			else if (field === 'objectiveId')
				moveItem(doc, w, id, { after: null, objectiveId: before as ObjectiveId });
			else if (!asideFields.includes(field)) patch(doc, w, id, { [field]: before });
		}
		const aside = asideIn(agreed, id);
		const node = readTree(doc).get(id);
		if (node && aside) putAside(doc, w, id, aside);
		else if (node && readAside(doc, node)) bringBack(doc, w, id);
		return true;
	});
}

const asideFields = ['aside', 'why', 'decidedBy', 'comeback'];

/** Brings back what was deleted, with the objective it belongs to. False if there is nothing to. */
function recover(doc: Y.Doc, w: Writer, id: ItemId): boolean {
	const node = readTree(doc).get(id);
	if (!node || !isItem(node)) return false;
	const { parent } = node;
	if (parent && isGone(parent)) return false;
	if (isDeleted(node) || (!parent && node.kind !== 'objective')) return restoreItem(doc, w, id);
	return true;
}

/** Of an item that was gone, every agreed value; else those that are different. */
function afterRecovery(
	id: ItemId,
	agreed: AgreedPlan,
	now: AgreedPlan,
	changed: readonly { field: string; before: unknown }[]
): readonly { field: string; before: unknown }[] {
	const isThere = `${id}/$label` in flattenAgreed(now);
	if (isThere) return changed;
	return Object.entries(flattenAgreed(agreed)).flatMap(([key, before]) => {
		const [item, field = ''] = key.split('/');
		return item === id && field !== '$label' ? [{ field, before }] : [];
	});
}

function patch(doc: Y.Doc, w: Writer, id: ItemId, fields: Record<string, unknown>): void {
	const node: Node | undefined = readTree(doc).get(id);
	if (node) setFields(doc, w, node, fields);
}

function asideIn({ objectives }: AgreedPlan, id: ItemId) {
	for (const { keyResults, ...objective } of objectives) {
		if (objective.id === id) return objective.aside;
		const keyResult = keyResults.find((one) => one.id === (id as KeyResultId));
		if (keyResult) return keyResult.aside;
	}
	return null;
}
