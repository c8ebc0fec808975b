import { describe, expect, test } from 'vitest';
import { statusReportAt } from '#lib/okr/statusReport.ts';
import { changesSince, keepLook, lookOf, readKeptLook } from '#lib/okr/statusLook.ts';
import { inTheWay, noon, said, source } from './statusExamples.ts';

const minute = 60_000;
const then = statusReportAt(source([said('ana', '2026-11-01', 12)]), noon('2026-11-03'));
const now = statusReportAt(
	// It was measured before that look and arrived after it.
	source([said('ana', '2026-11-01', 12), said('ana', '2026-11-02', 14)]),
	noon('2026-11-03')
);

describe('[REPORT-6] what changed since this device last looked', () => {
	test('is told from what it saw, so what was measured before and came later counts', () => {
		expect(changesSince(then, lookOf(then))).toEqual([]);
		expect(changesSince(now, lookOf(then))).toMatchObject([
			{ kind: 'keyResult', before: { value: 12 }, standing: { current: { value: 14 } } }
		]);
	});

	test('what is in the way is news once, and again when it is another thing', () => {
		const seen = (...on: [string, Parameters<typeof inTheWay>[0]][]) =>
			statusReportAt(
				source(on.map(([day, some]) => said('ana', day, 12, { blocker: inTheWay(some) }))),
				noon('2026-11-17')
			);
		const first = seen(['2026-11-09', {}]);
		const kept = readKeptLook(JSON.parse(JSON.stringify(keepLook(null, lookOf(first), 0))));
		const since = (...on: Parameters<typeof seen>) =>
			changesSince(seen(['2026-11-09', {}], ...on), kept!.last.look);
		// A check-in says again what is still in the way.
		expect(since(['2026-11-16', {}])).toEqual([]);
		for (const other of [{ kind: 'decision' as const }, { helper: 'The board' }, { urgent: true }])
			expect(since(['2026-11-16', other])).toMatchObject([{ isBlocked: true }]);
	});

	test('stays for a whole visit: coming back within half an hour is the same one', () => {
		const [first, second] = [lookOf(then), lookOf(now)];
		const visited = keepLook(null, first, 0);
		expect(visited.before).toBeNull();
		const back = keepLook(visited, second, 60 * minute);
		expect(back.before).toEqual({ look: first, at: 0 });
		const reloaded = keepLook(back, second, 80 * minute);
		expect(reloaded.before).toEqual({ look: first, at: 0 });
		expect(reloaded.last).toEqual({ look: second, at: 80 * minute });
		expect(keepLook(reloaded, second, 111 * minute).before).toEqual(reloaded.last);
	});

	test('is read from whatever was kept', () => {
		const kept = keepLook(keepLook(null, lookOf(then), 0), lookOf(now), 60 * minute);
		expect(readKeptLook(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
		for (const junk of [undefined, null, 1, 'look', [], {}, { last: {} }, { last: { at: 1 } }])
			expect(readKeptLook(junk)).toBeNull();
		expect(
			readKeptLook({
				last: {
					at: 1,
					look: {
						version: 1,
						keyResults: {
							a: { status: 'green' },
							b: null,
							c: { status: 'done', value: 1, blocker: 'an id' }
						},
						deprioritised: [7]
					}
				}
			})
		).toEqual({
			before: null,
			last: {
				at: 1,
				look: {
					version: 1,
					keyResults: { c: { status: 'done', value: 1, blocker: null } },
					deprioritised: []
				}
			}
		});
	});
});
