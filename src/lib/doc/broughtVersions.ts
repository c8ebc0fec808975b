import type { VersionId } from '#lib/okr/ids.ts';
import { validEntries } from './entity.ts';
import { broughtFields } from './shape.ts';
import { isDeleted, type Node } from './tree.ts';

/** What a file brought as a version, under an id of its own here. `isBroughtVersion` says whether it can be read. */
export interface KeptVersion {
	id: VersionId;
	stored: object;
}

/** What came with files and was not taken back. */
export function readBroughtVersions(tree: ReadonlyMap<string, Node>): KeptVersion[] {
	return [...tree.values()]
		.filter((node) => node.kind === 'broughtVersion' && !isDeleted(node))
		.flatMap((node): KeptVersion[] => {
			const stored = validEntries(node.fields, 'brought', broughtFields.brought)[0]?.v;
			return stored ? [{ id: node.id as VersionId, stored }] : [];
		});
}
