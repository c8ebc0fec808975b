import type * as Y from 'yjs';
import { isId, type DeviceId, type StageId, type StepId } from '#lib/okr/ids.ts';
import type { Marks, Seat } from '#lib/workshop/attendance.ts';
import type { Lease } from '#lib/workshop/lease.ts';
import type { Timer } from '#lib/workshop/timer.ts';
import { validEntries } from '../entity.ts';
import { isTooNew } from '../gate.ts';
import { type Fields, setField } from '../register.ts';
import type { Field } from '../field.ts';
import { USER, write, type Writer } from '../writer.ts';
import {
	askingField,
	countField,
	endedField,
	leaseField,
	lentField,
	prefixes,
	readyField,
	revealedField,
	seatField,
	theWorkshop,
	timerField
} from './shape.ts';

/*
 * Everything that is said about a workshop as a whole is a field of its one entity; what each person says of
 * themselves is a field of its own, so that nobody's word meets another's.
 */

/** Reads what people said of themselves. */
export function readMarks(fields: Fields): Marks {
	return {
		seats: mapOf(fields, prefixes.seat, seatField),
		ready: mapOf(fields, prefixes.ready, readyField),
		asking: valuesOf(fields, prefixes.asking, askingField)
			.filter(([, isAsking]) => isAsking)
			.map(([person]) => person),
		lent: new Map(
			valuesOf(fields, prefixes.lent, lentField).flatMap(([person, lender]) =>
				lender === '' ? [] : [[person, lender]]
			)
		),
		ideas: valuesOf(fields, prefixes.ideas, countField).flatMap(([name, count, by]) => {
			const [device = '', stageId] = name.split(':');
			return isId<StageId>(stageId) && count > 0 ? [{ stageId, device, by, count }] : [];
		})
	};
}

export function readLease(fields: Fields): Lease | null {
	return validEntries(fields, 'lease', leaseField)[0]?.v ?? null;
}

export function readTimer(fields: Fields, step: StepId): Timer | null {
	return validEntries(fields, prefixes.timer + step, timerField)[0]?.v ?? null;
}

export function readEnded(fields: Fields): number | null {
	return validEntries(fields, 'endedAt', endedField)[0]?.v ?? null;
}

/** What was revealed. Said twice, apart, it was revealed at the earlier moment: by whoever that was. */
export function readReveals(fields: Fields): Map<StageId, { at: number; by: string }> {
	const reveals = new Map<StageId, { at: number; by: string }>();
	for (const name of fields.keys()) {
		const id = name.slice(prefixes.revealed.length);
		if (!name.startsWith(prefixes.revealed) || !isId<StageId>(id)) continue;
		const [first] = validEntries(fields, name, revealedField)
			.map(({ v, by }) => ({ at: v, by }))
			.sort((a, b) => a.at - b.at || (a.by < b.by ? -1 : 1));
		if (first) reveals.set(id, first);
	}
	return reveals;
}

/** Whether and where somebody takes part; null for one who leaves. */
export function setSeat(doc: Y.Doc, w: Writer, seat: Seat | null): boolean {
	return say(doc, w, prefixes.seat + w.by, seat);
}

/** That somebody is done on this step; null takes it back. */
export function setReady(doc: Y.Doc, w: Writer, step: StepId | null): boolean {
	return say(doc, w, prefixes.ready + w.by, step ?? '');
}

/** That somebody would lead, or no longer; `person` for whom it is answered. */
export function setAsking(doc: Y.Doc, w: Writer, person: string, isAsking: boolean): boolean {
	return say(doc, w, prefixes.asking + person, isAsking);
}

/** Whose device a person writes on, who has none with them. */
export function setLent(doc: Y.Doc, w: Writer, lender: string): boolean {
	return say(doc, w, prefixes.lent + w.by, lender);
}

/** How many ideas were finished in a stage on this device, by whoever writes; of a device that is passed round, by each. */
export function setIdeaCount(
	doc: Y.Doc,
	w: Writer,
	device: DeviceId | `${DeviceId}.${string}`,
	stageId: StageId,
	count: number
): boolean {
	return say(doc, w, `${prefixes.ideas}${device}:${stageId}`, count);
}

export function setLease(doc: Y.Doc, w: Writer, lease: Lease): boolean {
	return say(doc, w, 'lease', lease);
}

export function setTimer(doc: Y.Doc, w: Writer, step: StepId, timer: Timer | null): boolean {
	return say(doc, w, prefixes.timer + step, timer);
}

/** The fact upon which every device publishes its own; see team/publishIdeas.ts. It is never taken back. */
export function setRevealed(doc: Y.Doc, w: Writer, stageId: StageId, at: number): boolean {
	return say(doc, w, prefixes.revealed + stageId, at);
}

export function setEnded(doc: Y.Doc, w: Writer, at: number): boolean {
	return say(doc, w, 'endedAt', at);
}

function say(doc: Y.Doc, w: Writer, field: string, value: unknown): boolean {
	if (isTooNew(doc)) return false;
	write(doc, USER, () => setField(doc, w, theWorkshop, field, value));
	return true;
}

function mapOf<T>(fields: Fields, prefix: string, field: Field<T>): Map<string, T> {
	return new Map(valuesOf(fields, prefix, field).map(([name, value]) => [name, value]));
}

/** The fields with a prefix: the rest of the name, the value that stands, and who wrote it. */
function valuesOf<T>(
	fields: Fields,
	prefix: string,
	field: Field<T>
): [name: string, value: T, by: string][] {
	return [...fields.keys()]
		.filter((name) => name.startsWith(prefix))
		.sort()
		.flatMap((name): [string, T, string][] => {
			const [winner] = validEntries(fields, name, field);
			return winner ? [[name.slice(prefix.length), winner.v, winner.by]] : [];
		});
}
