import { expect } from './screen.ts';
import { test } from './world.ts';

/** What a page notes of its plan as it is drawn: after each change how many lines there are, and whether what is below them is. */
interface Noted {
	steps: { lines: number; isBelow: boolean }[];
}

test('[PACE-4] a new page draws a plan from its top on, line by line, and pushes nothing away', async ({
	relay,
	browserOf
}) => {
	const page = await browserOf();
	await page.goto(relay.url);
	await page.getByRole('button', { name: 'Look at a sample team' }).click();
	await page.waitForURL(/\/plan$/);
	await page.getByRole('button', { name: 'Stop the simulated colleague' }).click();
	const lines = page.locator('[data-objectives] [data-item]');
	const whole = await lines.count();
	await page.addInitScript(() => {
		const noted: Noted = { steps: [] };
		Object.assign(globalThis, { noted });
		new MutationObserver(() => {
			const count = document.querySelectorAll('[data-objectives] [data-item]').length;
			const isBelow = document.querySelector('[data-objectives] ~ :not(.sr-only)') !== null;
			if (count > (noted.steps.at(-1)?.lines ?? 0) || isBelow !== noted.steps.at(-1)?.isBelow)
				noted.steps.push({ lines: count, isBelow });
		}).observe(document, { childList: true, subtree: true });
	});
	await page.reload();
	await expect(lines).toHaveCount(whole);
	await expect(page.locator('[data-objectives] ~ :not(.sr-only)').first()).toBeVisible();
	const { steps } = await page.evaluate(() => Reflect.get(globalThis, 'noted') as Noted);
	expect(steps.filter((step) => step.lines > 0 && step.lines < whole).length).toBeGreaterThan(0);
	expect(steps.find(({ lines: count }) => count > 0)?.lines).toBe(1);
	expect(steps.filter(({ isBelow }) => isBelow).every((step) => step.lines === whole)).toBe(true);
	// One goes away and comes back: all of it is there at once, and as long as it was.
	await page.getByRole('navigation').getByRole('link', { name: 'Now' }).click();
	await page.waitForURL(/\/now$/);
	await page.evaluate(() => (Reflect.get(globalThis, 'noted') as Noted).steps.splice(0));
	await page.goBack();
	await expect(lines).toHaveCount(whole);
	const again = await page.evaluate(() => Reflect.get(globalThis, 'noted') as Noted);
	expect(again.steps.find(({ lines: count }) => count > 0)?.lines).toBe(whole);
});
