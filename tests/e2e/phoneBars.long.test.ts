import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { hiddenOnTheWay } from './focused.ts';
import { overhanging } from './look.ts';
import { expect, test } from './world.ts';

test('[LOOK-15] on a phone no bar covers a target for good or what has the focus', async ({
	relay,
	browserOf
}) => {
	const page = await browserOf({ viewport: { width: 360, height: 740 }, hasTouch: true });
	await page.goto(relay.url);
	await page.getByRole('button', { name: 'Look at a sample team' }).click();
	await page.waitForURL(/\/plan$/);
	await page.getByRole('button', { name: 'Stop the simulated colleague' }).click();
	const plan = page.url();
	for (const url of [plan, plan.replace(/plan$/, 'now'), plan.replace(/plan$/, 'status')]) {
		await page.goto(url);
		await expect(page.locator('main h1, main h2').first()).toBeVisible();
		const place = new URL(url).pathname;
		expect.soft(await hiddenOnTheWay(page), `${place}: focused, and not to be seen`).toEqual([]);
		// What slides under the upper bar came from below it; axe looks at one moment alone.
		await page.evaluate(() => {
			const bar = document.querySelector<HTMLElement>('.shell > header');
			if (bar) bar.style.position = 'static';
		});
		for (const share of [0, 0.21, 0.47, 1]) {
			await page.evaluate((at) => scrollTo(0, document.body.scrollHeight * at), share);
			// While something still arrives, lines move.
			await expect
				.poll(() => coveredOn(page), { message: `${place}, ${share * 100} % of the way down` })
				.toEqual([]);
		}
		// The last line of all comes out from under the bar.
		const gap = await page.evaluate(() => {
			const main = document.querySelector('main')?.getBoundingClientRect();
			const bar = document.querySelector('nav')?.getBoundingClientRect();
			return (bar?.top ?? NaN) - (main?.bottom ?? NaN);
		});
		expect(gap).toBeGreaterThanOrEqual(0);
	}
});

for (const [locale, start, skip] of [
	['en-GB', 'Look at a sample team', 'Skip'],
	['de-DE', 'Ein Beispielteam ansehen', 'Später']
] as const)
	test(`[LOOK-15] the bar of a check-in is one row on a phone, and covers nothing where letters are large (${locale})`, async ({
		relay,
		browserOf
	}) => {
		const page = await browserOf({ locale, viewport: { width: 360, height: 740 }, hasTouch: true });
		await page.goto(relay.url);
		await page.getByRole('button', { name: start }).click();
		await page.waitForURL(/\/plan$/);
		await page.goto(page.url().replace(/plan$/, 'check-in'));
		const bar = page.locator('form[data-check-in] > div', {
			has: page.getByRole('button', { name: skip })
		});
		const buttons = bar.getByRole('button');
		await expect(buttons).toHaveCount(3);
		const middles = await buttons.evaluateAll((all) =>
			all.map((one) => {
				const { top, bottom } = one.getBoundingClientRect();
				return Math.round((top + bottom) / 2);
			})
		);
		expect(new Set(middles).size).toBe(1);
		expect(await overhanging(page)).toEqual([]);
		await page.setViewportSize({ width: 320, height: 640 });
		await expect(bar).toHaveCSS('position', 'static');
		expect(await overhanging(page)).toEqual([]);
	});

async function coveredOn(page: Page): Promise<string[]> {
	const axe = new AxeBuilder({ page }).setLegacyMode().withRules(['target-size']);
	const { violations } = await axe.analyze();
	return violations.flatMap(({ nodes }) => nodes.map(({ html }) => html));
}
