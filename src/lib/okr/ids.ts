/*
 * Ids are made on the device, without asking anyone, and end up in document keys, room names and
 * links. So: 80 random bits, lower-case base32, no dots, slashes or padding.
 */

declare const brand: unique symbol;
type Id<Name extends string> = string & { readonly [brand]: Name };

export type PersonId = Id<'person'>;
export type DeviceId = Id<'device'>;
export type CycleId = Id<'cycle'>;
export type ObjectiveId = Id<'objective'>;
export type KeyResultId = Id<'keyResult'>;
export type DismissalId = Id<'dismissal'>;
export type InitiativeId = Id<'initiative'>;
export type HealthMetricId = Id<'healthMetric'>;
export type PackItemId = Id<'packItem'>;
/** Made from the hash of what was agreed, so the same agreement has the same id wherever it is made. */
export type VersionId = Id<'version'>;
/** Made from the hash of what stands in the entry, for the same reason. */
export type CheckInId = Id<'checkIn'>;

export type WorkshopId = Id<'workshop'>;
export type StageId = Id<'stage'>;
/** Made from the hash of where a step came from and went, so two people who take it apart take the same one. */
export type StepId = Id<'step'>;
export type CardId = Id<'card'>;
export type ClusterId = Id<'cluster'>;
export type RoundId = Id<'round'>;
export type GroupId = Id<'group'>;

/** What has a place in the plan: it can be moved, deleted and restored. */
export type ItemId = ObjectiveId | KeyResultId | InitiativeId;

/** What belongs to a workshop. */
type WorkshopItemId = WorkshopId | StageId | StepId | CardId | ClusterId | RoundId | GroupId;

type AnyId =
	| PersonId
	| DeviceId
	| CycleId
	| DismissalId
	| HealthMetricId
	| PackItemId
	| VersionId
	| CheckInId
	| ItemId
	| WorkshopItemId;

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
const idBytes = 10;

/**
 * An id of 16 characters `a–z`, `2–7` from exactly 10 random bytes. The brand is the caller's word:
 * `createId<ObjectiveId>(random(10))`.
 *
 * Throws a RangeError for any other number of bytes, as fewer would make ids that collide.
 */
export function createId<T extends AnyId>(random: Uint8Array): T {
	if (random.length !== idBytes) {
		throw new RangeError(`An id is made from ${idBytes} bytes, not ${random.length}.`);
	}
	let id = '';
	let buffer = 0;
	let bits = 0;
	for (const byte of random) {
		buffer = ((buffer << 8) | byte) & 0xfff;
		for (bits += 8; bits >= 5; bits -= 5) id += alphabet.charAt((buffer >> (bits - 5)) & 31);
	}
	return id as T;
}

/** Whether anything at all has the shape of an id. It says nothing of what the id stands for. */
export function isId<T extends AnyId>(value: unknown): value is T {
	return typeof value === 'string' && /^[a-z2-7]{16}$/.test(value);
}
