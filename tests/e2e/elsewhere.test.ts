import { expect, joinAsNew, linksOf, planOn, startTeam, test, untilSafe } from './world.ts';

test('[TEAM-6] “safe” on another page speaks for the plan that was written while the relay was away', async ({
	relay,
	browserOf
}) => {
	const ana = await startTeam(await browserOf(), relay.url, { team: 'Lighthouse', name: 'Ana' });
	const { edit } = await linksOf(ana.page);
	await untilSafe(ana.page);
	// With the server dead only the worker can open the other page.
	await ana.page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
	await relay.kill();
	await ana.page.getByRole('button', { name: 'Write the first objective' }).click();
	await ana.page.keyboard.type('Written while the relay was away');
	await ana.page.goto(ana.page.url().replace(/\/c\/.*$/, '/team'));
	await relay.start();
	await untilSafe(ana.page);
	// From here on only the relay can hand it on.
	await ana.page.close();
	const ben = await joinAsNew(await browserOf(), edit, 'Ben');
	await expect
		.poll(() => planOn(ben.page))
		.toEqual([{ title: 'Written while the relay was away', keyResults: [] }]);
});
