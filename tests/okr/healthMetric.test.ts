import { expect, it } from 'vitest';
import { healthOf } from '#lib/okr/healthMetric.ts';

it.each([
	[null, 10, 20, 'unknown'],
	[15, null, null, 'unknown'],
	[10, 10, 20, 'healthy'],
	[20, 10, 20, 'healthy'],
	[9.9, 10, null, 'too-low'],
	[20.1, null, 20, 'too-high'],
	[-5, null, 0, 'healthy']
] as const)('[HEALTH-1] a value of %s in %s to %s is %s', (value, low, high, health) => {
	const reading = value === null ? null : { value, on: '2026-10-01' };
	expect(healthOf({ low, high, reading })).toBe(health);
});
