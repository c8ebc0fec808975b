import type * as Y from 'yjs';
import {
	addHealthMetric,
	moveHealthMetric,
	removeHealthMetric,
	restoreHealthMetric,
	setHealthMetric,
	type HealthMetricPatch
} from '#lib/doc/healthMetrics.ts';
import type { Writer } from '#lib/doc/writer.ts';
import { createId, type HealthMetricId } from '#lib/okr/ids.ts';
import type { Device } from './device.ts';

/** The numbers the team watches and never scores. */
export interface HealthMetricVerbs {
	addHealthMetric(metric: HealthMetricPatch): HealthMetricId | null;
	setHealthMetric(id: HealthMetricId, patch: HealthMetricPatch): boolean;
	moveHealthMetric(id: HealthMetricId, after: HealthMetricId | null): boolean;
	removeHealthMetric(id: HealthMetricId): boolean;
	restoreHealthMetric(id: HealthMetricId): boolean;
}

export function createHealthMetricVerbs(
	doc: Y.Doc,
	device: Device,
	withWriter: (act: (w: Writer) => boolean) => boolean
): HealthMetricVerbs {
	return {
		addHealthMetric(metric) {
			const id = createId<HealthMetricId>(device.random(10));
			return withWriter((w) => addHealthMetric(doc, w, id, metric)) ? id : null;
		},
		setHealthMetric: (id, patch) => withWriter((w) => setHealthMetric(doc, w, id, patch)),
		moveHealthMetric: (id, after) => withWriter((w) => moveHealthMetric(doc, w, id, after)),
		removeHealthMetric: (id) => withWriter((w) => removeHealthMetric(doc, w, id)),
		restoreHealthMetric: (id) => withWriter((w) => restoreHealthMetric(doc, w, id))
	};
}
