import { isDay } from '#lib/okr/day.ts';
import { isId, type KeyResultId, type ObjectiveId, type PersonId } from '#lib/okr/ids.ts';
import { ambitions, guardSides, keyResultKinds, type KeyResult } from '#lib/okr/keyResult.ts';
import { lifecycles, type Objective } from '#lib/okr/objective.ts';

/*
 * The whole shape. Two kinds of document, in both everything is a root; docs/data.md says why.
 *
 *   cycle document                                team document
 *   e/<objective>   $is  'objective'              e/team      name  record
 *                   $del  order                   e/<person>  $is 'person'  $del  name  colour
 *                   $text.title                   e/<device>  $is 'device'  $del  personId
 *                   audience  lifecycle                       publicKey  label
 *   t/<objective>/title   Y.Text                  e/<cycle>   $is 'cycle'  name
 *   e/<key result>  $is  'keyResult'                          startOn  endOn  timeZone
 *                   $del  objectiveId  order
 *                   $text.metric                  both
 *                   kind  unit  baseline  target  e/meta      minReader
 *                   guard  dueOn  ownerId
 *                   ambition  measuredEveryDays   e/<id>  Y.Array of entries {k, f, v, by, n, at}
 *   t/<key result>/metric  Y.Text                 $del    false | { seen: [k or mark, …] }
 *                                                 $text.* { text, d, was: [[k, text, d], …] }
 */

/** Raised only when an older app would misread what a newer one writes. */
export const shapeVersion = 1;

/**
 * What may stand in a field and what two people at odds about it means: `ask` is a card for a
 * person, `silent` lets the later one win. A value that is not valid is not there.
 */
export interface Field<T> {
	policy: 'ask' | 'silent';
	/** What an unset field reads as. */
	fallback: T;
	isValid(value: unknown): value is T;
}

interface Kind {
	fields: Record<string, Field<unknown>>;
	texts: readonly string[];
	/** The field that holds the id of what this one belongs to, and goes with when that is deleted. */
	parent?: { field: string; kind: string };
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): value is number =>
	typeof value === 'number' && Number.isFinite(value);
const isWhole =
	(least: number, most: number) =>
	(value: unknown): value is number =>
		Number.isInteger(value) && isNumber(value) && value >= least && value <= most;
const orNull =
	<T>(isValid: (value: unknown) => value is T) =>
	(value: unknown): value is T | null =>
		value === null || isValid(value);
const isOneOf =
	<T extends string>(words: readonly T[]) =>
	(value: unknown): value is T =>
		words.includes(value as T);

function ask<T>(fallback: T, isValid: (value: unknown) => value is T): Field<T> {
	return { policy: 'ask', fallback, isValid };
}

function silent<T>(fallback: T, isValid: (value: unknown) => value is T): Field<T> {
	return { policy: 'silent', fallback, isValid };
}

export const kindField = silent('', isText);
export const orderField = silent('', isText);

export const objectiveFields = {
	audience: ask<Objective['audience']>('', isText),
	lifecycle: ask<Objective['lifecycle']>('draft', isOneOf(lifecycles)),
	order: orderField
};

export const keyResultFields = {
	kind: ask<KeyResult['kind']>('number', isOneOf(keyResultKinds)),
	unit: ask<KeyResult['unit']>('', isText),
	baseline: ask<KeyResult['baseline']>(null, orNull(isNumber)),
	target: ask<KeyResult['target']>(null, orNull(isNumber)),
	guard: ask<KeyResult['guard']>('above', isOneOf(guardSides)),
	dueOn: ask<KeyResult['dueOn']>(null, orNull(isDay)),
	ownerId: ask<KeyResult['ownerId']>(null, orNull(isId<PersonId>)),
	ambition: ask<KeyResult['ambition']>('committed', isOneOf(ambitions)),
	measuredEveryDays: ask<KeyResult['measuredEveryDays']>(null, orNull(isWhole(1, 366))),
	objectiveId: silent<ObjectiveId | ''>('', isId<ObjectiveId>),
	order: orderField
};

export const personFields = {
	name: ask('', isText),
	colour: silent(0, isWhole(0, 11))
};

const deviceFields = {
	personId: silent<PersonId | ''>('', isId<PersonId>),
	publicKey: silent('', isText),
	label: silent('', isText)
};

export const cycleFields = {
	name: ask('', isText),
	startOn: ask('', isDay),
	endOn: ask('', isDay),
	timeZone: ask('UTC', isText)
};

export interface StoredRecord {
	generation: number;
	record: string;
}

export const teamFields = {
	name: ask('', isText),
	record: silent<StoredRecord | null>(null, isStoredRecord)
};

export const metaFields = { minReader: silent(0, isWhole(0, 2 ** 31)) };

/** The two entities every document may have one of. They need no `$is`. */
export const teamEntity = 'team';
export const metaEntity = 'meta';

const kinds: Record<string, Kind> = {
	objective: { fields: objectiveFields, texts: ['title'] },
	keyResult: {
		fields: keyResultFields,
		texts: ['metric'],
		parent: { field: 'objectiveId', kind: 'objective' }
	},
	person: { fields: personFields, texts: [] },
	device: {
		fields: deviceFields,
		texts: [],
		parent: { field: 'personId', kind: 'person' }
	},
	cycle: { fields: cycleFields, texts: [] },
	team: { fields: teamFields, texts: [] },
	meta: { fields: metaFields, texts: [] }
};

const unknownKind: Kind = { fields: {}, texts: [] };

/** What is known of a kind; nothing for one that a newer app made. */
export function shapeOf(kind: string): Kind {
	return Object.hasOwn(kinds, kind) ? (kinds[kind] ?? unknownKind) : unknownKind;
}

/** The id of a person, device, cycle or item; anything else is a stranger's root. */
export function isEntityId(id: string): boolean {
	return isId<ObjectiveId | KeyResultId>(id) || id === teamEntity || id === metaEntity;
}

function isStoredRecord(value: unknown): value is StoredRecord | null {
	if (value === null) return true;
	if (typeof value !== 'object') return false;
	const { generation, record } = value as Partial<Record<keyof StoredRecord, unknown>>;
	return isWhole(0, 2 ** 40)(generation) && isText(record);
}
