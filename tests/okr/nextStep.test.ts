import { expect, test } from 'vitest';
import type { CheckIn } from '#lib/okr/checkIn.ts';
import { standingCheckIns } from '#lib/okr/checkInLog.ts';
import { isOpen, markOfStep, type StepMark, stepsOf } from '#lib/okr/nextStep.ts';
import { entry } from './checkInEntries.ts';

const done: StepMark = { state: 'done', by: 'ben', at: 5 };

function saying(what: string, one: CheckIn): CheckIn {
	return { ...one, nextStep: { what, ownerId: null, dueOn: null } };
}

test('[CHECKIN-17] a step that was closed stays closed when its check-in is corrected, and is open again if it says another one', () => {
	const first = saying('Call the crews', entry('a', '2026-11-02', 1));
	const same = saying('Call the crews', entry('b', '2026-11-02', 2, { corrects: 'a', at: 1 }));
	const other = saying('Write to them', entry('c', '2026-11-02', 3, { corrects: 'b', at: 2 }));
	const marks = new Map([[first.id, done]]);
	expect(markOfStep(same, [first, same], marks)).toEqual(done);
	expect(markOfStep(other, [first, same, other], marks)).toBeUndefined();
	const log = [first, same];
	expect(stepsOf(standingCheckIns(log), log, marks)).toEqual([{ checkIn: same, mark: done }]);
	expect(stepsOf(log, log, new Map()).every(isOpen)).toBe(true);
});

test('[CHECKIN-17] a ring of corrections, and a correction of nothing, end', () => {
	const a = saying('x', entry('a', '2026-11-02', 1, { corrects: 'b' }));
	const b = saying('x', entry('b', '2026-11-02', 1, { corrects: 'a' }));
	expect(markOfStep(a, [a, b], new Map())).toBeUndefined();
	expect(markOfStep(a, [a], new Map([[b.id, done]]))).toBeUndefined();
});
