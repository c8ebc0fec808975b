import type { Page } from '@playwright/test';
import { formatLink } from '#lib/protocol/linkText.ts';
import { parseLink } from '#lib/protocol/link.ts';
import { createGeneration, publicKeyOf, teamIdOf } from '#lib/protocol/record.ts';
import {
	expect,
	joinAsNew,
	linksOf,
	planOn,
	readPlan,
	startTeam,
	test,
	untilSafe
} from './world.ts';

const plan = [
	{
		title: 'New customers feel at home',
		keyResults: ['Customers who invite a colleague | 12 | 40']
	}
];

test('[LINK-1] a link that leads nowhere says why: cut, mistyped, of a newer version, none at all', async ({
	relay,
	browserOf
}) => {
	const seed = crypto.getRandomValues(new Uint8Array(32));
	const link = formatLink(relay.url, {
		teamId: teamIdOf(publicKeyOf(seed)),
		role: 'edit',
		token: createGeneration(seed, 1).tokens.edit
	});
	const page = await browserOf();
	const cases = [
		[link.slice(0, -9), /missing or mistyped/],
		[mistype(link), /missing or mistyped/],
		[link.replace('#1.', '#2.'), /newer version of Cairn/]
	] as const;
	for (const [text, told] of cases) {
		await page.goto(relay.url);
		await page.goto(text);
		await expect(page.getByRole('alert')).toHaveText(told);
	}
	await page.goto(relay.url);
	for (const [text, told] of [...cases, ['see you at nine', /no Cairn link in this/]] as const) {
		await page.getByLabel('The link').fill(text);
		await page.keyboard.press('Enter');
		await expect(page.getByText(told)).toBeVisible();
	}

	// A chat line around a whole link is no harm.
	await page.getByLabel('The link').fill(`Come on in: ${link} – see you!`);
	await page.keyboard.press('Enter');
	await expect(page.getByLabel('Your name')).toBeVisible();
});

test('[LINK-2, LINK-7] a wrong token is refused for good, and a team the relay never saw is waited for', async ({
	relay,
	browserOf
}) => {
	const ana = await startTeam(await browserOf(), relay.url, { team: 'Lighthouse', name: 'Ana' });
	const known = parseLink((await linksOf(ana.page)).edit);
	if (!known.ok) throw new Error(known.why);
	const seed = crypto.getRandomValues(new Uint8Array(32));
	const { tokens } = createGeneration(seed, 1);
	await untilSafe(ana.page);

	const wrong = formatLink(relay.url, {
		teamId: known.link.teamId,
		role: 'edit',
		token: tokens.edit
	});
	const page = await browserOf();
	await page.goto(wrong);
	await expect(page.getByRole('heading', { name: 'This link no longer works' })).toBeVisible();
	await expect(page.getByLabel('Your name')).toBeHidden();
	await expect(page.getByLabel('The link')).toBeVisible();

	// A member who opens it is told so, and keeps the link that works.
	const tab = await ana.page.context().newPage();
	await tab.goto(wrong);
	await expect(tab.getByRole('alert')).toContainText('This device keeps the link it had');
	await tab.goto(ana.page.url());
	await untilSafe(tab);

	const unknown = { teamId: teamIdOf(publicKeyOf(seed)), token: tokens.edit };
	await page.goto(relay.url);
	await page.goto(formatLink(relay.url, { ...unknown, role: 'edit' }));
	await expect(page.getByText('does not know this team yet')).toBeVisible();
	await page.getByLabel('Your name').fill('Ben');
	await page.getByRole('button', { name: 'Join', exact: true }).click();
	await expect(page.getByText('Waiting for the team’s plan')).toBeVisible();
	await expect(page.locator('[data-relay]')).toHaveAttribute('data-relay', 'refused');
	await page.locator('[data-relay]').click();
	await expect(page.getByText('does not know this team (yet)')).toBeVisible();
});

test('[LINK-3] a reader reads the plan live, is asked no name and can change nothing', async ({
	relay,
	browserOf
}) => {
	const ana = await startTeam(await browserOf(), relay.url, { team: 'Lighthouse', name: 'Ana' });
	await writePlan(ana.page);
	const { view } = await linksOf(ana.page);
	const reader = await browserOf();
	await readPlan(reader, view);
	await expect.poll(() => planOn(reader)).toEqual(plan);
	await expect(reader.getByLabel('Your name')).toBeHidden();
	// The one thing to press takes the plan along, and changes nothing.
	const buttons = reader.locator('main').getByRole('button');
	await expect(buttons).toHaveCount(1);
	await buttons.click();
	await expect(reader.getByRole('menuitem')).toHaveText([/print/i, /CSV/, /Markdown/, /JSON/]);
	await reader.keyboard.press('Escape');
	expect(await reader.locator('main').getByRole('combobox').count()).toBe(0);

	for (const field of await reader.locator('main').locator('input, textarea').all()) {
		await field.focus();
		for (const keys of [
			'x',
			'Enter',
			'Backspace',
			'ArrowUp',
			'Alt+ArrowDown',
			'Control+z',
			'Control+y',
			'Control+x',
			'Delete'
		])
			await reader.keyboard.press(keys);
		await reader.keyboard.insertText('typed by a reader');
	}
	await reader.getByRole('heading', { level: 1 }).click();
	await reader.keyboard.press('Control+z');
	expect(await planOn(reader)).toEqual(plan);
	expect(await datesOn(reader)).toEqual(['']);

	// What a member writes still arrives, and nothing of the reader's went the other way.
	await ana.page.getByLabel('To (target)').fill('45');
	await ana.page.keyboard.press('Enter');
	const later = [
		{
			title: 'New customers feel at home',
			keyResults: ['Customers who invite a colleague | 12 | 45']
		}
	];
	await expect.poll(() => planOn(reader)).toEqual(later);
	expect(await planOn(ana.page)).toEqual(later);
	await expect(ana.page.getByText(/colleagues? (is|are) here/)).toBeHidden();

	await reader.goto(reader.url().replace(/\/c\/.*$/, '/team'));
	await expect(reader.getByRole('heading', { name: 'Lighthouse' })).toBeVisible();
	await expect(reader.getByRole('textbox', { name: 'Readers’ link' })).toHaveValue(view);
	await expect(reader.getByRole('textbox', { name: 'Members’ link' })).toBeHidden();
	await expect(reader.getByRole('heading', { name: 'Recovery key' })).toBeHidden();
	await expect(
		reader.getByRole('main').getByRole('button', { name: /Rename|Change|New cycle/ })
	).toHaveCount(0);
});

test('[LINK-4] who is already in the team joins with one more device, and a name that exists asks first', async ({
	relay,
	browserOf
}) => {
	const ana = await startTeam(await browserOf(), relay.url, { team: 'Lighthouse', name: 'Ana' });
	const { edit } = await linksOf(ana.page);
	await untilSafe(ana.page);

	const phone = await browserOf();
	await phone.goto(edit);
	await phone.getByText('I’m already here').click();
	await phone.getByText('Ana', { exact: true }).click();
	await phone.getByRole('button', { name: 'Join as Ana' }).click();
	await phone.waitForURL(/\/now$/);
	await expect(phone.getByRole('heading', { name: 'Hello, Ana' })).toBeVisible();

	const tablet = await browserOf();
	await tablet.goto(edit);
	await tablet.getByLabel('Your name').fill(' ANA ');
	await tablet.keyboard.press('Enter');
	await expect(tablet.getByRole('dialog', { name: 'Is that you?' })).toBeVisible();
	await tablet.getByRole('button', { name: 'Yes, that’s me' }).click();
	await tablet.waitForURL(/\/now$/);

	// Typed faster than the relay tells who is there.
	const namesake = await browserOf();
	await namesake.routeWebSocket(/\/sync\//, (socket) => {
		const server = socket.connectToServer();
		socket.onMessage((message) => server.send(message));
		server.onMessage((message) => setTimeout(() => socket.send(message), 1500));
	});
	await namesake.goto(edit);
	await namesake.getByLabel('Your name').fill('ana');
	await namesake.keyboard.press('Enter');
	await namesake.getByRole('button', { name: 'No, we share a name' }).click();
	await namesake.waitForURL(/\/now$/);

	await ana.page.goto(ana.page.url().replace(/\/c\/.*$/, '/team'));
	const people = ana.page.getByRole('region', { name: 'People' }).getByRole('listitem');
	await expect(people).toHaveCount(2);
	await expect(people.filter({ hasText: /\bAna\b/ })).toContainText('3 devices');
	await expect(people.filter({ hasText: /\bana\b/ })).toContainText('1 device');
});

test('[LINK-4] a relay that does not answer holds up nobody who joins', async ({
	relay,
	browserOf
}) => {
	const ana = await startTeam(await browserOf(), relay.url, { team: 'Lighthouse', name: 'Ana' });
	const { edit } = await linksOf(ana.page);
	await untilSafe(ana.page);
	const mute = await browserOf();
	await mute.routeWebSocket(/\/sync\//, () => undefined);
	const offline = await browserOf();
	for (const page of [mute, offline]) {
		await page.goto(edit);
		await page.getByLabel('Your name').fill('Ben');
		if (page === offline) await page.context().setOffline(true);
		await page.keyboard.press('Enter');
		await page.waitForURL(/\/t\//, { timeout: 15_000 });
	}
});

test('[LINK-5] after joining, no token is left in the address or in the history', async ({
	relay,
	browserOf
}) => {
	const ana = await startTeam(await browserOf(), relay.url, { team: 'Lighthouse', name: 'Ana' });
	const links = await linksOf(ana.page);
	const ben = await browserOf();
	await ben.goto(relay.url);
	await joinAsNew(ben, links.edit, 'Ben');
	const reader = await browserOf();
	await reader.goto(relay.url);
	await readPlan(reader, links.view);

	for (const [page, link] of [
		[ben, links.edit],
		[reader, links.view]
	] as const) {
		const token = link.split('.').at(-2) ?? '';
		expect(token).toHaveLength(43);
		// Back to the page before the link, entry by entry.
		for (; new URL(page.url()).pathname !== '/'; await page.goBack())
			expect(await rememberedBy(page)).not.toContain(token);
	}
});

test('[LINK-6] a team that is forgotten leaves nothing of itself on this device, in no tab', async ({
	relay,
	browserOf
}) => {
	const ana = await startTeam(await browserOf(), relay.url, { team: 'Lighthouse', name: 'Ana' });
	await writePlan(ana.page);
	await untilSafe(ana.page);
	const teamId = /\/t\/([^/]+)\//.exec(ana.page.url())?.[1] ?? '';
	const home = await ana.page.context().newPage();
	await home.goto(relay.url);
	expect((await databasesOn(home)).filter((name) => name.includes(teamId)).length).toBe(2);

	await home.getByRole('button', { name: 'More for Lighthouse' }).click();
	await home.getByRole('menuitem', { name: 'Forget on this device…' }).click();
	await home.getByRole('button', { name: 'Forget it' }).click();
	await expect(home.getByText('Lighthouse is no longer on this device.')).toBeVisible();
	await expect(home.getByRole('link', { name: 'Lighthouse' })).toBeHidden();

	// The tab that still has it open writes on, and brings none of it back.
	await ana.page.getByLabel('Objective 1', { exact: true }).press('End');
	await ana.page.keyboard.type(' soon');
	await ana.page.getByRole('button', { name: 'Add an objective' }).click();
	await ana.page.close();
	await home.reload();
	await expect(home.getByRole('heading', { name: 'Goals a team writes together' })).toBeVisible();
	expect((await databasesOn(home)).filter((name) => name.includes(teamId))).toEqual([]);
	expect(await storedTextOn(home)).not.toContain(teamId);
});

test('[TABS-1, TABS-2] what one tab writes stands in the other and at a colleague’s, also after the relay was away', async ({
	relay,
	browserOf
}) => {
	const ana = await startTeam(await browserOf(), relay.url, { team: 'Lighthouse', name: 'Ana' });
	await ana.page.getByRole('button', { name: 'Write the first objective' }).click();
	await ana.page.keyboard.type('New customers');
	const ben = await joinAsNew(await browserOf(), (await linksOf(ana.page)).edit, 'Ben');
	const tab = await ana.page.context().newPage();
	await tab.goto(ana.page.url());
	const title = (page: Page) => page.getByLabel('Objective 1', { exact: true });
	await title(tab).press('End');
	await tab.keyboard.type(' feel');
	await expect(title(ana.page)).toHaveValue('New customers feel');
	await expect(title(ben.page)).toHaveValue('New customers feel');

	await relay.kill();
	await expect(tab.locator('[data-relay]')).not.toHaveAttribute('data-relay', 'safe');
	await tab.keyboard.type(' at home');
	await expect(title(ana.page)).toHaveValue('New customers feel at home');
	// Only the tab that received it is left to bring it to the relay.
	await expect(ana.page.locator('[data-disk]')).toHaveAttribute('data-disk', 'safe');
	await tab.close();
	await relay.start();
	await expect(title(ben.page)).toHaveValue('New customers feel at home', { timeout: 30_000 });
	await untilSafe(ana.page);
});

async function writePlan(page: Page): Promise<void> {
	await page.getByRole('button', { name: 'Write the first objective' }).click();
	await page.keyboard.type('New customers feel at home');
	await page.keyboard.press('Enter');
	await page.keyboard.type('Customers who invite a colleague');
	await page.getByLabel('From (baseline)').fill('12');
	await page.getByLabel('To (target)').fill('40 %');
	await page.keyboard.press('Enter');
	await expect.poll(() => planOn(page)).toEqual(plan);
}

/** One letter of the token is another one, as when somebody types it from a sheet of paper. */
function mistype(link: string): string {
	const at = link.length - 20;
	const other = link[at] === 'a' ? 'b' : 'a';
	return link.slice(0, at) + other + link.slice(at + 1);
}

function datesOn(page: Page): Promise<string[]> {
	return page
		.locator('input[type=date]')
		.evaluateAll((dates) => dates.map((date) => (date as HTMLInputElement).value));
}

/** Everything the browser remembers of where this tab was: addresses, and what came with them. */
function rememberedBy(page: Page): Promise<string> {
	return page.evaluate(() =>
		JSON.stringify([
			location.href,
			document.referrer,
			history.state,
			navigation.entries().map((entry) => [entry.url, entry.getState() as unknown]),
			{ ...sessionStorage },
			{ ...localStorage }
		])
	);
}

function databasesOn(page: Page): Promise<string[]> {
	return page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name ?? ''));
}

/** Every row of every database, and both small storages, as one text. */
function storedTextOn(page: Page): Promise<string> {
	return page.evaluate(async () => {
		const asked = <T>(request: IDBRequest<T>) =>
			new Promise<T>((resolve, reject) => {
				request.onsuccess = () => resolve(request.result);
				request.onerror = () => reject(new Error(request.error?.message));
			});
		const found: unknown[] = [{ ...localStorage }, { ...sessionStorage }];
		for (const { name = '' } of await indexedDB.databases()) {
			const db = await asked(indexedDB.open(name));
			for (const store of db.objectStoreNames) {
				const rows = db.transaction(store).objectStore(store);
				found.push(name, store, await asked(rows.getAllKeys()), await asked(rows.getAll()));
			}
			db.close();
		}
		return JSON.stringify(found);
	});
}
