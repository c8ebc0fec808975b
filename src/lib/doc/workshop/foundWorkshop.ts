import type * as Y from 'yjs';
import type { Stage } from '#lib/workshop/agenda.ts';
import { leaseTo } from '#lib/workshop/lease.ts';
import { readEntities } from '../entity.ts';
import { USER, write, type Writer } from '../writer.ts';
import { addStage } from './agenda.ts';
import { setLease } from './marks.ts';

/**
 * The first content of a workshop: its agenda, and that whoever prepares it leads. Only its maker does this, once: stages
 * from two places would stand there twice.
 */
export function foundWorkshop(doc: Y.Doc, w: Writer, agenda: readonly Stage[]): void {
	write(doc, USER, () => {
		agenda.forEach((stage, at) => {
			const after = agenda[at - 1]?.id ?? null;
			addStage(doc, w, readEntities(doc).values(), { ...stage, after });
		});
		setLease(doc, w, leaseTo(null, w.by, 'opened'));
	});
}
