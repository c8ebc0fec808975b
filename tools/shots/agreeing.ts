import type { Page } from 'playwright';
import { lastDayOn } from '../../tests/e2e/steps.ts';
import type { Camera } from './camera.ts';

/** From a plan with a card to settle to one that was agreed, changed and agreed again, at every step. */
export async function photographAgreeing(page: Page, shoot: Camera): Promise<void> {
	const button = (name: string | RegExp) => page.getByRole('button', { name }).first();
	await button('Agree this plan').click();
	await shoot(page, 'agree-obstacles');
	await page.keyboard.press('Escape');
	await button(/^Use this/).click();
	for (const day of await page.locator('article input[type=date]').all())
		if ((await day.inputValue()) === '') await day.fill(await lastDayOn(page));
	await page.locator('h1').click();
	await button('Agree this plan').click();
	await button('Agree as version 1').waitFor();
	await shoot(page, 'agree-reading');
	await button('Agree as version 1').click();
	await button('To the plan').waitFor();
	await shoot(page, 'agreed');
	await button('To the plan').click();
	await shoot(page, 'plan-agreed');

	await button('Change the plan').click();
	const target = page.locator('article').nth(1).getByLabel('To (target)').first();
	await target.fill('8 %');
	await target.press('Enter');
	await button('Objective 3: more').click();
	await page.getByRole('menuitem', { name: 'Deprioritise…' }).click();
	await page.getByLabel('Why?').fill('The status page comes first');
	await shoot(page, 'deprioritise');
	await button(/^Deprioritise$/).click();
	await page.getByText('1 deprioritised').click();
	await shoot(page, 'plan-changing');
	await button('See and agree').click();
	await shoot(page, 'agree-changes');
	await page.keyboard.press('Escape');
}

/** After it: the second version, and what one reads of versions. */
export async function photographVersions(page: Page, shoot: Camera): Promise<void> {
	await page.getByRole('button', { name: 'See and agree' }).click();
	await page.getByLabel('Why is the plan changed?').fill('We lost two people to another team');
	await page.getByRole('button', { name: 'Agree as version 2' }).click();
	await page.getByRole('button', { name: 'To the plan' }).click();
	await page.getByRole('link', { name: 'Versions' }).click();
	await page.getByRole('heading', { name: 'Compare' }).waitFor();
	await page.getByLabel('Before').selectOption({ index: 1 });
	await shoot(page, 'versions');
	await page.getByRole('link', { name: 'Version 2' }).first().click();
	await page.getByRole('heading', { name: 'Who agreed' }).waitFor();
	await shoot(page, 'version');
}
