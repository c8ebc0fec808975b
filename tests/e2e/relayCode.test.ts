import { fileOf } from '../../tools/weight.ts';
import { expect, planOn, startTeam, test, untilSafe } from './world.ts';

test('[SAFE-12] a plan whose relay code does not arrive is written on, and all of it is safe once it does', async ({
	relay,
	browserOf
}) => {
	const page = await browserOf();
	// From a worker's store it could not fail to come.
	await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'));
	await startTeam(page, relay.url, { team: 'Allotment', name: 'Ana' });
	await untilSafe(page);

	const relayCode = `**/${fileOf('src/lib/sync/relay.ts')}`;
	await page.route(relayCode, (route) => route.abort('connectionreset'));
	await page.reload();
	const chip = page.locator('[data-relay]');
	await expect(chip).toHaveAttribute('data-relay', 'failed');
	await page.getByRole('button', { name: 'Write the first objective' }).click();
	await page.keyboard.type('Neighbours eat what we grow');
	await expect(chip).toHaveAttribute('data-disk', 'safe');
	expect((await planOn(page))[0]?.title).toBe('Neighbours eat what we grow');
	await expect(chip).toHaveAttribute('data-relay', 'failed');

	await page.unroute(relayCode);
	// What a person does who comes back to the page.
	await page.evaluate(() => dispatchEvent(new Event('online')));
	await untilSafe(page);
});
