import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from './screen.ts';
import {
	joinAsNew,
	lastDayOn,
	linksOf,
	openPlan,
	planOn,
	startTeam,
	test,
	untilControlled,
	untilSafe
} from './world.ts';

const steps = [
	...readFileSync(
		path.join(import.meta.dirname, '../../docs/first-ten-minutes.md'),
		'utf8'
	).matchAll(/^## \d+\. (.*)$/gm)
].map((match) => match[1] ?? '');

test('the first ten minutes go as docs/first-ten-minutes.md says', async ({ relay, browserOf }) => {
	const page = await browserOf();
	const step = (n: number, does: () => Promise<void>) => test.step(steps[n - 1] ?? '', does);
	const title = (number: number) =>
		page.getByRole('textbox', { name: `Objective ${number}`, exact: true });

	await step(1, async () => {
		await page.goto(relay.url);
		await expect(page.getByRole('button', { name: 'Look at a sample team' })).toBeVisible();
		await page.getByRole('link', { name: 'How it works' }).click();
		await expect(page.getByRole('heading', { name: 'Say what shall be different' })).toBeVisible();
	});
	await step(2, async () => {
		await startTeam(page, relay.url, { team: 'Ferry', name: 'Ana' });
		await expect(page.getByRole('button', { name: 'Write the first objective' })).toBeVisible();
	});
	await step(3, async () => {
		await page.getByRole('link', { name: 'Paste a plan' }).click();
		await page
			.getByRole('textbox', { name: 'Your plan' })
			.fill('# Guests come back\n- Second visits from 12 to 40 % by end of the quarter');
		await expect(page.getByRole('status').last()).toContainText('1 objective, 1 key result');
		await page.getByRole('button', { name: 'Add to the plan' }).click();
		await page.getByRole('link', { name: 'See the plan' }).click();
		await expect.poll(async () => (await planOn(page))[0]?.title).toBe('Guests come back');
		expect((await planOn(page))[0]?.keyResults).toEqual(['Second visits | 12 | 40']);
		await expect(page.getByLabel('Unit').first()).toHaveValue('%');
		await expect(page.getByLabel('Due by').first()).toHaveValue(await lastDayOn(page));
	});
	await step(4, async () => {
		await page.getByRole('button', { name: 'Add an objective' }).click();
		await page.keyboard.type('Our crew stays with us');
		await page.keyboard.press('Enter');
		await page.keyboard.type('Launch a new roster');
		await page.getByRole('button', { name: 'Make it an initiative' }).click();
		const launched = page.getByRole('textbox', { name: /^Initiative 1/ });
		await expect(launched).toHaveValue('Launch a new roster');
	});
	await step(5, async () => {
		await page.keyboard.type('Sick days from 9 to 4 days by end of Q4');
		await page.keyboard.press('Enter');
		await page.getByRole('button', { name: 'Fill in', exact: true }).click();
		await expect.poll(async () => (await planOn(page))[1]?.keyResults[0]).toBe('Sick days | 9 | 4');
		const target = page.locator('article').nth(1).getByLabel('To (target)').first();
		await target.fill('about four');
		await page.keyboard.press('Enter');
		await expect(target).toHaveValue('about four');
		await expect(page.getByText(/^That is not a number/)).toBeVisible();
		await target.fill('4');
		await page.keyboard.press('Enter');
	});
	await step(6, async () => {
		await untilSafe(page);
		await untilControlled(page);
		await page.context().setOffline(true);
		await title(2).click();
		await page.keyboard.press('End');
		await page.keyboard.type(' for years');
		await expect(page.locator('[data-disk]')).toHaveAttribute('data-disk', 'safe');
		await page.reload();
		await expect(title(2)).toHaveValue('Our crew stays with us for years');
		await page.context().setOffline(false);
		await untilSafe(page);
	});
	await step(7, async () => {
		const { edit } = await linksOf(page);
		const ben = await joinAsNew(await browserOf(), edit, 'Ben');
		await expect(ben.page.locator('article')).toHaveCount(2);
		await ben.page.getByRole('textbox', { name: 'Objective 1', exact: true }).click();
		await ben.page.keyboard.press('End');
		await ben.page.keyboard.type(' every summer');
		await expect(title(1)).toHaveValue('Guests come back every summer');
		await untilSafe(ben.page);
	});
	await step(8, async () => {
		await page.getByRole('button', { name: 'Agree this plan' }).click();
		const obstacles = page.locator('[data-obstacle]');
		await expect(obstacles.first()).toBeVisible();
		// Every one of them leads to where it is put right: here, lines that were left empty.
		await expect(page.getByRole('button', { name: 'Agree as version 1' })).toBeDisabled();
		await page.keyboard.press('Escape');
	});
	await step(9, async () => {
		await page.keyboard.press('?');
		await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
		await page.keyboard.press('Escape');
		await page.goto(relay.url);
		await page.getByRole('link', { name: /^Ferry/ }).click();
		await openPlan(page);
		await expect(title(1)).toHaveValue('Guests come back every summer');
	});
	expect(steps).toHaveLength(9);
});
