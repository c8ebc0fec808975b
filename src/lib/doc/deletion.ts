import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type * as Y from 'yjs';
import { type Entity, IS } from './entity.ts';
import type { Entry } from './register.ts';
import { samePrefix, shapeOf } from './shape.ts';
import { readText } from './textRoot.ts';
import { versionsOf } from './version.ts';

/*
 * Deleting is a flag that says what its writer had seen: the keys of the entries of the item and its
 * children, and a mark of each text as it read. Whatever is there and was not seen by any of the
 * deletions is put to a person, and the item stays until then.
 *
 * Texts are marked by their letters, not by their versions: so typing that no version holds yet
 * counts, and a version that only notes what everybody saw does not.
 */

/** The field of the flag: `false` after a restore, `{ seen }` after a deletion. */
export const DELETED = '$del';

/** The field of what somebody who deprioritised an item had seen: `{ seen }`. */
export const DROPPED = '$aside';

/** Something done to an item or its child that no deletion had seen. */
export interface Edit {
	item: string;
	/** A field; or `added` (made or moved here), `moved` (away and back), `restored`. */
	field: string;
	by: string;
	at: number;
}

export interface Deletion {
	by: string;
	at: number;
	edits: Edit[];
}

/** What a deletion written now has seen. */
export function seenOf(doc: Y.Doc, family: readonly Entity[]): string[] {
	return family.flatMap((entity) => [
		...countingEntries(entity).map(({ k }) => k),
		...textMarks(doc, entity).map(({ mark }) => mark)
	]);
}

/**
 * Whether an entity is deleted, by whom, and what they had not seen; null while it is not. A restore
 * wins over a deletion that did not know of it. `family` is the entity and those of its children
 * that are not deleted themselves.
 */
export function deletionOf(doc: Y.Doc, entity: Entity, family: readonly Entity[]): Deletion | null {
	const flags = (entity.fields.get(DELETED) ?? []).filter(({ v }) => v === false || seenIn(v));
	const [flag] = flags;
	if (!flag || flags.some(({ v }) => v === false)) return null;
	return { by: flag.by, at: flag.at, edits: unseenEdits(doc, family, flags) };
}

/** What was done to any of a family that none of these flags had seen. */
export function unseenEdits(
	doc: Y.Doc,
	family: readonly Entity[],
	flags: readonly Entry[]
): Edit[] {
	const seen = new Set(flags.flatMap(({ v }) => seenIn(v) ?? []));
	return family.flatMap((member) => unseenEditsOf(doc, member, seen));
}

function unseenEditsOf(doc: Y.Doc, entity: Entity, seen: ReadonlySet<string>): Edit[] {
	const item = entity.id;
	const entries = countingEntries(entity).filter(({ k }) => !seen.has(k));
	const link = shapeOf(entity.kind).parent?.field;
	const added = entries.find(({ f }) => f === IS);
	if (added) {
		// Of what was moved here the mover is of interest, not who once made it.
		const { by, at } = entries.find(({ f }) => f === link) ?? added;
		return [{ item, field: 'added', by, at }];
	}
	const edits: Edit[] = [];
	for (const { f, by, at } of entries) {
		const field = f === DELETED ? 'restored' : f === link ? 'moved' : f;
		if (!edits.some((edit) => edit.field === field)) edits.push({ item, field, by, at });
	}
	for (const { field, text, mark } of textMarks(doc, entity)) {
		if (seen.has(mark)) continue;
		// Only a version that says just this tells who wrote it.
		const version = versionsOf(entity.fields, field).find((one) => one.text === text);
		edits.push({ item, field, by: version?.entry.by ?? '', at: version?.entry.at ?? 0 });
	}
	return edits;
}

/** Entries that are worth a question: not those where the later one silently wins. */
function countingEntries({ kind, fields }: Entity): Entry[] {
	const shape = shapeOf(kind);
	return [...fields.values()].flat().filter(({ f, v }) => {
		if (f === DELETED) return v === false;
		if (f.startsWith('$text.') || f === DROPPED || f.startsWith(samePrefix)) return false;
		if (f === shape.parent?.field) return true;
		return Object.hasOwn(shape.fields, f) ? shape.fields[f]?.policy !== 'silent' : true;
	});
}

function textMarks(
	doc: Y.Doc,
	{ id, kind }: Entity
): { field: string; text: string; mark: string }[] {
	return shapeOf(kind).texts.flatMap((field) => {
		const text = readText(doc, id, field);
		if (text === '') return [];
		const hash = sha256(utf8ToBytes(`${id}/${field}\n${text}`));
		return [{ field, text, mark: `~${bytesToHex(hash.subarray(0, 6))}` }];
	});
}

function seenIn(value: unknown): string[] | null {
	if (typeof value !== 'object' || value === null) return null;
	const { seen } = value as Record<string, unknown>;
	if (!Array.isArray(seen)) return null;
	return (seen as unknown[]).filter((key) => typeof key === 'string');
}
