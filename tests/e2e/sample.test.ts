import { expect, test, untilControlled } from './world.ts';

test('[SAMPLE-4, SAMPLE-7] a newcomer without a network opens the sample, settles its card, sees the colleague at work and deletes it', async ({
	relay,
	browserOf
}) => {
	const page = await browserOf({ reducedMotion: 'reduce' });
	await page.goto(relay.url);
	await untilControlled(page);
	await page.context().setOffline(true);

	await page.getByRole('button', { name: 'Look at a sample team' }).click();
	await page.waitForURL(/\/plan$/);
	const bar = page.getByRole('complementary', { name: 'About this sample' });
	await expect(bar).toContainText('on this device alone');
	await expect(page.locator('article[data-item]')).toHaveCount(4);
	await expect(page.getByText(/8\sminutes on .*, 9\sminutes before/)).toBeVisible();
	await expect(page.locator('[data-disk]')).toHaveAttribute('data-relay', 'off');

	// The colleague is shown, types, and goes when told to.
	await expect(bar).toContainText('Priya is simulated');
	const words = () =>
		page
			.locator('article[data-item] textarea')
			.evaluateAll((all) => all.map((one) => (one as HTMLTextAreaElement).value).join('\n'));
	const before = await words();
	await expect.poll(words, { timeout: 45_000 }).not.toBe(before);
	await bar.getByRole('button', { name: 'Stop the simulated colleague' }).click();
	await expect.poll(words).toBe(before);
	await expect(bar).not.toContainText('Priya');

	const card = page.locator('[data-conflict]');
	await expect(card).toHaveCount(1);
	await card.getByRole('button').first().click();
	await expect(card).toHaveCount(0);

	await bar.getByRole('button', { name: 'Delete the sample' }).click();
	await page.waitForURL((url) => url.pathname === '/');
	await expect(page.getByRole('button', { name: 'Look at a sample team' })).toBeVisible();
});
