import type { Page } from '@playwright/test';
import { hiddenOnTheWay } from './focused.ts';
import { overhanging } from './look.ts';
import { expect, linksOf, startTeam, test } from './world.ts';

test('[LOOK-12] at twice the size nothing is cut, scrolled for sideways or left behind a bar', async ({
	relay,
	browserOf
}) => {
	const page = await browserOf();
	await page.goto(relay.url);
	await page.getByRole('button', { name: 'Look at a sample team' }).click();
	await page.waitForURL(/\/plan$/);
	await page.getByRole('button', { name: 'Stop the simulated colleague' }).click();
	const plan = page.url();
	const team = plan.replace(/\/c\/.*$/, '');
	for (const url of [
		plan,
		plan.replace(/plan$/, 'now'),
		`${plan}/versions`,
		`${team}/team`,
		`${team}/guide`,
		`${relay.url}/settings`
	])
		await lookTwiceAsLarge(page, url);

	const ana = await startTeam(await browserOf(), relay.url, { team: 'Lighthouse', name: 'Ana' });
	await lookTwiceAsLarge(await browserOf(), (await linksOf(ana.page)).edit);
});

async function lookTwiceAsLarge(page: Page, url: string): Promise<void> {
	const session = await page.context().newCDPSession(page);
	const setFont = (standard: number) =>
		session.send('Page.setFontSizes', { fontSizes: { standard, fixed: standard } });
	await page.setViewportSize({ width: 640, height: 400 });
	await page.goto(url);
	await expect(page.locator('main h1, main h2').first()).toBeVisible();
	const place = new URL(url).pathname;
	const check = async (how: string) => {
		expect.soft(await overhanging(page), `${place}, ${how}: what sticks out`).toEqual([]);
		expect.soft(await cut(page), `${place}, ${how}: what is cut`).toEqual([]);
	};
	await check('a window of 1280 px at 200 %');
	expect.soft(await hiddenOnTheWay(page), `${place}: focused, and not to be seen`).toEqual([]);
	await page.setViewportSize({ width: 320, height: 640 });
	await check('a window of 1280 px at 400 %');
	await setFont(32);
	for (const width of [1280, 360]) {
		await page.setViewportSize({ width, height: 800 });
		await check(`words at 200 % in ${width} px`);
	}
	await setFont(16);
	await session.detach();
}

/** Texts that do not show all of their letters. Fields show them as one moves in them. */
function cut(page: Page): Promise<string[]> {
	return page.evaluate(() =>
		[...document.querySelectorAll<HTMLElement>('body *')]
			.filter((element) => {
				if (!element.checkVisibility() || element.closest('.sr-only, svg, input, select'))
					return false;
				const { overflowX, overflowY } = getComputedStyle(element);
				const { clientWidth, clientHeight, scrollWidth, scrollHeight } = element;
				const wide = overflowX !== 'visible' && scrollWidth > clientWidth + 1;
				const high = /hidden|clip/.test(overflowY) && scrollHeight > clientHeight + 2;
				return clientWidth > 1 && (wide || high);
			})
			.map(({ tagName, className, textContent }) => `${tagName} ${className}: ${textContent}`)
	);
}
