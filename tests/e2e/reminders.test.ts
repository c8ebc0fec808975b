import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { agreedPlan } from './checkInPlan.ts';
import { look } from './look.ts';
import { expect, linksOf, startTeam, test, untilControlled, untilSafe } from './world.ts';

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

async function savedBy(page: Page): Promise<string> {
	const [file] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('button', { name: 'Save the calendar file' }).click()
	]);
	expect(file.suggestedFilename()).toMatch(/^Lighthouse-Q\d-\d{4}\.ics$/);
	return (await readFile(await file.path(), 'utf8')).replaceAll('\r\n ', '');
}

test('[CALENDAR-4] the dates are saved as a file on Now without a network, and in Team, with no link to the team in them', async ({
	relay,
	browserOf
}) => {
	const ana = await browserOf(phone);
	await startTeam(ana, relay.url, { team: 'Lighthouse', name: 'Ana' });
	await agreedPlan(ana, ['Answered within a day']);
	await untilControlled(ana);
	const { view } = await linksOf(ana);
	await untilSafe(ana);
	await relay.kill();
	await ana.getByRole('navigation').getByRole('link', { name: 'Now' }).tap();
	await ana.getByRole('button', { name: 'Put the dates into a calendar' }).tap();
	await ana.getByRole('combobox', { name: 'Day of the week' }).selectOption('Thursday');
	await ana.getByLabel('Time').fill('16:30');
	const text = await savedBy(ana);
	expect(text).toContain(`URL:${relay.url}/check-in`);
	expect(text).toMatch(/DTSTART;TZID=Europe\/Berlin:\d{8}T163000/);
	expect(text).toContain('SUMMARY:Check in · Lighthouse');
	expect(text).not.toContain('#');
	await look(ana, 'the calendar');
	await ana.keyboard.press('Escape');

	await relay.start();
	const reader = await browserOf();
	await reader.goto(view);
	await reader.waitForURL(/\/c\//);
	await reader.goto(reader.url().replace(/\/c\/.*$/, '/team'));
	await reader.getByRole('button', { name: /^Calendar file of Q/ }).click();
	expect(await savedBy(reader)).toContain('BEGIN:VEVENT');
	// Saved again, it is where it was.
	await ana.reload();
	await ana.getByRole('button', { name: 'Put the dates into a calendar' }).tap();
	await expect(ana.getByLabel('Time')).toHaveValue('16:30');
});

/** What the icon was last told, as the page tells the browser. */
async function watchBadge(page: Page): Promise<() => Promise<number | null>> {
	await page.addInitScript(() => {
		const told = window as { badge?: number | null };
		told.badge = null;
		navigator.setAppBadge = (count) => Promise.resolve(void (told.badge = count ?? -1));
		navigator.clearAppBadge = () => Promise.resolve(void (told.badge = 0));
	});
	return () => page.evaluate(() => (window as { badge?: number | null }).badge ?? null);
}

const shown = (page: Page) =>
	page.evaluate(async () => {
		const registration = await navigator.serviceWorker.ready;
		return (await registration.getNotifications()).map(({ title }) => title);
	});

test('[REMIND-1, REMIND-2, REMIND-3] the icon counts what is due; whoever asked is told once, in the background or by the worker alone, and of no team that was forgotten', async ({
	relay,
	browserOf
}) => {
	test.slow();
	const ana = await browserOf(phone);
	const badge = await watchBadge(ana);
	await startTeam(ana, relay.url, { team: 'Lighthouse', name: 'Ana' });
	await agreedPlan(ana, ['Answered within a day', 'Calls a week']);
	await untilControlled(ana);
	await expect.poll(badge, { timeout: 15_000 }).toBe(2);
	await ana.getByRole('navigation').getByRole('link', { name: 'Now' }).tap();
	await expect(ana.getByText('This device can tell you when a check-in falls due.')).toBeVisible();
	await ana.context().grantPermissions(['notifications']);
	await ana.getByRole('button', { name: 'Tell me on this device' }).tap();
	await expect(ana.getByText(/This device tells you when a check-in falls due/)).toBeVisible();
	await look(ana, 'reminders');
	expect(await shown(ana)).toEqual([]);

	// The page goes into the background: told once, however often it looks.
	await ana.reload();
	await expect.poll(badge, { timeout: 15_000 }).toBe(2);
	const hide = () =>
		ana.evaluate(() => {
			Object.defineProperty(document, 'visibilityState', { configurable: true, value: 'hidden' });
			document.dispatchEvent(new Event('visibilitychange'));
		});
	await hide();
	await expect.poll(() => shown(ana)).toEqual(['Check-in due · Lighthouse']);
	await ana.evaluate(async () => {
		const registration = await navigator.serviceWorker.ready;
		for (const one of await registration.getNotifications()) one.close();
	});
	await hide();
	await ana.waitForTimeout(500);
	expect(await shown(ana)).toEqual([]);

	// Checked in on both, nothing is due, and the icon is clean.
	await ana.goto(ana.url().replace(/\/now$/, '/check-in'));
	for (const value of ['3', '4']) {
		await ana.getByRole('textbox', { name: /^Value now/ }).fill(value);
		await ana.locator('label', { has: ana.getByRole('radio', { name: /^4:/ }) }).tap();
		await ana.getByRole('button', { name: /^Save/ }).tap();
	}
	await expect.poll(badge, { timeout: 15_000 }).toBe(0);
	await untilSafe(ana);

	// A week later no page is open, and the browser wakes the worker.
	await ana.evaluate(async () => {
		const notes = await caches.open('cairn-due');
		for (const { url } of await notes.keys()) {
			const note = (await (await notes.match(url))?.json()) as { dueOn: string };
			if (note.dueOn <= new Date().toISOString().slice(0, 10)) throw new Error('due already');
			await notes.put(url, Response.json({ ...note, dueOn: '2026-01-01' }));
		}
	});
	const elsewhere = await ana.context().newPage();
	await elsewhere.goto(`${relay.url}/settings`);
	await ana.close();
	const wake = await workerWaker(elsewhere, relay.url);
	await wake();
	await expect.poll(() => shown(elsewhere)).toEqual(['Check-in due · Lighthouse']);

	// A team that was forgotten is told of no more.
	await elsewhere.goto(relay.url);
	await elsewhere.getByRole('button', { name: 'More for Lighthouse' }).tap();
	await elsewhere.getByRole('menuitem', { name: 'Forget on this device…' }).tap();
	await elsewhere.getByRole('button', { name: 'Forget it' }).tap();
	await expect
		.poll(() =>
			elsewhere.evaluate(async () => (await (await caches.open('cairn-due')).keys()).length)
		)
		.toBe(0);
});

/** What the browser does by itself about twice a day, for an installed app. */
async function workerWaker(page: Page, origin: string): Promise<() => Promise<void>> {
	const session = await page.context().newCDPSession(page);
	const registration = new Promise<string>((resolve) => {
		session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
			const [first] = registrations;
			if (first) resolve(first.registrationId);
		});
	});
	await session.send('ServiceWorker.enable');
	const registrationId = await registration;
	return async () => {
		await session.send('ServiceWorker.dispatchPeriodicSyncEvent', {
			origin,
			registrationId,
			tag: 'due'
		});
	};
}
