import type { Attendance } from './attendance.ts';
import type { Wall } from './card.ts';
import { type Clock, type Timer, timeLeft } from './timer.ts';

/** What somebody who comes late is told, in three lines. A screen has the words. */
export interface CatchUp {
	/** Which stage it is, which place it has in the agenda and, where a timer runs, how long it still takes. */
	stage: { kind: string; at: number; of: number; leftMs: number | null; isRough: boolean };
	/** What there is to see: cards once they were revealed, before that ideas that nobody can read. */
	work:
		| { what: 'cards'; cards: number; clusters: number }
		| { what: 'ideas'; ideas: number }
		| { what: 'nothing' };
	/** Who has come, and who is ready for what follows. */
	people: { here: number; of: number; ready: number };
}

export function catchUpOn(given: {
	agenda: readonly { kind: string }[];
	/** The place of the stage in the agenda, from 0; -1 for one that is not in it any more. */
	at: number;
	kind: string;
	timer: Timer | null;
	clock: Clock;
	wall: Wall;
	attendance: Attendance;
}): CatchUp {
	const { agenda, at, kind, timer, clock, wall, attendance } = given;
	const left = timer && timeLeft(timer, clock);
	const { people, missing, ready, ideas } = attendance;
	const cards = wall.loose.length + wall.clusters.reduce((sum, one) => sum + one.cards.length, 0);
	return {
		stage: {
			...{ kind, at: at + 1, of: agenda.length },
			leftMs: left?.isRunning ? Math.max(0, left.ms) : null,
			isRough: left?.isRough ?? false
		},
		work:
			cards > 0
				? { what: 'cards', cards, clusters: wall.clusters.length }
				: ideas > 0
					? { what: 'ideas', ideas }
					: { what: 'nothing' },
		people: { here: people.length, of: people.length + missing.length, ready }
	};
}
