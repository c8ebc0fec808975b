import type * as Y from 'yjs';
import type { HealthMetric } from '#lib/okr/healthMetric.ts';
import type { HealthMetricId } from '#lib/okr/ids.ts';
import { DELETED, seenOf } from './deletion.ts';
import { IS, readEntity, valueOf } from './entity.ts';
import { isTooNew } from './gate.ts';
import { changedFields, setFields } from './patch.ts';
import { inOrder, isAlreadyAfter, placeAfter } from './place.ts';
import { setField } from './register.ts';
import { healthMetricFields, isEntityId, orderField } from './shape.ts';
import { familyOf, isDeleted, isGone, type Node, readTree } from './tree.ts';
import { USER, write, type Writer } from './writer.ts';

const kind = 'healthMetric';

export type HealthMetricPatch = Partial<Omit<HealthMetric, 'id' | 'order'>>;

/** The health metrics that stand, in order. */
export function readHealthMetrics(tree: ReadonlyMap<string, Node>): HealthMetric[] {
	return inOrder(metricsIn(tree).filter((node) => !isGone(node))).map((node) => ({
		id: node.id as HealthMetricId,
		name: valueOf(node, 'name', healthMetricFields.name),
		unit: valueOf(node, 'unit', healthMetricFields.unit),
		low: valueOf(node, 'low', healthMetricFields.low),
		high: valueOf(node, 'high', healthMetricFields.high),
		reading: valueOf(node, 'reading', healthMetricFields.reading),
		order: valueOf(node, 'order', orderField)
	}));
}

/**
 * Adds a health metric at the end of the list. False if there is one by that id, or the document is
 * too new. Throws a RangeError for what is no id, or for a value its field cannot hold.
 */
export function addHealthMetric(
	doc: Y.Doc,
	w: Writer,
	id: HealthMetricId,
	patch: HealthMetricPatch
): boolean {
	if (!isEntityId(id)) throw new RangeError(`"${id}" is not an id.`);
	if (readEntity(doc, id) || isTooNew(doc)) return false;
	const fields = changedFields({ kind, fields: new Map() }, patch);
	const order = placeAfter(metricsIn(readTree(doc)), undefined, w);
	write(doc, USER, () => {
		setField(doc, w, id, IS, kind);
		setField(doc, w, id, 'order', order);
		for (const [name, value] of fields) setField(doc, w, id, name, value);
	});
	return true;
}

/** Sets the fields that differ, in one step; settles conflicts about them. False if it is gone. */
export function setHealthMetric(
	doc: Y.Doc,
	w: Writer,
	id: HealthMetricId,
	patch: HealthMetricPatch
): boolean {
	const node = metricOf(doc, id);
	if (!node || isGone(node)) return false;
	setFields(doc, w, node, patch);
	return true;
}

/** Puts one after another, null for the start. False if it is gone. */
export function moveHealthMetric(
	doc: Y.Doc,
	w: Writer,
	id: HealthMetricId,
	after: HealthMetricId | null
): boolean {
	const node = metricOf(doc, id);
	if (!node || isGone(node)) return false;
	const all = metricsIn(readTree(doc));
	const own = all.find((one) => one.id === id);
	if (after === id || (own && isAlreadyAfter(all, own, after))) return true;
	const order = placeAfter(
		all.filter((one) => one.id !== id),
		after,
		w
	);
	write(doc, USER, () => setField(doc, w, id, 'order', order));
	return true;
}

/** Removes one from the list; what was written stays, and it can be restored. False if it is gone. */
export function removeHealthMetric(doc: Y.Doc, w: Writer, id: HealthMetricId): boolean {
	const node = metricOf(doc, id);
	if (!node || isGone(node) || node.deletion) return false;
	write(doc, USER, () => setField(doc, w, id, DELETED, { seen: seenOf(doc, familyOf(node)) }));
	return true;
}

/** Brings back one that was removed. False if it was not. */
export function restoreHealthMetric(doc: Y.Doc, w: Writer, id: HealthMetricId): boolean {
	const node = metricOf(doc, id);
	if (!node || !isDeleted(node)) return false;
	write(doc, USER, () => setField(doc, w, id, DELETED, false));
	return true;
}

function metricsIn(tree: ReadonlyMap<string, Node>): Node[] {
	return [...tree.values()].filter((node) => node.kind === kind);
}

function metricOf(doc: Y.Doc, id: HealthMetricId): Node | null {
	const node = readTree(doc).get(id);
	return node?.kind === kind && !isTooNew(doc) ? node : null;
}
