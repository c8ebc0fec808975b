import { expect, test } from 'vitest';
import { fileWorkshops, readWorkshops } from '#lib/files/cycleWorkshops.ts';
import type { Outcome } from '#lib/workshop/outcome.ts';

const outcome: Outcome = {
	...{ startedAt: Date.UTC(2026, 9, 1, 9), endedAt: Date.UTC(2026, 9, 1, 11), people: 8, team: 9 },
	...{ cards: 43, clusters: ['Growth'], stops: ['the weekly report'], lateStops: [] },
	vote: { people: 8, options: [{ name: 'Growth', dots: 9, isOut: false }] },
	agreed: { n: 1, hash: 'abc' },
	stages: [{ kind: 'ideas', at: Date.UTC(2026, 9, 1, 9, 20) }]
};

test('[OUTCOME-2] a file of a cycle has what came of its workshops, and reads it back; one that runs is not in it', () => {
	const filed = fileWorkshops([
		{ kind: 'kickoff', outcome },
		{ kind: 'weekly', outcome: null }
	]);
	expect(filed.workshops).toHaveLength(1);
	expect(filed.workshops?.[0]).toMatchObject({
		...{ kind: 'kickoff', endedAt: '2026-10-01T11:00:00.000Z', stops: ['the weekly report'] },
		stages: [{ kind: 'ideas', at: '2026-10-01T09:20:00.000Z' }]
	});
	expect(readWorkshops(JSON.parse(JSON.stringify(filed.workshops)))).toEqual(filed);
	expect(fileWorkshops([{ kind: 'weekly', outcome: null }])).toEqual({});
});

test('[OUTCOME-2] whatever stands in such a file is read without an error', () => {
	for (const junk of [undefined, null, 3, 'many', [], [3, null, {}], [{ kind: 'party' }]])
		expect(readWorkshops(junk)).toEqual({});
	const poor = { kind: 'kickoff', startedAt: 'then', endedAt: 'now', vote: 3, stops: [1, 'a'] };
	expect(readWorkshops([poor]).workshops).toEqual([
		{
			...{ kind: 'kickoff', startedAt: 'then', endedAt: 'now', people: 0, team: 0, cards: 0 },
			...{ clusters: [], vote: { people: 0, options: [] }, stops: ['a'], agreed: null, stages: [] },
			lateStops: []
		}
	]);
});
