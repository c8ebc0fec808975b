import type { Page } from '@playwright/test';
import { look } from './look.ts';
import { expect, joinAsNew, linksOf, startTeam, test, untilSafe } from './world.ts';

async function comeIn(page: Page): Promise<void> {
	await page.getByRole('navigation').getByRole('link', { name: 'Workshops' }).click();
	await page.getByRole('link', { name: /^(Join|Open)$/ }).click();
	await page.getByRole('button', { name: 'I’m in the room' }).click();
}

async function next(page: Page, stage: string): Promise<void> {
	const go = page.getByRole('button', { name: `Next: ${stage}` });
	// Stages that others build may lie before it.
	while (!(await go.isVisible())) await page.getByRole('button', { name: /^Next: / }).click();
	await go.click();
}

test('[DRAFT-5] three browsers write objectives in one plan from the cards beside it, and nobody is carried away', async ({
	relay,
	browserOf
}) => {
	test.setTimeout(240_000);
	const page = await browserOf();
	await startTeam(page, relay.url, { team: 'Lighthouse', name: 'Ana' });
	const { edit } = await linksOf(page);
	await page.goto(page.url().replace(/\/c\/.*$/, '/team'));
	await page.getByRole('button', { name: 'Add a health metric' }).click();
	await page.getByRole('textbox', { name: 'Health metric 1' }).fill('Minutes of waiting');
	await page.getByRole('textbox', { name: 'Value' }).fill('14');
	await page.getByRole('textbox', { name: 'Value' }).press('Enter');
	await page.goBack();
	const [ben, cleo] = await Promise.all(
		['Ben', 'Cleo'].map(async (name) => (await joinAsNew(await browserOf(), edit, name)).page)
	);
	if (!ben || !cleo) throw new Error('Both are there.');
	await page.getByRole('navigation').getByRole('link', { name: 'Workshops' }).click();
	await page.getByRole('button', { name: 'Prepare the kickoff' }).click();
	await page.getByRole('button', { name: 'I’m in the room' }).click();
	await page.getByRole('link', { name: 'Lead', exact: true }).click();
	await page.getByRole('button', { name: 'Start: Arrive' }).click();
	await Promise.all([ben, cleo].map(comeIn));
	await next(page, 'Silent ideas');
	for (const text of ['Nobody waits for a ferry', 'Tickets on the phone']) {
		await ben.getByLabel('Your idea').fill(text);
		await ben.getByLabel('Your idea').press('Enter');
	}
	await next(page, 'Reveal and group');
	await page.getByRole('button', { name: 'Reveal the ideas' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Reveal', exact: true }).click();
	for (const [card, name] of [
		['Nobody waits for a ferry', 'Waiting'],
		['Tickets on the phone', 'Phones']
	] as const) {
		await cleo.getByRole('button', { name: `What to do with “${card}”` }).click();
		await cleo.getByRole('menuitem', { name: 'Into a new group' }).click();
		const field = cleo.getByRole('textbox', { name: 'Name of the group' }).last();
		await field.fill(name);
		await field.press('Enter');
	}
	await next(page, 'Write objectives');
	await page.getByRole('link', { name: 'To the stage' }).click();
	await page.getByRole('radio', { name: '3' }).check({ force: true });
	await page.getByRole('button', { name: 'Make groups of those here' }).click();
	await expect(ben.getByText('Group 1, yours')).toBeVisible();
	await expect(ben.getByText('Ana, Ben and Cleo')).toBeVisible();
	await expect(ben.getByText('Nobody waits for a ferry')).toBeVisible();

	// One tap, and one writes on in the plan itself, which the others see.
	await ben.getByRole('button', { name: 'Make an objective of it: Waiting' }).click();
	await expect(ben.getByLabel('Objective 1', { exact: true })).toBeFocused();
	await ben.keyboard.press('End');
	await ben.keyboard.type(' is over by summer');
	await expect(cleo.getByLabel('Objective 1', { exact: true })).toHaveValue(
		'Waiting is over by summer'
	);
	await expect(cleo.getByRole('button', { name: 'Objective: Waiting is over' })).toBeVisible();
	await cleo.getByRole('button', { name: 'Make an objective of it: Phones' }).click();
	await expect(page.getByLabel('Objective 2', { exact: true })).toHaveValue('Phones');
	await look(page, 'writing objectives');
	await page.setViewportSize({ width: 1280, height: 800 });

	// The lead goes on: Cleo and Ben have their carets in the plan and stay.
	await page.getByRole('link', { name: 'Lead', exact: true }).click();
	await next(page, 'Write key results');
	await expect(ben.getByText('The team is at “Write key results” now.')).toBeVisible();
	await ben.keyboard.type(', whatever the weather');
	await expect(ben.getByLabel('Objective 1', { exact: true })).toHaveValue(
		'Waiting is over by summer, whatever the weather'
	);
	await ben.getByLabel('Objective 2', { exact: true }).focus();
	await expect(ben.getByRole('heading', { name: 'Write objectives' })).toBeVisible();
	await ben.getByRole('button', { name: 'Go there' }).click();
	await expect(ben.getByRole('heading', { name: 'Write key results' })).toBeVisible();

	// A baseline from what is watched, in one action.
	await ben.getByRole('button', { name: 'Use Minutes of waiting' }).click();
	await ben.getByRole('menuitem', { name: /Waiting is over/ }).click();
	await expect(
		ben.getByLabel('Key result 1: what is measured', { exact: true }).first()
	).toHaveValue('Minutes of waiting');
	await expect(ben.locator('input[inputmode=decimal]').first()).toHaveValue('14');
	// An output becomes work for a result beside it, in one action.
	await ben.getByRole('button', { name: 'Add a key result' }).first().click();
	await ben.keyboard.type('Launch the new app');
	await ben.getByRole('button', { name: 'Key result 2: more' }).first().click();
	await ben.getByRole('menuitem', { name: /Minutes of waiting/ }).click();
	await expect(ben.getByLabel('Key result 2: what is measured', { exact: true })).toHaveCount(0);
	await expect(ben.locator('[data-initiative]')).toHaveCount(1);
	await look(ben, 'writing key results');
	await ben.setViewportSize({ width: 360, height: 740 });
	// On a phone the cards are a drawer.
	await ben.reload();
	await expect(ben.locator('.panel').getByText('Nobody waits for a ferry')).toBeHidden();
	await ben.getByText('Our group: 2 themes').click();
	await expect(ben.locator('.panel').getByText('Nobody waits for a ferry')).toBeVisible();

	await untilSafe(page);
	// Afterwards the ideas behind an objective are at hand on the plan.
	await cleo.getByRole('link', { name: 'Leave' }).click();
	await cleo.getByRole('navigation').getByRole('link', { name: 'Plan' }).click();
	await cleo.getByRole('button', { name: /^Ideas behind it: Waiting/ }).click();
	await expect(cleo.getByRole('dialog')).toContainText('Nobody waits for a ferry');
});
