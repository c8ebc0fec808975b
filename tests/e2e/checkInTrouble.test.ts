import type { Page } from '@playwright/test';
import { agreedPlan } from './checkInPlan.ts';
import { expect, joinAsNew, linksOf, startTeam, test, untilSafe } from './world.ts';

const place = (page: Page, name: string) => page.url().replace(/(\/c\/[^/]+).*$/, `$1/${name}`);
const value = (page: Page) => page.getByRole('textbox', { name: /^Value now/ });

async function answer(page: Page, typed: string): Promise<void> {
	await value(page).fill(typed);
	await page.locator('label', { has: page.getByRole('radio', { name: /^4:/ }) }).click();
	await page.getByRole('button', { name: /^Save/ }).click();
}

/** A person is slower than the disk. */
async function reload(page: Page): Promise<void> {
	await page.waitForTimeout(300);
	await page.reload();
}

test('[CHECKIN-19, CHECKIN-20, CHECKIN-18] a double tap notes once, all that was noted is taken back in turn as it was typed, and what was corrected away stays away', async ({
	relay,
	browserOf
}) => {
	const ana = await browserOf();
	await startTeam(ana, relay.url, { team: 'Lighthouse', name: 'Ana' });
	await agreedPlan(ana, ['Answered within a day', 'Paper forms left', 'Calls a week']);
	await ana.goto(place(ana, 'check-in'));

	await value(ana).fill('5 bananas');
	await answer(ana, '5 bananas');
	await expect(ana.getByText(/^This is measured in customers/)).toBeVisible();
	await expect(value(ana)).toHaveValue('5 bananas');

	// 12, reload, 13, 12, reload: 12. Emptied: empty.
	await value(ana).fill('12');
	await reload(ana);
	await expect(value(ana)).toHaveValue('12');
	await value(ana).fill('13');
	await value(ana).fill('12');
	await reload(ana);
	await expect(value(ana)).toHaveValue('12');
	await value(ana).fill('');
	await reload(ana);
	await expect(ana.getByText('1 of 3')).toBeVisible();
	await expect(value(ana)).toHaveValue('');

	for (const typed of ['12', '13', '14']) await answer(ana, typed);
	await expect(ana.getByText('3 check-ins noted')).toBeVisible();
	await ana.getByRole('button', { name: 'Undo' }).click();
	await expect(value(ana)).toHaveValue('14');
	await ana.getByRole('button', { name: 'Undo “Paper forms left” too' }).click();
	await expect(ana.getByText('2 of 3')).toBeVisible();
	await expect(value(ana)).toHaveValue('13');
	await ana.getByRole('button', { name: /^Save/ }).click();
	await ana.getByRole('button', { name: /^Save/ }).click();
	await expect(ana.getByText('3 check-ins noted')).toBeVisible();

	await ana.goto(place(ana, 'check-in'));
	await ana.getByRole('button', { name: 'No change' }).dblclick();
	await expect(ana.getByText('2 of 3')).toBeVisible();
	await expect(ana.getByRole('button', { name: 'No change' })).toBeEnabled();
	await expect(ana.getByText('2 of 3')).toBeVisible();
});

test('[CHECKIN-21] a colleague deletes the key result one is on: that is said, what was typed is kept, and the next one follows', async ({
	relay,
	browserOf
}) => {
	const ana = await browserOf();
	await startTeam(ana, relay.url, { team: 'Lighthouse', name: 'Ana' });
	await agreedPlan(ana, ['Answered within a day', 'Paper forms left']);
	const ben = await browserOf();
	await joinAsNew(ben, (await linksOf(ana)).edit, 'Ben');
	await Promise.all([untilSafe(ana), untilSafe(ben)]);
	await ana.goto(place(ana, 'check-in'));
	await value(ana).fill('17');
	await ben.getByRole('button', { name: 'Change the plan' }).click();
	await ben.getByRole('button', { name: 'Key result 1: more' }).click();
	await ben.getByRole('menuitem', { name: 'Delete the key result' }).click();
	await expect(
		ana.getByText(/^“Answered within a day” was just taken out of the plan/)
	).toBeVisible();
	await expect(ana.getByRole('listitem').filter({ hasText: /^17$/ })).toBeVisible();
	await expect(ana.getByRole('heading', { level: 2 })).toBeFocused();
	await ana.getByRole('button', { name: 'Go on' }).click();
	await expect(ana.getByRole('heading', { level: 2 })).toHaveText('Paper forms left');
	await answer(ana, '3');
	await expect(ana.getByText('1 check-in noted')).toBeVisible();
	await ben.getByText('1 deleted').click();
	await ben.getByRole('button', { name: /^Restore/ }).click();
	await untilSafe(ben);
	await ana.goto(place(ana, 'check-in'));
	await expect(value(ana)).toHaveValue('17');
});

test('[CHECKIN-22] an entry of the log is corrected and taken back long after it was noted', async ({
	relay,
	browserOf
}) => {
	const ana = await browserOf();
	await startTeam(ana, relay.url, { team: 'Lighthouse', name: 'Ana' });
	await agreedPlan(ana, ['Answered within a day']);
	await ana.goto(place(ana, 'check-in'));
	await answer(ana, '12');
	await expect(ana.getByText('1 check-in noted')).toBeVisible();
	await ana.goto(place(ana, 'check-in'));
	await ana.getByText('The log: 1 entry').click();
	await ana.getByRole('button', { name: /^Correct the check-in of/ }).click();
	await expect(ana.getByText(/^This corrects the check-in of/)).toBeVisible();
	await expect(value(ana)).toHaveValue('12');
	await value(ana).fill('21');
	await ana.getByRole('button', { name: /^Save/ }).click();
	await expect(ana.getByText('1 check-in noted')).toBeVisible();
	await ana.goto(place(ana, 'check-in'));
	await ana.getByText('The log: 2 entries').click();
	await expect(ana.getByText('corrected later')).toBeVisible();
	await ana.getByRole('button', { name: /^Take back the check-in of/ }).click();
	await expect(ana.getByText('Nobody has checked in on this yet.')).toBeVisible();
	await expect(ana.getByText('taken back')).toBeVisible();
});
