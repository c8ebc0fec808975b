import type { Page, WebSocket } from '@playwright/test';
import { expect, joinAsNew, linksOf, planOn, startTeam, test, untilSafe } from './world.ts';

test('[TEAM-9] what was written offline in one cycle reaches the relay from a page that shows another, which then lets go of it', async ({
	relay,
	browserOf
}) => {
	const page = await browserOf();
	await startTeam(page, relay.url, { team: 'Orchard', name: 'Ana' });
	const first = page.url();
	const { edit: link } = await linksOf(page);
	const second = await addCycle(page);
	await page.goto(first);
	await page.getByRole('button', { name: 'Write the first objective' }).click();
	await untilSafe(page);

	await relay.kill();
	await page.keyboard.type('Pickers come back next year');
	const chip = '[data-relay]';
	await expect(page.locator(chip)).toHaveAttribute('data-disk', 'safe');
	await page.close();
	await relay.start();

	const back = await page.context().newPage();
	const sockets = socketsOf(back);
	await holdQuiet(back);
	await back.goto(second);
	await expect(back.getByRole('button', { name: 'Write the first objective' })).toBeVisible();
	await expect.poll(() => openRooms(sockets)).toHaveLength(2);
	// Long enough for the two that are open to be safe: of the third nobody knows, and nobody says so.
	await back.waitForTimeout(2500);
	await expect(back.locator(chip)).toHaveAttribute('data-relay', 'opening');
	await expect(back.locator(chip)).toHaveAttribute('data-disk', 'opening');
	expect(openRooms(sockets)).toHaveLength(2);

	await back.evaluate(() => {
		dispatchEvent(new Event('letquiet'));
	});
	await untilSafe(back);
	const room = roomIn(first);
	expect(sockets.some((socket) => socket.url().includes(room))).toBe(true);
	await expect.poll(() => openRooms(sockets).some((url) => url.includes(room))).toBe(false);
	await expect(back.locator(chip)).toHaveAttribute('data-relay', 'safe');

	const ben = await joinAsNew(await browserOf(), link, 'Ben');
	await ben.page.goto(first);
	await expect
		.poll(async () => (await planOn(ben.page))[0]?.title)
		.toBe('Pickers come back next year');
});

test('[TEAM-9] a cycle that was looked into and closed is asked for again when the relay comes back, which may have lost its disk', async ({
	relay,
	browserOf
}) => {
	const page = await browserOf();
	await startTeam(page, relay.url, { team: 'Orchard', name: 'Ana' });
	const first = page.url();
	const { edit: link } = await linksOf(page);
	await page.getByRole('button', { name: 'Write the first objective' }).click();
	await page.keyboard.type('Pickers come back next year');
	const second = await addCycle(page);
	const sockets = socketsOf(page);
	await page.goto(second);
	await untilSafe(page);
	await expect.poll(() => openRooms(sockets)).toHaveLength(2);

	await relay.kill();
	await expect(page.locator('[data-relay]')).not.toHaveAttribute('data-relay', 'safe');
	await relay.forgetAll();
	await relay.start();
	await untilSafe(page);
	await page.close();
	const ben = await joinAsNew(await browserOf(), link, 'Ben');
	await ben.page.goto(first);
	await expect
		.poll(async () => (await planOn(ben.page))[0]?.title)
		.toBe('Pickers come back next year');
});

/** Adds a cycle on the team's own page; returns the address of its plan. */
async function addCycle(page: Page): Promise<string> {
	const plan = page.url();
	await page.goto(plan.replace(/\/c\/.*$/, '/team'));
	await page.getByRole('button', { name: 'New cycle' }).click();
	await page.getByRole('button', { name: 'Add the cycle' }).click();
	const links = page.locator('main a[href*="/c/"]');
	const there = async () => new Set((await links.evaluateAll(hrefsOf)).map(roomIn));
	await expect.poll(async () => (await there()).size).toBe(2);
	await untilSafe(page);
	const other = [...(await there())].find((id) => id !== roomIn(plan)) ?? '';
	return plan.replace(roomIn(plan), other);
}

const hrefsOf = (all: Element[]): string[] => all.map((one) => (one as HTMLAnchorElement).href);
const roomIn = (url: string): string => /\/c\/(\w+)/.exec(url)?.[1] ?? '';

/** Every socket that the page opens from now on. */
function socketsOf(page: Page): WebSocket[] {
	const sockets: WebSocket[] = [];
	page.on('websocket', (socket) => sockets.push(socket));
	return sockets;
}

function openRooms(sockets: readonly WebSocket[]): string[] {
	return [...new Set(sockets.filter((one) => !one.isClosed()).map((one) => one.url()))];
}

/** The page is not quiet until it is told that it may be. */
async function holdQuiet(page: Page): Promise<void> {
	await page.addInitScript(() => {
		const own = requestIdleCallback;
		const waiting: IdleRequestCallback[] = [];
		let held = true;
		Object.assign(globalThis, {
			requestIdleCallback: (fn: IdleRequestCallback) => (held ? waiting.push(fn) : own(fn))
		});
		addEventListener('letquiet', () => {
			held = false;
			for (const fn of waiting) own(fn);
		});
	});
}
