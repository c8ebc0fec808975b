import { expect } from './screen.ts';
import { look } from './look.ts';
import { test } from './world.ts';

test('[PATH-2] a key result shows its way, in the plan of the sample', async ({
	relay,
	browserOf
}) => {
	const page = await browserOf({ reducedMotion: 'reduce' });
	await page.goto(relay.url);
	await page.getByRole('button', { name: 'Look at a sample team' }).click();
	await page.waitForURL(/\/plan$/);
	await page.getByRole('button', { name: 'Stop the simulated colleague' }).click();
	const row = page.locator('article li > [data-item]', { hasText: '9 minutes before' });
	const picture = row.getByRole('img');
	await expect(picture).toHaveAccessibleName(
		/^Measured 7 times, from 14\sminutes to 8\sminutes\. Expected by now: [\d.]+\sminutes\./
	);
	// Six dots and the last one, which is larger.
	await expect(picture.locator('.dots')).toHaveAttribute('d', /^(M[\d. ]+h\.01){6}$/);
	await expect(picture.locator('circle')).toHaveCount(1);
	await expect(page.locator('article li svg:has(.wrong)')).not.toHaveCount(0);
	await look(page, 'the plan with its paths');
});
