import { describe, expect, test } from 'vitest';
import type { CheckIn } from '#lib/okr/checkIn.ts';
import { countedIn, coverageOn } from '#lib/okr/coverage.ts';
import type { PersonId } from '#lib/okr/ids.ts';
import { addDays } from '#lib/okr/day.ts';
import { entry } from './checkInEntries.ts';

const nine = ['ana', 'ben', 'cem', 'dia', 'eva', 'fay', 'gus', 'hal', 'zoe'];
const since = '2026-10-05';
const owned = (owners: readonly string[], measuredEveryDays: number | null = null) =>
	owners.map((ownerId) => ({ ownerId: ownerId as PersonId, measuredEveryDays }));

function cover(
	day: string,
	checkIns: CheckIn[],
	some: Partial<Parameters<typeof coverageOn>[0]> = {}
) {
	const personOf = (id: string) => id;
	return coverageOn({
		keyResults: owned(nine),
		checkIns,
		people: nine,
		personOf,
		since,
		day,
		...some
	});
}

/** Everybody but Zoe speaks on that day. */
const others = (day: string) =>
	nine.slice(0, 8).map((by) => entry(`${by}${day}`, day, 1, { by, confidence: 4 }));

describe('coverage', () => {
	test('[COVER-1] counts people whose word is no older than their cadence and three days', () => {
		const log = [...others('2026-11-09'), entry('zoe', '2026-11-02', 1, { by: 'zoe' })];
		expect(cover('2026-11-12', log)).toMatchObject({ silent: [], left: [], since: null });
		const { heard, silent, left, since: from } = cover('2026-11-13', log);
		expect([heard.length, silent.length, left.length]).toEqual([8, 1, 0]);
		expect(silent).toEqual([{ personId: 'zoe', heardOn: '2026-11-02', since: '2026-11-02' }]);
		expect(from).toBe('2026-11-02');
	});

	test('[COVER-2] a person unheard for two cadences leaves the count, and is named', () => {
		const log = [...others('2026-11-12'), entry('zoe', '2026-11-02', 1, { by: 'zoe' })];
		expect(cover('2026-11-16', log).silent).toHaveLength(1);
		const { heard, silent, left } = cover('2026-11-17', log);
		expect([heard.length, silent.length]).toEqual([8, 0]);
		expect(left).toEqual([{ personId: 'zoe', heardOn: '2026-11-02', since: '2026-11-02' }]);
	});

	test.each([1, 2, 3, 5])(
		'[COVER-2] nobody leaves before they were silent for three days: measured every %d days',
		(everyDays) => {
			const state = (days: number) => {
				const on = addDays('2026-11-02', days);
				const log = [entry('z', '2026-11-02', 1, { by: 'zoe' })];
				const { heard, silent, left } = cover(on, log, { keyResults: owned(['zoe'], everyDays) });
				return [heard.length, silent.length, left.length];
			};
			expect(state(everyDays + 3)).toEqual([1, 0, 0]);
			expect(state(everyDays + 4)).toEqual([0, 1, 0]);
			expect(state(everyDays + 6)).toEqual([0, 1, 0]);
			expect(state(everyDays + 7)).toEqual([0, 0, 1]);
		}
	);

	test('[COVER-1] who has not spoken yet is waited for since the plan counts', () => {
		const first = cover('2026-10-15', []);
		expect([first.heard.length, first.awaited.length, countedIn(first)]).toEqual([0, 9, 9]);
		expect(cover('2026-10-16', [])).toMatchObject({ heard: [], since });
		expect(cover('2026-10-16', []).silent[0]).toEqual({ personId: 'ana', heardOn: null, since });
	});

	test('[COVER-3] entries that were merged are one person, counted once', () => {
		const personOf = (id: string) => (id === 'zoe2' || id === 'zoe3' ? 'zoe' : id);
		const log = [
			entry('a', '2026-10-20', 1, { by: 'zoe3' }),
			entry('b', '2026-11-09', 1, { by: 'zoe2' }),
			...others('2026-11-09')
		];
		const keyResults = owned([...nine, 'zoe2']);
		const { heard, silent, left } = cover('2026-11-12', log, { personOf, keyResults });
		expect([heard.length, silent.length, left.length]).toEqual([9, 0, 0]);
		expect(heard.at(-1)).toEqual({ personId: 'zoe', heardOn: '2026-11-09', since: '2026-11-09' });
	});

	test('[COVER-4] waited for are owners and who checked in, and nobody who is not in the team', () => {
		const log = [
			entry('a', '2026-11-09', 1, { by: 'ben' }),
			entry('b', '2026-11-09', 1, { by: 'gone' })
		];
		const { heard, left } = cover('2026-11-10', log, { keyResults: owned(['ana', 'gone']) });
		expect([...heard, ...left].map(({ personId }) => personId)).toEqual(['ben', 'ana']);
	});

	test('[COVER-5] who owns only what nothing more is waited for is heard for good, once they spoke', () => {
		const open = owned(nine);
		const closed = (owner: string) =>
			open.map((one) => ({ ...one, isFinal: one.ownerId === owner }));
		const log = [...others('2026-12-01'), entry('z', '2026-11-02', 1, { by: 'zoe' })];
		expect(cover('2026-12-02', log).left).toHaveLength(1);
		const { heard, left } = cover('2026-12-02', log, { keyResults: closed('zoe') });
		expect([heard.length, left.length]).toEqual([9, 0]);
		// Another key result of theirs still waits.
		const both = [...closed('zoe'), ...owned(['zoe'])];
		expect(cover('2026-12-02', log, { keyResults: both }).left).toHaveLength(1);
		// That somebody else said the last word on it is no word of theirs.
		const silent = cover('2026-12-02', others('2026-12-01'), { keyResults: closed('zoe') });
		expect(silent.heard.map(({ personId }) => personId)).toEqual(nine.slice(0, 8));
		expect(silent.left).toEqual([]);
	});

	test('[COVER-1] a day to come by a clock that is ahead is no word yet', () => {
		const log = [...others('2026-11-12'), entry('z', addDays('2026-11-13', 90), 1, { by: 'zoe' })];
		expect(cover('2026-11-13', log).left).toEqual([{ personId: 'zoe', heardOn: null, since }]);
	});
});
