import type { Page } from '@playwright/test';
import { lastDayOn } from './steps.ts';

/** Pastes an objective as `pastedPlan` does, agrees, and comes to stand on the plan. */
export async function agreedPlan(
	page: Page,
	metrics: readonly string[],
	owners: readonly string[] = []
): Promise<void> {
	await pastedPlan(page, metrics, owners);
	await page.getByRole('button', { name: 'Agree this plan' }).click();
	await page.getByRole('button', { name: 'Agree as version 1' }).click();
	await page.getByRole('button', { name: 'To the plan' }).click();
}

/**
 * Pastes an objective with key results from 0 to 40 customers, and comes to stand on the plan. They are Ana's where no
 * `owners` are given, one for each.
 */
export async function pastedPlan(
	page: Page,
	metrics: readonly string[],
	owners: readonly string[] = []
): Promise<void> {
	const day = await lastDayOn(page);
	await page.getByRole('link', { name: 'Paste a plan' }).click();
	await page
		.getByRole('textbox', { name: 'Your plan' })
		.fill(
			[
				'Objective\tKey result\tBaseline\tTarget\tUnit\tDue\tOwner',
				...metrics.map(
					(metric, at) =>
						`${at === 0 ? 'Crews feel at home' : ''}\t${metric}\t0\t40\tcustomers\t${day}\t${owners[at] ?? 'Ana'}`
				)
			].join('\n')
		);
	await page.getByRole('button', { name: 'Add to the plan' }).click();
	await page.getByRole('link', { name: 'See the plan' }).click();
}
