import { readWorkshops, setWorkshop } from '#lib/doc/workshop/entries.ts';
import { setAsking, setLease, setLent, setReady, setSeat } from '#lib/doc/workshop/marks.ts';
import { readWorkshop } from '#lib/doc/workshop/readWorkshop.ts';
import type { Writer } from '#lib/doc/writer.ts';
import type { PersonId, StageId, WorkshopId } from '#lib/okr/ids.ts';
import { type Attendance, attendanceOf, type Seat } from '#lib/workshop/attendance.ts';
import { leaseFor, type LeaseFor, leaseTo } from '#lib/workshop/lease.ts';
import { withLateStops } from '#lib/workshop/outcome.ts';
import { type Clock, clockOf } from '#lib/workshop/timer.ts';
import { currentStage, type Workshop } from '#lib/workshop/workshop.ts';
import type { Device } from './device.ts';
import { createGroupVerbs, type GroupVerbs } from './groups.ts';
import { createListeners } from './listeners.ts';
import { personOf as personIn, type SameAs } from './onePerson.ts';
import { openOwnWords, type OwnWords } from './ownWords.ts';
import type { Self } from './presenceVerbs.ts';
import { openRelayClock } from './relayClock.ts';
import { type Means, openReplicated, type Replicated, type Safety } from './replicated.ts';
import { createWallVerbs, type WallVerbs } from './wall.ts';
import { createLeadVerbs, type LeadVerbs } from './workshopLead.ts';
import { createRoundVerbs, type RoundVerbs } from './workshopRounds.ts';

/** A workshop while it is open on this device. Verbs answer false where something is gone or may not be done. */
export interface OpenWorkshop extends GroupVerbs, LeadVerbs, RoundVerbs, OwnWords, WallVerbs {
	readonly workshopId: WorkshopId;
	snapshot(): Workshop;
	onChange(fn: () => void): () => void;
	safety(): Safety;
	/** The relay's time as far as this device knows it. */
	clock(): Clock;
	/** Joins another replica in this page's memory, such as a simulated colleague's; returns how to part. */
	join: Replicated['join'];
	/** What the lead means to whoever uses this device. It changes with time too. */
	lead(): LeaseFor;
	/** The day (ISO) it goes on after its pause, out of the cycle's document; null where that is open. */
	goesOn(): string | null;
	/** Who takes part, and how far they are; `team`: the people of the team, as shown. */
	attendance(team: readonly string[], stage?: StageId): Attendance;

	/** The person this device was passed to; null while it is with its own. */
	guest(): PersonId | null;
	/**
	 * Passes the device to a person who has none with them: what is written from now on is theirs, and they see nothing of what
	 * its own person wrote, nor the other way round. Null gives it back.
	 */
	passTo(person: PersonId | null): Promise<void>;
	/** Takes part, from the room or from elsewhere. */
	enter(seat: Seat): boolean;
	leave(): boolean;
	/** Is done with this stage, or not yet. */
	setReady(isReady: boolean): boolean;
	/** The workshop is on the screen; null: no longer. Nothing is told of what is done there. */
	present(self: Self): void;
	/** Groups of cards that this device does not want suggested as alike, by a key of the caller's. */
	notAlike(): Promise<string[]>;
	dismissAlike(key: string): Promise<void>;
	askForLead(): boolean;
	/** Takes the lead, where nobody has been seen leading for some minutes or it is offered back. */
	takeLead(): boolean;

	settle(): Promise<void>;
	forget(): Promise<void>;
	close(): Promise<void>;
}

export interface WorkshopMeans {
	device: Device;
	teamId: string;
	workshopId: WorkshopId;
	room: string;
	means: Means;
	cycleDoc: Replicated['doc'];
	writer: () => Writer | null;
	sameAs: () => SameAs;
	/** Writes the first content of a workshop that was just prepared here. */
	seed: (doc: Replicated['doc']) => void;
	onOpened: (replicated: Replicated) => void;
	/** Whether it is connected, where no relay tells; see team/rehearsal. */
	isOnline?: () => boolean;
}

/** Opens one workshop's document and this device's private half. See `openWorkshops`, which is the way to it. */
export async function openWorkshop(given: WorkshopMeans): Promise<OpenWorkshop> {
	const { device, teamId, workshopId, means, writer } = given;
	const listeners = createListeners();
	const mine = await device.store.openPrivate();
	/** Who has the device in their hands, if it was passed to somebody. */
	let guest = given.means.role === 'edit' ? await mine.getGuest(teamId, workshopId) : null;
	const holder = (): Writer | null => {
		const w = writer();
		return w && guest ? { ...w, by: guest } : w;
	};
	const replicated = await openReplicated(given.room, means, given.seed);
	const { doc, presence } = replicated;
	const personOf = (entry: string): string => personIn(given.sameAs(), entry);
	const clock = await openRelayClock(device, means.relayUrl, listeners.tell);
	const now = (): Clock => clockOf(device.now(), clock.offMs);
	let snapshot: Workshop | null = null;
	const read = (): Workshop => (snapshot ??= readWorkshop(doc));

	const isLive = given.isOnline ?? (() => replicated.isLive());
	const own = await openOwnWords({
		...{ doc, cycleDoc: given.cycleDoc, device, mine, teamId, workshopId },
		...{ read, withWriter, personOf },
		...{ writer: holder, owner: writer, holder: () => guest ?? '' },
		...{ clock: now, isLive, onChange: listeners.tell }
	});
	let shown: Self = null;
	/** When this device last saw whoever leads, on its own clock. */
	let seen = { holder: read().lease?.holder, at: device.now() };

	function withWriter(act: (w: Writer) => boolean): boolean {
		const w = holder();
		return w !== null && !read().tooNew && read().endedAt === null && act(w);
	}
	function lead(): LeaseFor {
		const { lease } = read();
		const me = holder()?.by ?? '';
		const others = presence.others().map(({ person }) => personOf(person));
		if (lease?.holder !== seen.holder || others.includes(personOf(lease?.holder ?? '')))
			seen = { holder: lease?.holder, at: device.now() };
		return leaseFor(lease, me, { seenAt: seen.at, now: device.now() }, personOf);
	}
	const withLead = (act: (w: Writer) => boolean): boolean => lead() === 'lead' && withWriter(act);

	/** What somebody who was away had stopped comes after the end, and stands in the cycle all the same. */
	function noteLateStops(): void {
		const w = writer();
		const { endedAt, stops, tooNew } = read();
		if (!w || endedAt === null || stops.length === 0 || tooNew) return;
		const outcome = readWorkshops(given.cycleDoc).find(({ id }) => id === workshopId)?.outcome;
		const whole = outcome && withLateStops(outcome, stops);
		if (whole) setWorkshop(given.cycleDoc, w, workshopId, 'ended', whole);
	}

	// What came while this device's own half was read was heard by nobody yet.
	snapshot = null;
	doc.on('update', (_: Uint8Array, __: unknown, ___: unknown, change: { local: boolean }) => {
		snapshot = null;
		own.changed(change.local);
		noteLateStops();
		listeners.tell();
	});
	const stops = [
		presence.onChange(listeners.tell),
		replicated.onSafety(() => {
			clock.ask();
			own.connected();
			listeners.tell();
		})
	];
	given.onOpened(replicated);
	own.start();
	given.cycleDoc.on('update', noteLateStops);
	noteLateStops();

	return {
		workshopId,
		snapshot: read,
		onChange: listeners.add,
		safety: () => replicated.safety(),
		clock: now,
		join: (other) => replicated.join(other),
		goesOn: () => readWorkshops(given.cycleDoc).find(({ id }) => id === workshopId)?.goesOn ?? null,
		lead,
		attendance(team, stage) {
			const here = presence.others().map(({ person }) => person);
			return attendanceOf({
				...{ marks: read().marks, standing: read().standing, team, personOf },
				stageId: stage ?? currentStage(read())?.id ?? null,
				here: shown ? [...here, shown.person] : here
			});
		},
		guest: () => guest,
		async passTo(person) {
			await own.settle();
			const lender = writer()?.by ?? '';
			guest = person !== null && personOf(person) === personOf(lender) ? null : person;
			await mine.putGuest(teamId, workshopId, guest);
			if (guest)
				withWriter((w) => {
					if (!read().marks.seats.get(w.by)) setSeat(doc, w, 'room');
					return setLent(doc, w, lender);
				});
			listeners.tell();
		},
		enter: (seat) => withWriter((w) => setSeat(doc, w, seat)),
		leave: () => withWriter((w) => setSeat(doc, w, null)),
		setReady: (isReady) =>
			withWriter((w) => {
				const { step } = read().standing;
				return step !== null && setReady(doc, w, isReady ? step.id : null);
			}),
		present(self) {
			shown = self;
			presence.set(self && { ...self, place: 'workshop', caret: null });
			listeners.tell();
		},
		notAlike: () => mine.listDismissed(teamId, workshopId),
		dismissAlike: async (key) => void (await mine.putDismissed(teamId, workshopId, key)),
		askForLead: () => withWriter((w) => setAsking(doc, w, w.by, true)),
		takeLead() {
			const can = lead();
			if (can !== 'take' && can !== 'back') return false;
			return withWriter((w) => setLease(doc, w, leaseTo(read().lease, w.by, 'taken')));
		},

		...own.verbs,
		...createWallVerbs(doc, device, withWriter, listeners.tell),
		...createGroupVerbs({
			...{ doc, cycleDoc: given.cycleDoc, workshopId, device, withWriter, withLead, personOf }
		}),
		...createLeadVerbs({
			...{ doc, cycleDoc: given.cycleDoc, workshopId, device },
			...{ clock: now, withLead, personOf }
		}),
		...createRoundVerbs({ doc, cycleDoc: given.cycleDoc, withLead, personOf }),

		async settle() {
			await Promise.all([own.settle(), replicated.flush()]);
		},
		async forget() {
			stop();
			await replicated.forget();
		},
		async close() {
			await own.settle();
			stop();
			await replicated.close();
		}
	};

	function stop(): void {
		for (const one of stops) one();
		given.cycleDoc.off('update', noteLateStops);
		own.close();
		clock.stop();
		listeners.clear();
	}
}
