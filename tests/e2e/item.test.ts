import type { Page } from '@playwright/test';
import { agreedPlan } from './checkInPlan.ts';
import { look } from './look.ts';
import { expect, linksOf, startTeam, test } from './world.ts';

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

const itemInFocus = (page: Page) =>
	page.evaluate(() => document.activeElement?.closest('[data-item]')?.getAttribute('data-item'));

async function checkIn(page: Page, value: string): Promise<void> {
	await page.getByRole('textbox', { name: /^Value now/ }).fill(value);
	await page.locator('label', { has: page.getByRole('radio', { name: /^4:/ }) }).click();
	await page.getByRole('button', { name: /^Save/ }).click();
}

test('[ITEM-1, ITEM-2, ITEM-4, ITEM-5] a key result stands beside the plan with its way, its log, its work and what changed about it, and one comes back to its line', async ({
	relay,
	browserOf
}) => {
	test.slow();
	const { page } = await startTeam(await browserOf(), relay.url, {
		team: 'Lighthouse',
		name: 'Ana'
	});
	const { view } = await linksOf(page);
	await agreedPlan(page, ['Answered within a day', 'Paper forms left']);
	const plan = page.url();
	const row = page.locator('article li > [data-item]').first();
	const id = (await row.getAttribute('data-item'))!;

	// By its menu: beside the plan, with nothing of the plan gone.
	await page.getByRole('button', { name: 'Key result 1: more' }).click();
	await page.getByRole('menuitem', { name: 'Look closer' }).press('Enter');
	const place = page.locator(`[data-place="${id}"]`);
	await expect(
		place.getByRole('heading', { level: 2, name: 'Answered within a day' })
	).toBeFocused();
	expect(page.url()).toBe(`${plan}/${id}`);
	await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
	await expect(row).toBeVisible();
	await expect(place).toContainText('0 → 40 customers');
	await expect(place).toContainText('Not measured yet.');
	await expect(place.getByRole('region', { name: 'What was agreed, and changed' })).toContainText(
		'Version 1 · Agreed'
	);

	// To the check-in and back; a correction takes nothing away.
	for (const value of ['9', '12']) {
		await place.getByRole('link', { name: 'Check in' }).click();
		await checkIn(page, value);
		await expect(page.getByText('Noted')).toBeVisible();
		await page.goto(`${plan}/${id}`);
	}
	await expect(place.locator('[data-entry]')).toHaveCount(2);
	await expect(place.getByRole('img', { name: /^Measured / })).toHaveCount(1);
	await place.getByText('As a table').click();
	await expect(place.getByRole('table')).toContainText('12 customers');
	await look(page, 'a key result beside the plan');
	await page.setViewportSize({ width: 1280, height: 720 });

	// Work is written in the plan and ticked here; a change says that nobody agreed to it yet.
	await page.getByRole('button', { name: 'Key result 1: more' }).click();
	await page.getByRole('menuitem', { name: 'Add an initiative' }).click();
	await page.getByLabel('Initiative 1', { exact: true }).fill('Ask three of them');
	await page.keyboard.press('Tab');
	await place.getByLabel('Done: Ask three of them').check();
	await expect(row.getByLabel('Done: Ask three of them')).toBeChecked();
	await page.getByRole('button', { name: 'Change the plan' }).click();
	await row.getByLabel('To (target)').fill('50');
	await page.keyboard.press('Enter');
	await expect(place).toContainText('Changed, and not agreed yet');

	// How often it is measured follows the team until somebody says so.
	await expect(place).toContainText('as the team checks in: every 7 days');
	const every = place.getByLabel('Measured every so many days');
	for (const wrong of ['often', '0', '2.5', '367']) {
		await every.fill(wrong);
		await every.press('Enter');
		await expect(place.getByRole('alert')).toContainText('whole days from 1 to 366');
		await expect(every).toHaveValue(wrong);
	}
	await every.fill('14');
	await every.press('Enter');
	await expect(row.getByText('every 14 days', { exact: true }).first()).toBeVisible();
	await expect(place.locator('[data-field=measuredEveryDays]')).toContainText(
		'nothing → every 14 days'
	);
	await page.getByRole('button', { name: 'Undo' }).click();
	await expect(every).toHaveValue('');
	await page.getByRole('button', { name: 'Redo' }).click();
	await expect(every).toHaveValue('14');

	// Escape leads back to its line, and so does the way the browser goes.
	await place.getByRole('heading', { name: 'Answered within a day' }).focus();
	await page.keyboard.press('Escape');
	await expect(place).toHaveCount(0);
	expect(page.url()).toBe(plan);
	await expect.poll(() => itemInFocus(page)).toBe(id);
	await page
		.getByRole('link', { name: /Look closer$/ })
		.first()
		.click();
	await expect(place).toBeVisible();
	await page.goBack();
	await expect.poll(() => itemInFocus(page)).toBe(id);

	// Whoever reads comes from the status, and is asked nothing.
	const reader = await browserOf(phone);
	await reader.goto(view);
	await reader.getByRole('link', { name: 'Answered within a day' }).click();
	await expect(
		reader.getByRole('heading', { level: 1, name: 'Answered within a day' })
	).toBeFocused();
	await expect(reader.locator('[data-entry]')).toHaveCount(2);
	await expect(reader.locator('main').locator('input, textarea, select')).toHaveCount(1);
	await expect(reader.getByLabel('Done: Ask three of them')).toBeDisabled();
	await expect(reader.getByRole('link', { name: 'Check in' })).toHaveCount(0);
	await reader.getByRole('link', { name: 'Key result of “Crews feel at home”' }).click();
	await expect(reader.getByRole('heading', { level: 1, name: 'Crews feel at home' })).toBeFocused();
	await look(reader, 'an objective by itself');
});

test('[ITEM-2, ITEM-3] on a phone an item is a page of its own, and what is gone says so and leads on', async ({
	relay,
	browserOf
}) => {
	const { page } = await startTeam(await browserOf(phone), relay.url, {
		team: 'Lighthouse',
		name: 'Ana'
	});
	const plan = page.url();
	await page.getByRole('button', { name: 'Write the first objective' }).click();
	await page.keyboard.type('Crews feel at home');
	await page.keyboard.press('Enter');
	await page.keyboard.type('Paper forms left');
	const id = (await page.locator('article li > [data-item]').getAttribute('data-item'))!;
	await page.getByRole('button', { name: 'Key result 1: more' }).click();
	await page.getByRole('menuitem', { name: 'Look closer' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Paper forms left' })).toBeFocused();
	await expect(page.locator('article[data-item]')).toHaveCount(0);
	await expect(page.getByText('Nothing was agreed about it yet.')).toBeVisible();
	await page.reload();
	await page.getByRole('main').getByRole('link', { name: 'Plan', exact: true }).click();
	await expect.poll(() => itemInFocus(page)).toBe(id);
	await page.getByRole('button', { name: 'Key result 1: more' }).click();
	await page.getByRole('menuitem', { name: 'Delete the key result' }).click();

	await page.goto(`${plan}/${id}`);
	await expect(page.getByText('“Paper forms left” was deleted by Ana')).toBeVisible();
	await page.goto(`${plan}/never0was`);
	await expect(page.getByText('no objective and no key result by this address')).toBeVisible();
	await page.getByRole('link', { name: 'Open the plan' }).click();
	await expect(page.locator('article[data-item]')).toHaveCount(1);
	expect(page.url()).toBe(plan);
});
