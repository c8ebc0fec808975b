import { expect, test } from '@playwright/test';
import { weigh } from '../../tools/weight.ts';

// No browser: what is built is weighed. `node tools/weight.ts` says what comes later, and what it adds.
test('the JavaScript that the plan fetches before it can be drawn stays below 148 kB, and the styles of all places below 26', () => {
	const { firstBytes, scriptBytes, first, later } = weigh('/t/[team]/c/[cycle]/plan');
	expect(scriptBytes).toBeLessThanOrEqual(148_000);
	expect(firstBytes - scriptBytes).toBeLessThanOrEqual(26_000);
	expect(scriptBytes).toBeGreaterThan(80_000);
	// It is what it is because these come after it.
	const lazy = later.map(({ source }) => source);
	for (const part of [
		'src/lib/device/dexieStore.ts',
		'src/lib/sync/relay.ts',
		'src/lib/team/catalogue.ts',
		'src/lib/team/earlierDays.ts',
		'src/lib/views/planParts.ts',
		'src/lib/views/SafetyDialog.svelte',
		'src/lib/views/initiatives/InitiativeRow.svelte'
	]) {
		expect(lazy).toContain(part);
		expect(first).not.toContain(part);
	}
});

test('[CHART-4] what draws charts comes later, on each place that shows some', () => {
	for (const [place, ...charts] of [
		['status', 'views/charts/KeyResultChart.svelte', 'StatusWeeks.svelte'],
		['plan/[item]', 'views/charts/KeyResultChart.svelte']
	] as const) {
		const { first, later } = weigh(`/t/[team]/c/[cycle]/${place}`);
		for (const chart of charts) {
			expect(
				later.filter(({ source }) => source.endsWith(chart)),
				`${chart} on ${place}`
			).toHaveLength(1);
			expect(first.filter((source) => source.endsWith(chart))).toEqual([]);
		}
	}
});

test('the JavaScript of the way from the home screen to the first check-in stays below 150 kB', () => {
	const { scriptBytes, first } = weigh('/t/[team]/c/[cycle]/check-in', {
		routes: ['/check-in'],
		sources: ['src/lib/team/checkIns.ts']
	});
	expect(scriptBytes).toBeLessThanOrEqual(150_000);
	expect(scriptBytes).toBeGreaterThan(80_000);
	expect(first.filter((source) => source.includes('/charts/'))).toEqual([]);
});
