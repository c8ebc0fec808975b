import type * as Y from 'yjs';
import { valueOf } from './entity.ts';
import { setField } from './register.ts';
import { deviceFields, type StoredRecord, teamEntity } from './shape.ts';
import { readTree } from './tree.ts';
import { SYSTEM, write, type Writer } from './writer.ts';

/**
 * Makes what was another team's document the beginning of a new team's: its name, and what lets it in at the
 * relay, take the place of the old ones, of whatever generation; no device holds the new key because it held the
 * old one. Only for a document that nobody else has.
 */
export function foundAnew(
	doc: Y.Doc,
	w: Writer,
	{ name, record, permit }: { name: string; record: string; permit: string }
): void {
	const stored: StoredRecord = { generation: 1, record };
	write(doc, SYSTEM, () => {
		setField(doc, w, teamEntity, 'name', name);
		setField(doc, w, teamEntity, 'record', stored);
		setField(doc, w, teamEntity, 'permit', permit);
		for (const node of readTree(doc).values()) {
			if (node.kind === 'device' && valueOf(node, 'holdsKey', deviceFields.holdsKey))
				setField(doc, w, node.id, 'holdsKey', false);
		}
	});
}
