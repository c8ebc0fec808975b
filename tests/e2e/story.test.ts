import { playTheStory } from './plot.ts';
import { gather, reloadOffline } from './story.ts';
import { joinAsNew, test, untilControlled } from './world.ts';

// Pictures of every step of several pages would cost more than the steps themselves.
test.use({ trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false } });

test('three people write one plan together, part, lose the relay, and meet without losing a word', async ({
	relay,
	browserOf
}) => {
	const cast = await gather(browserOf, relay.url);
	await untilControlled(cast.cem.page);
	await playTheStory(cast, relay, {
		breakOff: ({ page }) => reloadOffline(page),
		comeBack: ({ page }) => page.context().setOffline(false),
		arrive: async () => joinAsNew(await browserOf(), cast.link, 'Dan')
	});
});
