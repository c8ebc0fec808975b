import { expect, test, vi } from 'vitest';
import { COACH_VERSION } from '#lib/okr/coach/advice.ts';
import { loadCoach } from '#lib/okr/coach/load.ts';
import corpus from './making.jsonl?raw';
import { digestOf } from './verdicts.ts';
import golden from './verdicts.json' with { type: 'json' };

vi.setConfig({ testTimeout: 30_000 });

test('[COACH-13] a browser gives the same verdicts as Node', () => {
	expect({ version: COACH_VERSION, digest: digestOf(corpus) }).toEqual(golden);
});

test('[COACH-14] the lazy part is loaded once, and reviews without a request', async () => {
	const coach = await loadCoach();
	expect(await loadCoach()).toBe(coach);
	const requests = performance.getEntriesByType('resource').length;
	expect(coach.reviewKeyResult('Launch the portal')[0]?.code).toBe('output-not-outcome');
	expect(performance.getEntriesByType('resource').length).toBe(requests);
});
