import { type Aside, isAside } from '#lib/okr/aside.ts';
import { agreementItem } from '#lib/okr/conflict.ts';
import { isDay } from '#lib/okr/day.ts';
import { longestReason, longestWords, wholePlan } from '#lib/okr/dismissal.ts';
import type { HealthMetric, Reading } from '#lib/okr/healthMetric.ts';
import {
	defaultRules,
	highestLimit,
	longestCadence,
	longestRule,
	longestTerm,
	ruleLanguages,
	rulesId
} from '#lib/okr/houseRules.ts';
import {
	isId,
	type ItemId,
	type KeyResultId,
	type ObjectiveId,
	type PersonId,
	type VersionId
} from '#lib/okr/ids.ts';
import type { Initiative } from '#lib/okr/initiative.ts';
import {
	ambitions,
	guardSides,
	keyResultKinds,
	mostEveryDays,
	type KeyResult
} from '#lib/okr/keyResult.ts';
import {
	lifecycles,
	longestNote,
	mostNotes,
	type Objective,
	type Origin
} from '#lib/okr/objective.ts';
import {
	ask,
	type Field,
	isBoolean,
	isNumber,
	isObject,
	isOneOf,
	isShortText,
	isText,
	isWhole,
	orNull,
	silent
} from './field.ts';

/*
 * The whole shape. Two kinds of document, in both everything is a root; docs/data.md says why.
 *
 *   cycle document                                team document
 *   e/<objective>   $is  'objective'              e/team      name  record  permit
 *                   $del  order                   e/<person>  $is 'person'  $del  name  colour
 *                   $text.title                               same:<person> …
 *                   audience  lifecycle           e/<device>  $is 'device'  $del  personId
 *                   aside  $aside  cards  origin              publicKey  label  holdsKey
 *   t/<objective>/title   Y.Text                  e/<cycle>   $is 'cycle'  name
 *   e/<key result>  $is  'keyResult'                          startOn  endOn  timeZone
 *                   $del  objectiveId  order      e/<metric>  $is 'healthMetric'  $del  order
 *                   $text.metric                              name  unit  low  high  reading
 *                   kind  unit  baseline  target  e/rules     objectives  keyResults  coach
 *                   guard  dueOn  ownerId                     cadenceDays  language  silence:* …
 *                   ambition  measuredEveryDays   both
 *                   question  evidence  decision  e/meta      minReader
 *                   aside  $aside
 *   t/<key result>/metric  Y.Text
 *   e/<dismissal>   $is  'dismissal'              e/<id>  Y.Array of entries {k, f, v, by, n, at}
 *                   $del  said                    $del    false | { seen: [k or mark, …] }
 *   e/<initiative>  $is 'initiative'  $del        $aside  { seen: [k or mark, …] }
 *                   keyResultId  order  title     $text.* { text, d, was: [[k, text, d], …] }
 *                   ownerId  done
 *   e/<version>     $is 'version'  content
 *                   agreed:<device>  wording:…
 *   e/plan          agreed
 *   e/<version>     $is 'broughtVersion'
 *                   $del  brought
 *   e/<pack item>   $is 'packItem'  $del
 *                   section  order  source
 *                   figure  $text.text
 *   t/<pack item>/text     Y.Text
 */

/** Raised only when an older app would misread what a newer one writes. */
export const shapeVersion = 1;

interface Kind {
	fields: Record<string, Field<unknown>>;
	texts: readonly string[];
	/** The field that holds the id of what this one belongs to, and goes with when that is deleted. */
	parent?: { field: string; kind: string };
}

export const kindField = silent('', isText);
export const orderField = silent('', isText);

export const objectiveFields = {
	audience: ask<Objective['audience']>('', isText),
	lifecycle: ask<Objective['lifecycle']>('draft', isOneOf(lifecycles)),
	aside: ask<Aside | null>(null, orNull(isAside)),
	cards: silent<readonly string[]>([], isCards),
	origin: silent<Origin | null>(null, orNull(isOrigin)),
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
	measuredEveryDays: ask<KeyResult['measuredEveryDays']>(null, orNull(isWhole(1, mostEveryDays))),
	question: ask('', isText),
	evidence: ask('', isText),
	decision: ask('', isText),
	aside: ask<Aside | null>(null, orNull(isAside)),
	objectiveId: silent<ObjectiveId | ''>('', isId<ObjectiveId>),
	order: orderField
};

export const initiativeFields = {
	title: ask<Initiative['title']>('', isText),
	ownerId: ask<Initiative['ownerId']>(null, orNull(isId<PersonId>)),
	done: silent<Initiative['done']>(false, isBoolean),
	keyResultId: silent<KeyResultId | ''>('', isId<KeyResultId>),
	order: orderField
};

/** What a kickoff starts from. Which sections there are is known where they are read, see pack.ts. */
export const packFields = {
	section: silent('', isText),
	source: ask('', isText),
	figure: ask('', isText),
	order: orderField
};

/** What was agreed is an object, so that what was read of it can be kept beside it. */
export interface StoredContent {
	text: string;
}

export const versionFields = { content: silent<StoredContent | null>(null, isStoredContent) };

/** A version that came with a file: one value, never changed, and looked into where it is shown. */
export const broughtFields = { brought: silent<object | null>(null, isObject) };

/** Which version stands; two that were agreed apart are a card. */
export const planFields = { agreed: ask<VersionId | null>(null, orNull(isId<VersionId>)) };

export const healthMetricFields = {
	name: ask<HealthMetric['name']>('', isText),
	unit: ask<HealthMetric['unit']>('', isText),
	low: ask<HealthMetric['low']>(null, orNull(isNumber)),
	high: ask<HealthMetric['high']>(null, orNull(isNumber)),
	reading: ask<HealthMetric['reading']>(null, orNull(isReading)),
	order: orderField
};

export const personFields = {
	name: ask('', isText),
	colour: silent(0, isWhole(0, 11))
};

/** That a person is the same as another one: a field of its own for each, `same:<person>`. */
export const samePrefix = 'same:';
export const sameField = silent(false, isBoolean);

export const deviceFields = {
	personId: silent<PersonId | ''>('', isId<PersonId>),
	publicKey: silent('', isText),
	label: silent('', isText),
	holdsKey: silent(false, isBoolean)
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
	record: silent<StoredRecord | null>(null, isStoredRecord),
	permit: silent('', isText)
};

/** A rule whose numbers the team agreed on asks; a switch that anybody sees and flips does not. */
export const rulesFields = {
	objectives: ask(defaultRules.objectives, isWhole(1, highestLimit)),
	keyResults: ask(defaultRules.keyResults, isWhole(1, highestLimit)),
	cadenceDays: ask(defaultRules.cadenceDays, isWhole(1, longestCadence)),
	coach: silent(defaultRules.coach, isBoolean),
	language: silent(defaultRules.language, isOneOf(ruleLanguages))
};

/** What stands in a list of the house rules, each word a field of its own: as it is shown, '' once it was taken out. */
export const listedField = silent('', isShortText(longestRule));

/** What somebody answered to a piece of advice. Written once and never changed, so it is one value. */
export interface Said {
	item: ItemId | typeof wholePlan;
	code: string;
	words: string;
	reason: string;
}

export const dismissalFields = { said: silent<Said | null>(null, isSaid) };

export const metaFields = { minReader: silent(0, isWhole(0, 2 ** 31)) };

/** The entities a document may have one of. They need no `$is`. */
export const teamEntity = 'team';
export const metaEntity = 'meta';
export const planEntity = agreementItem;

const kinds: Record<string, Kind> = {
	objective: { fields: objectiveFields, texts: ['title'] },
	keyResult: {
		fields: keyResultFields,
		texts: ['metric'],
		parent: { field: 'objectiveId', kind: 'objective' }
	},
	initiative: {
		fields: initiativeFields,
		texts: [],
		parent: { field: 'keyResultId', kind: 'keyResult' }
	},
	packItem: { fields: packFields, texts: ['text'] },
	version: { fields: versionFields, texts: [] },
	broughtVersion: { fields: broughtFields, texts: [] },
	plan: { fields: planFields, texts: [] },
	healthMetric: { fields: healthMetricFields, texts: [] },
	person: { fields: personFields, texts: [] },
	device: {
		fields: deviceFields,
		texts: [],
		parent: { field: 'personId', kind: 'person' }
	},
	cycle: { fields: cycleFields, texts: [] },
	team: { fields: teamFields, texts: [] },
	rules: { fields: rulesFields, texts: [] },
	dismissal: { fields: dismissalFields, texts: [] },
	meta: { fields: metaFields, texts: [] }
};

const unknownKind: Kind = { fields: {}, texts: [] };

/** What is known of a kind; nothing for one that a newer app made. */
export function shapeOf(kind: string): Kind {
	return Object.hasOwn(kinds, kind) ? (kinds[kind] ?? unknownKind) : unknownKind;
}

/** The id of anything that has one, or the name of a singleton; anything else is a stranger's root. */
export function isEntityId(id: string): boolean {
	return isId<ItemId>(id) || isSingle(id);
}

/** Whether it names an entity that a document has just one of. */
export function isSingle(id: string): boolean {
	return [teamEntity, rulesId, metaEntity, planEntity].includes(id);
}

function isCards(value: unknown): value is readonly string[] {
	return Array.isArray(value) && value.length <= mostNotes && value.every(isShortText(longestNote));
}

function isSaid(value: unknown): value is Said | null {
	if (value === null) return true;
	if (typeof value !== 'object') return false;
	const { item, code, words, reason } = value as Partial<Record<keyof Said, unknown>>;
	return (
		(item === wholePlan || isId<ItemId>(item)) &&
		isShortText(longestTerm)(code) &&
		isShortText(longestWords)(words) &&
		isShortText(longestReason)(reason)
	);
}

function isStoredContent(value: unknown): value is StoredContent | null {
	return value === null || (typeof value === 'object' && isText(Reflect.get(value, 'text')));
}

function isOrigin(value: unknown): value is Origin {
	if (typeof value !== 'object' || value === null) return false;
	return [Reflect.get(value, 'workshop'), Reflect.get(value, 'cluster')].every(isId);
}

function isReading(value: unknown): value is Reading {
	if (typeof value !== 'object' || value === null) return false;
	return isNumber(Reflect.get(value, 'value')) && isDay(Reflect.get(value, 'on'));
}

function isStoredRecord(value: unknown): value is StoredRecord | null {
	if (value === null) return true;
	if (typeof value !== 'object') return false;
	const { generation, record } = value as Partial<Record<keyof StoredRecord, unknown>>;
	return isWhole(0, 2 ** 40)(generation) && isText(record);
}
