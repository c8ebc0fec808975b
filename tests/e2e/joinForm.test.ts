import type { Page } from '@playwright/test';
import { expect, linksOf, startTeam, test, untilSafe } from './world.ts';

/** Holds back what the relay says to a page, until it is told to pass it on. */
async function holdRelay(page: Page): Promise<() => void> {
	let passOn = (): void => undefined;
	const isOpen = new Promise<void>((resolve) => (passOn = resolve));
	await page.routeWebSocket(/\/sync\//, (socket) => {
		const server = socket.connectToServer();
		socket.onMessage((message) => server.send(message));
		server.onMessage((message) => void isOpen.then(() => socket.send(message)));
	});
	return passOn;
}

for (const width of [360, 1280])
	test(`[JOIN-4] at ${width} px the form keeps its place when the team’s name and its people arrive`, async ({
		relay,
		browserOf
	}) => {
		const ana = await startTeam(await browserOf(), relay.url, {
			team: 'The crew of the lighthouse',
			name: 'Ana'
		});
		const { edit } = await linksOf(ana.page);
		await untilSafe(ana.page);
		const ben = await browserOf({ viewport: { width, height: 740 } });
		const passOn = await holdRelay(ben);
		await ben.goto(edit);
		const name = ben.getByLabel('Your name');
		const join = ben.getByRole('button', { name: 'Join', exact: true });
		await name.fill('Be');
		const places = async () => [await name.boundingBox(), await join.boundingBox()];
		await expect(ben.getByRole('heading', { name: 'Join a team' })).toBeVisible();
		// The face for headings may come after the page.
		await ben.evaluate(() => document.fonts.ready);
		const before = await places();
		expect(before.every((box) => box !== null)).toBe(true);
		passOn();
		await expect(ben.getByRole('heading', { name: 'Join The crew' })).toBeVisible();
		await expect(ben.getByText('1 person is in it.')).toBeVisible();
		expect(await places()).toEqual(before);
		await expect(name).toBeFocused();
		await expect(name).toHaveValue('Be');
	});
