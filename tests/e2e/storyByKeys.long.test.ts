import type { Page } from '@playwright/test';
import { joinByKeys, startByKeys } from './byKeys.ts';
import { playTheStory } from './plot.ts';
import { gather, reloadOffline } from './story.ts';
import { expect, test, untilControlled } from './world.ts';

// Pictures of every step of several pages would cost more than the steps themselves.
test.use({ trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false } });

test('[KEYS-4] the same three do the same by keyboard alone, and always see where they are', async ({
	relay,
	browserOf
}) => {
	const hands = { start: startByKeys, join: joinByKeys };
	// A small window, whose bars stand over what is reached.
	const windowOf = () => browserOf({ viewport: { width: 800, height: 600 } });
	const cast = await gather(windowOf, relay.url, hands);
	await untilControlled(cast.cem.page);
	for (const { page } of [cast.ana, cast.ben, cast.cem]) await countPointers(page);
	const four = await playTheStory(cast, relay, {
		breakOff: ({ page }) => reloadOffline(page),
		comeBack: ({ page }) => page.context().setOffline(false),
		arrive: async () => joinByKeys(await browserOf(), cast.link, 'Dan')
	});
	for (const { page } of four) expect(await page.evaluate(() => window.name)).toBe('');
});

/** Writes into the tab's name what only a pointer does, so that a click in the story is found out. */
async function countPointers(page: Page): Promise<void> {
	const count = () => {
		addEventListener('pointerdown', () => (window.name += 'pointed '), { capture: true });
	};
	await page.addInitScript(count);
	await page.evaluate(count);
}
