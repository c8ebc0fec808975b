import type { Browser } from 'playwright';
import { agreedPlan } from '../../tests/e2e/checkInPlan.ts';
import { startTeam } from '../../tests/e2e/steps.ts';
import { newPage, type Camera } from './camera.ts';

/** What one owes, a card, what comes after the last one, and several values at once. */
export async function photographCheckIn(
	browser: Browser,
	url: string,
	shoot: Camera
): Promise<void> {
	const page = await newPage(browser);
	await startTeam(page, url, { team: 'Lighthouse', name: 'Ana' });
	await agreedPlan(page, ['Answered within a day', 'Paper forms left', 'Crews that come back']);
	const place = (name: string): string => page.url().replace(/(\/c\/[^/]+).*$/, `$1/${name}`);
	await page.goto(place('now'));
	await page.locator('[data-owed]').first().waitFor();
	await shoot(page, 'now-owed');
	await page.goto(place('check-in'));
	await page.locator('[data-check-in]').waitFor();
	await shoot(page, 'check-in');
	await page.getByRole('textbox', { name: /^Value now/ }).fill('12');
	await page.locator('label', { has: page.getByRole('radio', { name: /^2:/ }) }).click();
	await page.locator('label', { hasText: 'A decision' }).click();
	await shoot(page, 'check-in-filled');
	for (let at = 0; at < 3; at++) {
		if (at > 0) {
			await page.getByRole('textbox', { name: /^Value now/ }).fill(String(12 + at));
			await page.locator('label', { has: page.getByRole('radio', { name: /^4:/ }) }).click();
		}
		await page.getByRole('button', { name: /^Save/ }).click();
	}
	await page.getByRole('link', { name: 'Back to Now' }).last().waitFor();
	await shoot(page, 'check-in-done');
	await page.goto(place('check-in/table'));
	await page
		.getByRole('textbox', { name: 'Your table' })
		.fill(
			[
				'Key result\tValue\tConfidence',
				'Answered within a day\t14\t4',
				'Paper forms\tmany\t3'
			].join('\n')
		);
	await shoot(page, 'check-in-table');
	await page.goto(place('now'));
	await page.locator('[data-owed]').first().waitFor();
	await shoot(page, 'now-said');
}
