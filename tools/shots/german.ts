import type { Browser, Page } from 'playwright';
import { newPage, type Camera } from './camera.ts';

/** Has a browser speak German from now on; its page stays where it is. */
export async function speakGerman(page: Page, url: string): Promise<void> {
	const settings = await page.context().newPage();
	await settings.goto(`${url}/settings`);
	await settings.getByText('Deutsch', { exact: true }).click();
	await settings.getByRole('heading', { name: 'Dieses Gerät' }).waitFor();
	await settings.close();
}

/** The sample team as its German readers have it, place by place. */
export async function photographGerman(
	browser: Browser,
	url: string,
	shoot: Camera
): Promise<void> {
	const page = await newPage(browser);
	await page.goto(url);
	await speakGerman(page, url);
	await shoot(page, 'de-welcome');
	await page.getByRole('button', { name: 'Ein Beispielteam ansehen' }).click();
	await page.waitForURL(/\/plan$/);
	await page.locator('article').first().waitFor();
	const plan = page.url();
	const team = plan.replace(/\/c\/.*$/, '');
	const item = await page.locator('article li > [data-item]').first().getAttribute('data-item');
	for (const [name, place] of [
		['plan', plan],
		['item', `${plan}/${item ?? ''}`],
		['versions', `${plan}/versions`],
		['paste', `${plan}/paste`],
		...['now', 'status', 'check-in', 'check-in/table', 'earlier', 'workshops'].map(
			(place) => [place.replace('/', '-'), plan.replace(/plan$/, place)] as const
		),
		['pack', plan.replace(/plan$/, 'workshops/pack')],
		['team', `${team}/team`],
		['people', `${team}/team/people`],
		['rules', `${team}/team/rules`],
		['guide', `${team}/guide`],
		['settings', `${url}/settings`]
	] as const) {
		await page.goto(place);
		await page.locator('main :is(h1, h2)').first().waitFor();
		await shoot(page, `de-${name}`);
	}
}
