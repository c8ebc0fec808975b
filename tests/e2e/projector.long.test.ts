import type { Page } from '@playwright/test';
import { codeOn, goOnTo, prepareKickoff, reveal, writeIdeas } from './meeting.ts';
import { expect, joinAsNew, linksOf, startTeam, test, untilSafe } from './world.ts';

/** Whatever a page has left in its browser. */
function leftBy(page: Page): Promise<string> {
	return page.evaluate(async () => {
		const databases = await indexedDB.databases();
		const workers = await navigator.serviceWorker.getRegistrations();
		return JSON.stringify([
			databases.map(({ name }) => name),
			{ ...localStorage },
			await caches.keys(),
			workers.length,
			document.cookie
		]);
	});
}

/** What its tab remembers of where it was. */
function rememberedBy(page: Page): Promise<string> {
	return page.evaluate(() =>
		JSON.stringify([
			location.href,
			history.state,
			navigation.entries().map((entry) => [entry.url, entry.getState() as unknown]),
			{ ...sessionStorage }
		])
	);
}

test('[WALL-7, WALL-8] the wall on a borrowed machine follows the stage, shows no word before the reveal and leaves nothing there', async ({
	relay,
	browserOf
}) => {
	const page = await browserOf();
	await startTeam(page, relay.url, { team: 'Lighthouse', name: 'Ana' });
	const { edit } = await linksOf(page);
	const ben = await browserOf();
	await joinAsNew(ben, edit, 'Ben');
	await prepareKickoff(page);
	await untilSafe(page);
	const code = await codeOn(page);

	const wall = await browserOf();
	await wall.goto(`${relay.url}/wall`);
	await wall.getByLabel('The workshop’s code').fill('ZZZZ-ZZZZ');
	await wall.keyboard.press('Enter');
	await expect(wall.getByText('This code opens nothing')).toBeVisible();
	await wall.getByLabel('The workshop’s code').fill(code);
	await wall.keyboard.press('Enter');
	await expect(
		wall.getByRole('img', { name: 'QR code that leads into this workshop' })
	).toBeVisible();
	await expect(wall.getByText(code)).toBeVisible();
	await expect(wall.getByText('1 of 2 people are here')).toBeVisible();
	await ben
		.getByRole('link', { name: 'Join the kickoff' })
		.or(ben.getByRole('link', { name: 'Workshops' }))
		.first()
		.click();
	await goOnTo(page, 'Silent ideas');
	await expect(wall.getByRole('heading', { name: 'Silent ideas' })).toBeVisible();
	await expect(wall.getByRole('timer')).toBeVisible();
	await ben.goto(page.url().replace(/\/lead$/, ''));
	await ben.getByRole('button', { name: 'I’m in the room' }).click();
	await writeIdeas(ben, 'canary of Ben', 'another canary');
	await expect(wall.getByText('2', { exact: true })).toBeVisible();
	await expect(wall.getByText('ideas so far')).toBeVisible();
	await expect(wall.getByText('2 of 2 people are here')).toBeHidden();
	expect(await wall.content()).not.toContain('canary');
	await goOnTo(page, 'Reveal and group');
	await expect(wall.getByRole('heading', { name: 'Reveal and group' })).toBeVisible();
	expect(await wall.content()).not.toContain('canary');
	await reveal(page);
	await expect(wall.getByText('canary of Ben')).toBeVisible();
	// It is nobody, and changes nothing.
	await expect(page.getByText('2 of 2 people are here')).toBeVisible();
	await wall.getByRole('button', { name: 'Light' }).click();
	await expect(wall.locator('html')).toHaveCSS('color-scheme', 'light');

	const nothing = JSON.stringify([[], {}, [], 0, '']);
	expect(await leftBy(wall)).toBe(nothing);
	const secret = /1\.e\.([a-z2-7]{26})\.([\w-]{43})/.exec(edit);
	const remembered = await rememberedBy(wall);
	for (const canary of [
		code,
		secret?.[1] ?? '-',
		secret?.[2] ?? '-',
		'canary',
		'Lighthouse',
		'Ana'
	])
		expect(remembered).not.toContain(canary);
	expect(new URL(wall.url()).pathname).toBe('/wall');

	// The relay goes and comes back: what is on the wall stays, and follows again.
	await relay.kill();
	await expect(wall.getByText('canary of Ben')).toBeVisible();
	await relay.start();
	await goOnTo(page, 'Write objectives');
	await expect(wall.getByRole('heading', { name: 'Write objectives' })).toBeVisible();

	await wall.reload();
	await expect(wall.getByLabel('The workshop’s code')).toHaveValue('');
	expect(await wall.content()).not.toContain('Lighthouse');
	expect(await leftBy(wall)).toBe(nothing);
});

test('[WALL-7] on a member’s own machine the wall is a window with nothing around it', async ({
	relay,
	browserOf
}) => {
	const page = await browserOf();
	await startTeam(page, relay.url, { team: 'Lighthouse', name: 'Ana' });
	await prepareKickoff(page);
	const opening = page.waitForEvent('popup');
	await page.getByRole('link', { name: 'Show the wall' }).click();
	const wall = await opening;
	await expect(wall.getByRole('heading', { level: 1, name: 'Kickoff' })).toBeVisible();
	await expect(wall.getByRole('banner')).toHaveCount(0);
	await expect(wall.getByRole('navigation')).toHaveCount(0);
	await expect(wall.getByText('1 of 1 people are here')).toBeVisible();
	await expect(wall.getByText(await codeOn(page))).toBeVisible();
	await goOnTo(page, 'Where we stand');
	await expect(wall.getByRole('heading', { level: 1, name: 'Where we stand' })).toBeVisible();
});
