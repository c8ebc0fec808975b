import { isDay } from '#lib/okr/day.ts';
import { type CardId, isId, type ClusterId, type GroupId, type StageId } from '#lib/okr/ids.ts';
import { longestStage, workshopKinds, type WorkshopKind } from '#lib/workshop/agenda.ts';
import type { Seat } from '#lib/workshop/attendance.ts';
import type { Lease } from '#lib/workshop/lease.ts';
import type { Timer } from '#lib/workshop/timer.ts';
import { type Cut, fewestDots, mostDots } from '#lib/workshop/vote.ts';
import { type WorkshopPhase, workshopPhases } from '#lib/workshop/workshop.ts';
import { isBoolean, isOneOf, isShortText, isText, isWhole, orNull, silent } from '../field.ts';
import { orderField } from '../shape.ts';
import { isOutcome, type StoredOutcome } from './outcome.ts';
import { isTime, toRecord } from './values.ts';

/*
 * A workshop's document. In a meeting nobody is asked about two values: of all fields the later one wins.
 *
 *   e/workshop      lease  endedAt               e/<stage>    $is 'stage'  kind  minutes  order  out
 *                   in:<person>  ready:<person>  e/<card>     $is 'card'  card  late  via  cluster  group  $del
 *                   ask:<person>  lent:<person>  e/<cluster>  $is 'cluster'  name  order  out  group
 *                   ideas:<device>:<stage>       e/<round>    $is 'round'  round  closed  counted  cut
 *                   timer:<step>                 moves        [ from, to, place, by, at ]
 *                   revealed:<stage>             b/<round>    [ 's', by, seal, n ]
 *                   group:<person>  groups                    [ 'o', by, salt, value ]
 *   e/meta          minReader                    e/<group>    $is 'group'  order  out  set
 *
 * and in the cycle's document   e/<workshop>  $is 'workshop'  kind  phase  goesOn  outcome
 */

/** The entity a workshop's document has one of. */
export const theWorkshop = 'workshop';

export const prefixes = {
	seat: 'in:',
	ready: 'ready:',
	asking: 'ask:',
	lent: 'lent:',
	ideas: 'ideas:',
	timer: 'timer:',
	revealed: 'revealed:',
	group: 'group:'
} as const;

const longestName = 80;
const mostSeals = 1000;

export const leaseField = silent<Lease | null>(null, orNull(isLease));
export const endedField = silent<number | null>(null, orNull(isTime));
export const seatField = silent<Seat | null>(null, orNull(isOneOf<Seat>(['room', 'remote'])));
export const readyField = silent('', isShortText(16));
export const askingField = silent(false, isBoolean);
/** Whose device somebody takes part on. */
export const lentField = silent('', isShortText(64));
export const countField = silent(0, isWhole(0, 1000));
export const timerField = silent<Timer | null>(null, orNull(isTimer));
/** Relay time; that there is an entry at all is the reveal. */
export const revealedField = silent(0, isTime);

export const stageFields = {
	kind: silent('', isShortText(24)),
	minutes: silent(0, isWhole(0, longestStage)),
	order: orderField,
	out: silent(false, isBoolean)
};

/** Written once, so it is one value. */
export interface StoredCard {
	text: string;
	stage: StageId;
}

export const cardFields = {
	card: silent<StoredCard | null>(null, isStoredCard),
	late: silent(false, isBoolean),
	via: silent('', isShortText(64)),
	cluster: silent<ClusterId | ''>('', (value): value is ClusterId | '' => {
		return value === '' || isId<ClusterId>(value);
	}),
	$del: silent(false, isBoolean)
};

/** Which group something or somebody is in; '' for none. */
export const placeField = silent<GroupId | ''>('', (value): value is GroupId | '' => {
	return value === '' || isId<GroupId>(value);
});

export const clusterFields = {
	name: silent('', isShortText(longestName)),
	order: orderField,
	out: silent(false, isBoolean),
	group: placeField
};

export const groupFields = {
	order: orderField,
	out: silent(false, isBoolean),
	set: placeField
};

/** Older apps wrote no turn and no dots: theirs is the first one of its stage, with three dots. */
export interface StoredRound {
	stage: StageId;
	kind: string;
	turn?: number;
	dots?: number;
}

/** A list of seals is an object, so that nobody takes it for a value of JSON that is merged. */
export interface StoredSeals {
	seals: string[];
}

export const roundFields = {
	round: silent<StoredRound | null>(null, isStoredRound),
	closed: silent<StoredSeals | null>(null, orNull(isStoredSeals)),
	counted: silent<StoredSeals | null>(null, orNull(isStoredSeals)),
	cut: silent<Cut | null>(null, orNull(isCut))
};

/** Of a workshop, in the cycle's document. */
export const entryFields = {
	kind: silent<WorkshopKind>('kickoff', isOneOf(workshopKinds)),
	phase: silent<WorkshopPhase>('prepared', isOneOf(workshopPhases)),
	goesOn: silent<string | null>(null, orNull(isDay)),
	outcome: silent<StoredOutcome | null>(null, orNull(isOutcome))
};

const longestCard = 2000;
const longestWhy = 400;

export function isSeal(value: unknown): value is string {
	return isText(value) && /^[0-9a-f]{64}$/.test(value);
}

function isLease(value: unknown): value is Lease {
	const { holder, takenFrom } = toRecord(value);
	return isShortText(64)(holder) && (takenFrom === null || isShortText(64)(takenFrom));
}

function isTimer(value: unknown): value is Timer {
	const { endsAt, isRough, leftMs } = toRecord(value);
	return leftMs === undefined ? isTime(endsAt) && isBoolean(isRough) : isTime(leftMs);
}

function isStoredCard(value: unknown): value is StoredCard {
	const { text, stage } = toRecord(value);
	return isShortText(longestCard)(text) && isId<StageId>(stage);
}

function isStoredRound(value: unknown): value is StoredRound {
	const { stage, kind, turn = 0, dots = fewestDots } = toRecord(value);
	return (
		isShortText(24)(kind) &&
		isId<StageId>(stage) &&
		isWhole(0, 1000)(turn) &&
		isWhole(1, mostDots)(dots)
	);
}

function isCut(value: unknown): value is Cut {
	const { below, why } = toRecord(value);
	return (
		Array.isArray(below) &&
		below.length <= mostSeals &&
		below.every(isId<CardId>) &&
		(why === null || isShortText(longestWhy)(why))
	);
}

function isStoredSeals(value: unknown): value is StoredSeals {
	const { seals } = toRecord(value);
	return Array.isArray(seals) && seals.length <= mostSeals && seals.every(isSeal);
}
