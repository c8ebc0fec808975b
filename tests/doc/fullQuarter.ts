import * as Y from 'yjs';
import { confirmReached } from '#lib/doc/confirmReached.ts';
import { addKeyResult, addObjective, setKeyResult } from '#lib/doc/cycle.ts';
import { recordCheckIn } from '#lib/doc/recordCheckIn.ts';
import { commitText, writeText } from '#lib/doc/text.ts';
import { addDays } from '#lib/okr/day.ts';
import { createId, type DeviceId, type KeyResultId, type PersonId } from '#lib/okr/ids.ts';
import {
	createBytes,
	createRandom,
	keyResultId,
	objectiveId,
	personId,
	type Replica,
	type
} from './replicas.ts';

/** A cycle's document after a whole quarter, and who wrote it. */
export interface FullQuarter {
	doc: Y.Doc;
	people: { by: PersonId; device: DeviceId }[];
	keyResults: KeyResultId[];
	/** What the plan took, before the first check-in. */
	planBytes: number;
}

export const fullQuarter = { people: 12, objectives: 5, keyResultsEach: 4, weeks: 13 };

/**
 * Writes a full quarter, every page of which wrote under a client id of its own. `startOn`: an ISO date. Once a week each
 * key result is checked in by its owner, 13 times in all, or else by all twelve people, 156 times.
 */
export function writeFullQuarter(
	startOn: string,
	checkedInBy: 'owners' | 'everybody'
): FullQuarter {
	const random = createBytes(createRandom(12));
	const dice = createRandom(13);
	const clock = { now: Date.parse(`${startOn}T09:00:00Z`) };
	const people = Array.from({ length: fullQuarter.people }, () => ({
		by: personId(),
		device: createId<DeviceId>(random(10))
	}));
	const doc = new Y.Doc();
	const open = (by: string): Replica => {
		doc.clientID = Math.floor(dice() * 2 ** 32);
		return { by, doc, random, now: () => (clock.now += 1000) };
	};
	// Typed by four people in turn, reworded and refilled.
	const keyResults: KeyResultId[] = [];
	const owners = new Map<KeyResultId, PersonId>();
	for (let at = 0; at < fullQuarter.objectives; at++) {
		const who = open(people[at % 4]!.by);
		const o = objectiveId();
		addObjective(who.doc, who, { id: o });
		[...'Our customers reach us without waiting for anybody else'].forEach((letter, place) => {
			type(who, o, 'title', place, letter);
		});
		commitText(who.doc, who, o, 'title');
		for (let count = 0; count < fullQuarter.keyResultsEach; count++) {
			const k = keyResultId();
			keyResults.push(k);
			addKeyResult(who.doc, who, { id: k, objectiveId: o });
			writeText(who.doc, who, k, 'metric', 'Median wait for a first answer');
			for (const target of [60, 55, 50])
				setKeyResult(who.doc, who, k, { baseline: 10, target, unit: 'minutes' });
			const owner = people[(at * fullQuarter.keyResultsEach + count) % people.length]!.by;
			owners.set(k, owner);
			setKeyResult(who.doc, who, k, { dueOn: addDays(startOn, 91), ownerId: owner });
			type(who, k, 'metric', 0, 'a', 1);
			commitText(who.doc, who, k, 'metric');
		}
	}
	const planBytes = Y.encodeStateAsUpdate(doc).length;
	// Every person opens the app once a week, on a page of its own.
	for (let week = 0; week < fullQuarter.weeks; week++) {
		const day = addDays(startOn, 4 + week * 7);
		for (const [at, { by, device }] of people.entries()) {
			// Each at a time of day of their own, as people do.
			clock.now = Date.parse(day) + at * 23 * 60_000;
			const who = open(by);
			const own = keyResults.filter((k) => checkedInBy === 'everybody' || owners.get(k) === by);
			for (const k of own)
				recordCheckIn(who.doc, who, device, k, {
					measuredAt: day,
					value: Math.round(dice() * 800) / 10,
					confidence: 3
				});
			confirmReached(doc, device, clock.now + 1000, null);
		}
	}
	return { doc, people, keyResults, planBytes };
}
