import { expect, test } from 'vitest';
import { nextDueOn } from '#lib/okr/nextDue.ts';
import type { Owing } from '#lib/okr/owed.ts';

/** What is looked at: whose it is, whether it is due, and from when it would be stale. */
const one = (isMine: boolean, isDue: boolean, staleFrom: string | null) => ({
	isMine,
	isDue,
	isStale: false,
	standing: { staleFrom }
});
const owing = (...keyResults: ReturnType<typeof one>[]) => ({ keyResults }) as unknown as Owing;

test('[REMIND-2] told of is the first day on which something of mine falls due, today where it is due already', () => {
	const later = one(true, false, '2026-11-20');
	expect(nextDueOn(owing(later, one(true, false, '2026-11-18')), '2026-11-10')).toBe('2026-11-14');
	expect(nextDueOn(owing(later, one(true, true, '2026-11-12')), '2026-11-10')).toBe('2026-11-10');
	expect(
		nextDueOn(owing(one(false, true, '2026-11-12'), one(true, false, null)), '2026-11-10')
	).toBeNull();
});
