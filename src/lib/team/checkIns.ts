import type * as Y from 'yjs';
import type { NewCheckIn } from '#lib/doc/storeCheckIn.ts';
import { recordCheckIn, recordCheckIns } from '#lib/doc/recordCheckIn.ts';
import { takeBackCheckIn } from '#lib/doc/takeBackCheckIn.ts';
import type { TakenBack } from '#lib/doc/takeBackCheckIns.ts';
import type { Writer } from '#lib/doc/writer.ts';
import type { CheckInId, CycleId, KeyResultId } from '#lib/okr/ids.ts';
import type { StepMark, StepState } from '#lib/okr/nextStep.ts';
import type { Device } from './device.ts';
import { createKeeper } from './keepNewest.ts';

/** What people say of a key result over time. Nothing said is ever changed; a correction names what it corrects. */
export interface CheckInVerbs {
	/**
	 * Adds an entry to the log of a key result; null where it is gone or nothing may be written. Throws a
	 * RangeError for what no entry can hold, such as a day to come.
	 */
	recordCheckIn(keyResult: KeyResultId, checkIn: NewCheckIn): CheckInId | null;
	/** Makes an entry count no longer, by an entry of its own. False where it is not there, or as above. */
	takeBackCheckIn(keyResult: KeyResultId, checkIn: CheckInId): boolean;
	/** Adds many at once, as one update: the id of each, null for one that could not be added. */
	recordCheckIns(
		all: readonly { keyResultId: KeyResultId; checkIn: NewCheckIn }[]
	): (CheckInId | null)[];
	/**
	 * Makes none of these count any longer, as one update, but for what a colleague has corrected since. Rejects where
	 * its code cannot be fetched.
	 */
	takeBackCheckIns(all: readonly { keyResultId: KeyResultId; id: CheckInId }[]): Promise<TakenBack>;
	/**
	 * Says what became of the next step of a check-in, and returns what stands then. Null where nothing changes by it, or
	 * as above, or where `over` is given and a colleague has said something since. Rejects where its code cannot be fetched.
	 */
	markStep(
		keyResult: KeyResultId,
		checkIn: CheckInId,
		state: StepState,
		over?: StepMark
	): Promise<StepMark | null>;
	/** What was being filled in on this device, by key result, as `keepUnfinished` was given it. */
	unfinished(): Promise<Map<KeyResultId, string>>;
	/** Keeps on this device alone what is being filled in; null once it is finished. */
	keepUnfinished(keyResult: KeyResultId, text: string | null): void;
}

export interface CheckInMeans {
	doc: Y.Doc;
	device: Pick<Device, 'identity' | 'store' | 'now'>;
	teamId: string;
	cycleId: CycleId;
	withWriter: (act: (w: Writer) => boolean) => boolean;
}

export function createCheckInVerbs(given: CheckInMeans): CheckInVerbs {
	const { doc, device, teamId, cycleId, withWriter } = given;
	const { store, identity } = device;
	// No room of a document: what ends bursts of typing in those passes it over.
	const place = `check-in/${cycleId}`;

	return {
		recordCheckIn(keyResult, checkIn) {
			let id: CheckInId | null = null;
			withWriter((w) => {
				id = recordCheckIn(doc, w, identity.deviceId, keyResult, checkIn);
				return id !== null;
			});
			return id;
		},
		takeBackCheckIn: (keyResult, checkIn) =>
			withWriter((w) => takeBackCheckIn(doc, w, identity.deviceId, keyResult, checkIn)),
		recordCheckIns(all) {
			let ids: (CheckInId | null)[] = all.map(() => null);
			withWriter((w) => {
				ids = recordCheckIns(doc, w, identity.deviceId, all);
				return ids.some(Boolean);
			});
			return ids;
		},
		async takeBackCheckIns(all) {
			const { takeBackCheckIns } = await import('#lib/doc/takeBackCheckIns.ts');
			let done: TakenBack = { count: 0, left: 0 };
			withWriter((w) => {
				done = takeBackCheckIns(doc, w, identity.deviceId, all);
				return done.count > 0;
			});
			return done;
		},
		async markStep(keyResult, checkIn, state, over) {
			const { markStep } = await import('#lib/doc/markStep.ts');
			let mark: StepMark | null = null;
			withWriter((w) => {
				mark = markStep(doc, w, identity.deviceId, keyResult, checkIn, state, over);
				return mark !== null;
			});
			return mark;
		},
		async unfinished() {
			const kept = (await store.listBursts(teamId)).filter(({ doc }) => doc === place);
			return new Map(kept.map(({ key, text }) => [key as KeyResultId, text]));
		},
		keepUnfinished: createKeeper(device, teamId, place)
	};
}
