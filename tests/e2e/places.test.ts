import { agreedPlan } from './checkInPlan.ts';
import {
	expect,
	joinAsNew,
	linksOf,
	startTeam,
	test,
	untilControlled,
	untilSafe
} from './world.ts';

const dayMs = 86_400_000;
const unknown = /^There is no such cycle here, or it has not arrived yet\./;

test('[PLACE-1, NOW-6] a cycle that the team does not name is opened for nobody, with and without a network, and by itself once the team names it; a reader at Now comes to the status', async ({
	relay,
	browserOf
}) => {
	const ana = await browserOf();
	await startTeam(ana, relay.url, { team: 'Lighthouse', name: 'Ana' });
	await agreedPlan(ana, ['Answered within a day']);
	const { edit, view } = await linksOf(ana);
	const plan = ana.url();
	const ghost = plan.replace(/\/c\/[^/]+/, '/c/aaaaaaaaaaaaaaaa');
	await untilControlled(ana);
	await untilSafe(ana);
	for (const place of ['plan', 'now', 'check-in', 'status', 'workshops']) {
		await ana.goto(ghost.replace('plan', place));
		await expect(ana.getByText(unknown)).toBeVisible();
		await expect(ana.getByRole('textbox')).toHaveCount(0);
		await expect(ana.getByText('This link may read')).toHaveCount(0);
	}
	await ana.getByRole('link', { name: 'To the team’s current cycle' }).click();
	await expect(ana.getByRole('heading', { name: 'Hello, Ana' })).toBeVisible();

	const reader = await browserOf();
	await reader.goto(view);
	await reader.waitForURL(/\/status$/);
	await reader.goto(plan.replace(/plan$/, 'now'));
	await reader.waitForURL(/\/status$/);
	await reader.goto(ghost);
	await expect(reader.getByText(unknown)).toBeVisible();

	// A colleague makes a cycle while Ana is away: its link waits, and opens when its name arrives.
	const ben = await browserOf();
	await joinAsNew(ben, edit, 'Ben');
	await untilControlled(ben);
	await untilSafe(ben);
	await relay.kill();
	await ana.goto(ghost);
	await expect(ana.getByText(unknown)).toBeVisible();
	await ben.goto(plan.replace(/\/c\/.*$/, '/team'));
	await ben.getByRole('button', { name: 'New cycle' }).click();
	await ben.getByRole('dialog').getByRole('button', { name: 'Add the cycle' }).click();
	await expect(ben.getByRole('dialog')).toHaveCount(0);
	const made = await ben
		.locator('a[href*="/c/"]')
		.evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
	const place = made.find(
		(href) => href.includes('/c/') && !plan.startsWith(href.replace(/(\/c\/[^/]+).*$/, '$1'))
	);
	await ana.goto(place ?? '');
	await expect(ana.getByText(unknown)).toBeVisible();
	await relay.start();
	await expect(ana.getByText(unknown)).toHaveCount(0, { timeout: 60_000 });
	await expect(ana.getByRole('heading', { level: 1 })).toBeVisible();
});

test('[NOW-5] after the end of a cycle Now leads to its status, and asks for no check-in', async ({
	relay,
	browserOf
}) => {
	const ana = await browserOf();
	await startTeam(ana, relay.url, { team: 'Lighthouse', name: 'Ana' });
	await agreedPlan(ana, ['Answered within a day']);
	await ana.clock.setSystemTime(Date.now() + 200 * dayMs);
	await ana.goto(ana.url().replace(/plan$/, 'now'));
	await expect(ana.getByRole('link', { name: 'See the quarter' })).toBeVisible();
	await expect(ana.getByRole('link', { name: /^Check in/ })).toHaveCount(0);
	await expect(ana.getByText('check-in due')).toHaveCount(0);
	await ana.getByRole('link', { name: 'Note a last value' }).click();
	await expect(ana.getByText('1 of 1')).toBeVisible();
	await ana.goBack();
	await ana.getByRole('link', { name: 'See the quarter' }).click();
	await ana.waitForURL(/\/status$/);
});

test('[PLACE-2] what is called out on arriving is where one is', async ({ relay, browserOf }) => {
	const ana = await browserOf();
	await ana.goto(relay.url);
	await ana.evaluate(() => {
		const said: string[] = [];
		Object.assign(globalThis, { said });
		new MutationObserver(() => {
			const text = document.getElementById('svelte-announcer')?.textContent;
			if (text && said.at(-1) !== text) said.push(text);
		}).observe(document, { subtree: true, childList: true, characterData: true });
	});
	await startTeamHere();
	const said = () => ana.evaluate(() => (globalThis as unknown as { said: string[] }).said);
	await expect.poll(said).toEqual(expect.arrayContaining([expect.stringMatching(/^Plan · /)]));
	expect((await said()).join()).not.toMatch(/Your teams|untitled page/);

	async function startTeamHere() {
		await ana.getByRole('button', { name: 'Start a team' }).click();
		await ana.getByLabel('Name of the team').fill('Lighthouse');
		await ana.getByLabel('Your name').fill('Ana');
		await ana.getByRole('button', { name: 'Start the team' }).click();
		await ana.waitForURL(/\/plan$/);
	}
});
