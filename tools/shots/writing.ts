import type { Page } from 'playwright';
import type { RelayProcess } from '../../tests/e2e/relayProcess.ts';
import { lastDayOn } from '../../tests/e2e/steps.ts';

const plan: { title: string; keyResults: [metric: string, from: string, to: string][] }[] = [
	{
		title: 'New customers feel at home in their first week',
		keyResults: [
			['Customers who invite a colleague within seven days', '12', '40 %'],
			['Median time to the first finished project', '9', '4 days'],
			['Support questions per new customer', '3.1', '1.5 questions']
		]
	},
	{
		title: 'Field crews trust what the app tells them',
		keyResults: [
			['Work orders corrected by phone afterwards', '18', '6 %'],
			['Crews that open the app before they leave the yard', '55', '85 %']
		]
	},
	{
		title: 'We hear about trouble before our customers do',
		keyResults: [['Incidents first reported by a customer', '7', '1 incident']]
	}
];

/** Writes a whole plan into an empty one that is on the screen. */
export async function writePlan(page: Page): Promise<void> {
	const lastDay = await lastDayOn(page);
	for (const [at, { title, keyResults }] of plan.entries()) {
		await page
			.getByRole('button', { name: at === 0 ? 'Write the first objective' : 'Add an objective' })
			.click();
		await page.keyboard.type(title);
		for (const [metric, from, to] of keyResults) {
			await page.keyboard.press('Enter');
			await page.keyboard.type(metric);
			const row = page.locator('article').nth(at).locator('li').last();
			await row.getByLabel('From (baseline)').fill(from);
			await row.getByLabel('To (target)').fill(to);
			await row.getByLabel('To (target)').press('Enter');
			await row.locator('input[type=date]').fill(lastDay);
			await row.getByRole('textbox', { name: /^Key result/ }).focus();
		}
	}
}

/** Both choose another target for the same key result while the relay is away. */
export async function disagree(relay: RelayProcess, ana: Page, ben: Page): Promise<void> {
	await relay.kill();
	for (const [page, target] of [
		[ana, '35 %'],
		[ben, '50 %']
	] as const) {
		const field = page.locator('article').first().getByLabel('To (target)').first();
		await field.fill(target);
		await field.press('Enter');
	}
	await relay.start();
	await ana.locator('[data-conflict]').first().waitFor({ timeout: 60_000 });
}
