import type { Page } from '@playwright/test';
import { agreedPlan } from './checkInPlan.ts';
import {
	expect,
	joinAsNew,
	linksOf,
	startTeam,
	test,
	untilControlled,
	untilSafe
} from './world.ts';

const dayMs = 86_400_000;
const day = (daysAhead: number) =>
	new Date(Date.now() + daysAhead * dayMs).toISOString().slice(0, 10);

async function answer(page: Page, value: string): Promise<void> {
	await page.getByRole('textbox', { name: /^Value now/ }).fill(value);
	await page.locator('label', { has: page.getByRole('radio', { name: /^4:/ }) }).click();
	await page.getByRole('button', { name: /^Save/ }).click();
}

const place = (page: Page, name: string) => page.url().replace(/(\/c\/[^/]+).*$/, `$1/${name}`);

test('[CHECKIN-14] a day to come and words for a number are refused on the card, which keeps what was typed', async ({
	relay,
	browserOf
}) => {
	const ana = await browserOf();
	await startTeam(ana, relay.url, { team: 'Lighthouse', name: 'Ana' });
	await agreedPlan(ana, ['Answered within a day']);
	await ana.goto(place(ana, 'check-in'));
	await ana.getByText('Note, next step, win, another day').click();
	await ana.getByLabel('Day it was measured').fill(day(3));
	await answer(ana, '12');
	await expect(ana.getByText(/^Only a day up to .* can have been measured\.$/)).toBeVisible();
	await ana.getByLabel('Day it was measured').fill(day(0));
	for (const typed of ['twelve', '12-14', '1,2,3', '12 apples 5']) {
		await answer(ana, typed);
		await expect(ana.getByRole('textbox', { name: /^Value now/ })).toHaveAttribute(
			'aria-invalid',
			'true'
		);
		await expect(ana.getByRole('textbox', { name: /^Value now/ })).toHaveValue(typed);
	}
	await answer(ana, '12');
	await expect(ana.getByText(/1 check-in noted/)).toBeVisible();
});

test('[CHECKIN-6] a value for a key result that somebody deleted meanwhile is kept and shown, and counts again once it is restored', async ({
	relay,
	browserOf
}) => {
	const ana = await browserOf();
	await startTeam(ana, relay.url, { team: 'Lighthouse', name: 'Ana' });
	await agreedPlan(ana, ['Answered within a day', 'Paper forms left']);
	await untilControlled(ana);
	const ben = await browserOf();
	await joinAsNew(ben, (await linksOf(ana)).edit, 'Ben');
	await untilControlled(ben);
	await Promise.all([untilSafe(ana), untilSafe(ben)]);
	await relay.kill();
	await ana.goto(place(ana, 'check-in'));
	await answer(ana, '12');
	await expect(ana.getByText('2 of 2')).toBeVisible();
	await ben.getByRole('button', { name: 'Change the plan' }).click();
	await ben.getByRole('button', { name: 'Key result 1: more' }).click();
	await ben.getByRole('menuitem', { name: 'Delete the key result' }).click();
	await relay.start();
	await Promise.all([untilSafe(ana), untilSafe(ben)]);
	await ben.getByRole('navigation').getByRole('link', { name: 'Now' }).click();
	await ben.getByText('1 check-in on a deleted key result').click({ timeout: 30_000 });
	await expect(ben.locator('[data-gone]')).toContainText('12');
	await expect(ben.locator('[data-gone]')).toContainText('Ana');
	await ben.getByRole('navigation').getByRole('link', { name: 'Plan' }).click();
	await ben.getByText('1 deleted').click();
	await ben
		.getByRole('button', { name: /^Restore/ })
		.first()
		.click();
	await ben.getByRole('navigation').getByRole('link', { name: 'Now' }).click();
	await expect(ben.locator('[data-gone]')).toHaveCount(0);
	await ben.getByText('2 of others').click();
	await expect(ben.locator('[data-owed]').filter({ hasText: 'Answered' })).toContainText(
		'12 customers'
	);
});

test('[STATUS-7, CHECKIN-14] a card of a cycle that is over says so, and what is said counts for its last day', async ({
	relay,
	browserOf
}) => {
	const ana = await browserOf();
	await startTeam(ana, relay.url, { team: 'Lighthouse', name: 'Ana' });
	await agreedPlan(ana, ['Answered within a day']);
	await untilControlled(ana);
	await untilSafe(ana);
	await relay.kill();
	await ana.clock.setSystemTime(Date.now() + 120 * dayMs);
	await ana.goto(place(ana, 'check-in'));
	await expect(
		ana.getByText(/^This cycle ended on .* A value counts for a day up to then\.$/)
	).toBeVisible();
	await ana.getByText('Note, next step, win, another day').click();
	await ana.getByLabel('Day it was measured').fill(day(119));
	await answer(ana, '30');
	await expect(ana.getByText(/^Only a day up to /)).toBeVisible();
	const last = await ana.getByLabel('Day it was measured').getAttribute('max');
	await ana.getByLabel('Day it was measured').fill(last ?? '');
	await answer(ana, '30');
	await expect(ana.getByText(/1 check-in noted/)).toBeVisible();
	await ana.goto(place(ana, 'now'));
	await expect(ana.getByText(/over|ended/).first()).toBeVisible();
});
