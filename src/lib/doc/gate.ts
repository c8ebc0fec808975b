import type * as Y from 'yjs';
import { validEntries } from './entity.ts';
import { readFields } from './register.ts';
import { metaEntity, metaFields, shapeVersion } from './shape.ts';

/**
 * Whether the document says that this app is too old to write into it. It is still read, as far as
 * it is understood. The largest `minReader` counts, whoever wrote it when: a gate never reopens.
 */
export function isTooNew(doc: Y.Doc): boolean {
	return validEntries(readFields(doc, metaEntity), 'minReader', metaFields.minReader).some(
		({ v }) => v > shapeVersion
	);
}
