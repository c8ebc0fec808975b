import type { StageId } from '#lib/okr/ids.ts';
import type { Standing } from './steps.ts';

/** Where somebody takes part. */
export type Seat = 'room' | 'remote';

/** What the document knows of who takes part: by entries of people, of which several may be one person. */
export interface Marks {
	/** Null for one who has left. */
	seats: ReadonlyMap<string, Seat | null>;
	/** The step on which they said to be done. */
	ready: ReadonlyMap<string, string>;
	/** How many ideas each device has finished, by stage, with the person who wrote them. */
	ideas: readonly { stageId: StageId; device: string; by: string; count: number }[];
	/** Who asks for the lead. */
	asking: readonly string[];
	/** Who took part on somebody else's device, which was passed to them: by the person who lent it. */
	lent?: ReadonlyMap<string, string>;
}

/** Somebody who takes part, once, however many entries and devices they have. */
export interface Attendee {
	personId: string;
	seat: Seat;
	/** A device of theirs is connected now, as far as this one hears. */
	isHere: boolean;
	isReady: boolean;
	/** Finished in the stage that was asked about. */
	ideas: number;
	isAsking: boolean;
	/** Who passed them their device, as shown; absent for one who has their own there. */
	via?: string;
}

/** Who a number is from: "7 of 9 people". */
export interface Attendance {
	people: Attendee[];
	/** People of the team who have not come in. */
	missing: string[];
	ready: number;
	ideas: number;
}

/**
 * Everybody who takes part, by id. `stageId`: whose ideas are counted, and with which people are ready. In the stage where
 * one stands that is whoever said so on any of the steps that stand now: of two "next" apart it does not matter which
 * one they had heard of. In one that was left it is whoever said so last there.
 */
export function attendanceOf(given: {
	marks: Marks;
	standing: Standing;
	stageId: StageId | null;
	/** Who is connected, as shown or by entry. */
	here: Iterable<string>;
	/** Who is in the team, as shown. */
	team: readonly string[];
	personOf: (entry: string) => string;
}): Attendance {
	const { marks, standing, stageId, team, personOf } = given;
	const here = new Set([...given.here].map(personOf));
	const asking = new Set(marks.asking.map(personOf));
	const lent = new Map([...(marks.lent ?? [])].map(([to, from]) => [personOf(to), personOf(from)]));
	const viaOf = (person: string): string | undefined =>
		here.has(person) ? undefined : lent.get(person);
	const now = standing.step?.to ?? null;
	const isLeft = stageId !== null && stageId !== now;
	const steps = new Set<string>(
		(isLeft ? [...standing.steps.values()] : standing.heads)
			.filter(({ to }) => to === (isLeft ? stageId : now))
			.map(({ id }) => id)
	);
	const seats = new Map<string, Seat>();
	for (const [entry, seat] of marks.seats) if (seat) seats.set(personOf(entry), seat);
	const ready = new Set(
		[...marks.ready].flatMap(([entry, step]) => (steps.has(step) ? [personOf(entry)] : []))
	);
	const people = [...seats]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([personId, seat]): Attendee => ({
			personId,
			seat,
			// Whoever takes part on a colleague's device is there as long as that is.
			isHere: here.has(viaOf(personId) ?? personId),
			...(viaOf(personId) !== undefined && { via: viaOf(personId) }),
			isReady: ready.has(personId),
			ideas: marks.ideas
				.filter((one) => one.stageId === stageId && personOf(one.by) === personId)
				.reduce((sum, { count }) => sum + count, 0),
			isAsking: asking.has(personId)
		}));
	return {
		people,
		missing: [...new Set(team)].filter((person) => !seats.has(person)).sort(),
		ready: people.filter(({ isReady }) => isReady).length,
		ideas: people.reduce((sum, { ideas }) => sum + ideas, 0)
	};
}

/** What a reveal is asked about: "43 ideas, 1 person still writing". */
export interface BeforeReveal {
	/** Finished, as far as their devices have said. */
	ideas: number;
	/** From so many people. */
	writers: number;
	/** Take part, and have not said to be done. */
	stillWriting: string[];
}

export function beforeReveal({ people, ideas }: Attendance): BeforeReveal {
	return {
		ideas,
		writers: people.filter((one) => one.ideas > 0).length,
		stillWriting: people.filter(({ isReady }) => !isReady).map(({ personId }) => personId)
	};
}
