import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { type AgreedPlan, readContent, type VersionContent } from '#lib/okr/agreedPlan.ts';
import { isWordField, withWording, type WordingFix } from '#lib/okr/changeSet.ts';
import { createId, isId, type ItemId, type VersionId } from '#lib/okr/ids.ts';
import { type Agreement, readAgreement } from './agreement.ts';
import { type Entity, validEntries } from './entity.ts';
import type { Fields } from './register.ts';
import { type StoredContent, planFields, versionFields } from './shape.ts';

/*
 * A version is named after the hash of its bytes. So it cannot be changed, only broken; two people who
 * agree to the same thing apart make one version with two signatures; and which one stands is a
 * register of its own, so two that differ are a card like any other.
 */

export interface PlanVersion {
	id: VersionId;
	/** 1 for the first of the cycle; 0 where not even that can be read. */
	n: number;
	/** 64 hex digits, of the content that was agreed. */
	hash: string;
	/**
	 * `tampered`: its bytes are gone or are not those that were signed. `unreadable`: they are, and a
	 * newer Cairn wrote them.
	 */
	state: 'sound' | 'tampered' | 'unreadable';
	/** As it is stored, also where it was tampered with; null where that is no plan. */
	content: VersionContent | null;
	/** As it reads today, with its wording fixes; null where it cannot be relied on. */
	plan: AgreedPlan | null;
	/** The stored bytes. */
	text: string;
	/** The earliest first; those whose signature is wrong last. */
	agreements: Agreement[];
	/** The earliest first. */
	wording: WordingFix[];
}

/** A field for each device that agreed, as for a vote: nobody's takes another's place. */
export function agreedField(device: string): string {
	return `${agreedPrefix}${device}`;
}

/** The field of a text of a version as it was mended later. */
export function wordingField(item: ItemId, field: string): string {
	return `${wordingPrefix}${item}/${field}`;
}

const agreedPrefix = 'agreed:';
const wordingPrefix = 'wording:';

/** The hash of a version's bytes. */
export function hashOf(text: string): string {
	return bytesToHex(sha256(utf8ToBytes(text)));
}

/** The id that a version with this hash has wherever it is made: its first 80 bits. */
export function versionIdOf(hash: string): VersionId {
	const bytes = Uint8Array.from({ length: 10 }, (_, at) =>
		Number.parseInt(hash.slice(at * 2, at * 2 + 2), 16)
	);
	return createId<VersionId>(bytes);
}

/** Whether any of these is a version that somebody agreed to, which cannot be checked yet. */
export function holdsUnseen(entities: Iterable<Entity>): boolean {
	return [...entities].some(
		({ kind, fields }) => kind === 'version' && agreedIn(fields).includes('unseen')
	);
}

/**
 * All versions among these entities, the latest first. One that none but unseen signatures speak for is left out until
 * they can be checked: it is taken for neither sound nor broken.
 */
export function readVersions(entities: Iterable<Entity>): PlanVersion[] {
	return [...entities]
		.filter(({ kind, fields }) => kind === 'version' && !isAllUnseen(agreedIn(fields)))
		.map(readVersion)
		.sort((a, b) => b.n - a.n || (a.id < b.id ? -1 : 1));
}

/**
 * The version that stands. Where the register names none that is there, as after a part of the
 * document was lost, it is the latest: what was agreed stays agreed.
 */
export function standingVersion(
	plan: Entity | undefined,
	versions: readonly PlanVersion[]
): PlanVersion | null {
	const entries = plan ? validEntries(plan.fields, 'agreed', planFields.agreed) : [];
	for (const { v } of entries) {
		const named = versions.find(({ id }) => id === v);
		if (named) return named;
	}
	return versions.find(({ state }) => state === 'sound') ?? versions[0] ?? null;
}

function readVersion(entity: Entity): PlanVersion {
	const id = entity.id as VersionId;
	const contents = validEntries(entity.fields, 'content', versionFields.content);
	const read = contents.flatMap(({ v }) => (v ? [readStored(v)] : []));
	// Of several, which only a stranger's client writes, the one that the id was made of.
	const own = read.find(({ hash }) => versionIdOf(hash) === id);
	const agreements = agreementsOf(entity);
	const signed = agreements.find(({ isSigned, hash }) => isSigned && versionIdOf(hash) === id);
	const stored = own ?? read[0];
	const isSound = own !== undefined && signed?.hash === own.hash;
	const wording = wordingOf(entity);
	return {
		id,
		n: (isSound ? own.content?.n : undefined) ?? signed?.n ?? stored?.content?.n ?? 0,
		hash: signed?.hash ?? own?.hash ?? '',
		state: !isSound ? 'tampered' : own.content ? 'sound' : 'unreadable',
		content: stored?.content ?? null,
		plan: isSound && own.content ? withWording(own.content.plan, wording) : null,
		text: stored?.text ?? '',
		agreements,
		wording
	};
}

interface Stored {
	text: string;
	hash: string;
	content: VersionContent | null;
}

/** Kept beside the stored object: a plan is read at every keystroke, its versions never change. */
const known = new WeakMap<StoredContent, Stored>();

function readStored(stored: StoredContent): Stored {
	let read = known.get(stored);
	if (!read) {
		const { text } = stored;
		known.set(stored, (read = { text, hash: hashOf(text), content: readContent(text) }));
	}
	return read;
}

function isAllUnseen(agreements: readonly (Agreement | 'unseen')[]): boolean {
	return agreements.length > 0 && agreements.every((one) => one === 'unseen');
}

function agreedIn(fields: Fields): (Agreement | 'unseen')[] {
	return [...fields].flatMap(([field, siblings]) =>
		field.startsWith(agreedPrefix) ? siblings.flatMap(({ v }) => readAgreement(v) ?? []) : []
	);
}

function agreementsOf({ fields }: Entity): Agreement[] {
	const agreements = agreedIn(fields).filter((one) => one !== 'unseen');
	return agreements.sort(
		(a, b) =>
			Number(b.isSigned) - Number(a.isSigned) || a.at - b.at || (a.device < b.device ? -1 : 1)
	);
}

function wordingOf(entity: Entity): WordingFix[] {
	const fixes = [...entity.fields.keys()].flatMap((name): WordingFix[] => {
		const [item, field = ''] = name.startsWith(wordingPrefix)
			? name.slice(wordingPrefix.length).split('/')
			: [];
		const [entry] = entity.fields.get(name) ?? [];
		if (!isId<ItemId & VersionId>(item) || !isWordField(field)) return [];
		if (typeof entry?.v !== 'string') return [];
		return [{ item, field, text: entry.v, by: entry.by, at: entry.at }];
	});
	return fixes.sort((a, b) => a.at - b.at || (a.item < b.item ? -1 : 1));
}
