import type { Locator, Page } from '@playwright/test';
import { joinByKeys, reach, startByKeys } from './byKeys.ts';
import { expect, linksOf, planOn, test, untilSafe } from './world.ts';

test('[KEYS-1] a plan is made, ordered, taken back and restored by keyboard alone', async ({
	relay,
	browserOf
}) => {
	const page = await browserOf();
	await startByKeys(page, relay.url, { team: 'Lighthouse', name: 'Ana' });
	await reach(page.getByRole('button', { name: 'Write the first objective' }));
	await page.keyboard.press('Enter');
	const objective = page.getByRole('textbox', { name: 'Objective 1' });
	await expect(objective).toBeFocused();
	await page.keyboard.type('New customers feel at home');

	// Enter adds the next line where one writes a list.
	await page.keyboard.press('Enter');
	await page.keyboard.type('Customers who invite a colleague');
	await fillByKeys(page, row(page, 1), { from: '12', to: '40 %', due: '12122031', owner: 'Ana' });
	await reach(row(page, 1).getByRole('textbox', { name: /^Key result 1/ }));
	await page.keyboard.press('Enter');
	await page.keyboard.type('Days to the first project');
	await fillByKeys(page, row(page, 2), { from: '9', to: '4', due: '11112031', owner: 'Ana' });
	const invites = 'Customers who invite a colleague | 12 | 40';
	const days = 'Days to the first project | 9 | 4';
	await untilOrder(page, [invites, days]);
	await expect(row(page, 1).getByLabel('Unit')).toHaveValue('%');
	await expect(row(page, 1).locator('input[type=date]')).toHaveValue('2031-12-12');
	await expect(row(page, 2).locator('input[type=date]')).toHaveValue('2031-11-11');
	await expect(row(page, 1).getByLabel('Owner')).toHaveJSProperty('selectedIndex', 1);

	// Alt and an arrow move the line one stands in, and the focus goes with it.
	const second = page.getByRole('textbox', { name: /^Key result 2/ });
	await reach(second);
	await page.keyboard.press('Alt+ArrowUp');
	await untilOrder(page, [days, invites]);
	const first = page.getByRole('textbox', { name: /^Key result 1/ });
	await expect(first).toBeFocused();
	await expect(page.getByText('Days to the first project: now 1 of 2.')).toBeAttached();
	await page.keyboard.press('Alt+ArrowDown');
	await untilOrder(page, [invites, days]);
	await expect(second).toBeFocused();

	await chooseByKeys(page, 'Key result 2: more', 'Move up');
	await untilOrder(page, [days, invites]);
	await expect(page.getByRole('button', { name: 'Key result 1: more' })).toBeFocused();
	await page.keyboard.press('Control+z');
	await untilOrder(page, [invites, days]);

	await chooseByKeys(page, 'Key result 2: more', 'Delete the key result');
	await untilOrder(page, [invites]);
	await expect(page.getByRole('button', { name: 'Key result 1: more' })).toBeFocused();
	// The word before it may be on its way out.
	await reach(page.getByRole('group').getByRole('button', { name: 'Undo' }).last());
	await page.keyboard.press('Enter');
	await untilOrder(page, [invites, days]);

	await chooseByKeys(page, 'Key result 1: more', 'Delete the key result');
	await untilOrder(page, [days]);
	await page.keyboard.press('Control+z');
	await untilOrder(page, [invites, days]);
	await page.keyboard.press('Control+Shift+z');
	await untilOrder(page, [days]);

	await reach(page.getByText('1 deleted'));
	await page.keyboard.press('Enter');
	await reach(page.getByRole('button', { name: 'Restore “Customers who invite a colleague”' }));
	await page.keyboard.press('Enter');
	await untilOrder(page, [invites, days]);

	// What was deleted with its objective comes back with it.
	await chooseByKeys(page, 'Objective 1: more', 'Delete the objective');
	await expect.poll(() => planOn(page)).toEqual([]);
	await page.keyboard.press('Control+z');
	await untilOrder(page, [invites, days]);
	await page.reload();
	await untilOrder(page, [invites, days]);
	await untilSafe(page);
});

test('[KEYS-2] two answers for one field are settled by keyboard alone', async ({
	relay,
	browserOf
}) => {
	const [ana, ben] = [await browserOf(), await browserOf()];
	await writeTogether(ana, ben, relay.url);
	await relay.kill();
	for (const [page, target] of [
		[ana, '40'],
		[ben, '50']
	] as const) {
		await expect(page.locator('[data-relay]')).not.toHaveAttribute('data-relay', 'safe');
		await reach(page.getByLabel('To (target)'));
		await page.keyboard.type(target);
		await page.keyboard.press('Enter');
	}
	await relay.start();
	const choice = ana.getByRole('button', { name: 'Use this: 50' });
	await expect(choice).toBeVisible({ timeout: 30_000 });
	await reach(choice);
	await ana.keyboard.press('Enter');
	for (const page of [ana, ben]) {
		await expect(page.locator('[data-conflict]')).toHaveCount(0);
		await expect(page.getByLabel('To (target)')).toHaveValue('50');
	}
});

test('[KEYS-3] whoever writes in a line goes on writing in it when a colleague moves it', async ({
	relay,
	browserOf
}) => {
	const [ana, ben] = [await browserOf(), await browserOf()];
	await writeTogether(ana, ben, relay.url);
	await ana.keyboard.press('Enter');
	await ana.keyboard.type('Days to the first project');
	await expect(row(ben, 2).getByRole('textbox').first()).toHaveValue('Days to the first project');
	const line = row(ben, 1).getByRole('textbox', { name: /^Key result/ });
	await reach(line);
	const held = await line.elementHandle();
	for (const [key, number] of [
		['Alt+ArrowUp', 2],
		['Alt+ArrowDown', 1]
	] as const) {
		await ben.keyboard.press('Home');
		await ben.keyboard.type('we');
		await ana.keyboard.press(key);
		await expect
			.poll(() => held?.getAttribute('aria-label'))
			.toBe(`Key result ${number}: what is measured`);
		await ben.keyboard.type('ll ');
	}
	for (const page of [ana, ben])
		await untilOrder(page, [
			'well well Customers who invite a colleague |  | ',
			'Days to the first project |  | '
		]);
});

test('[KEYS-5] a check-in is made on a phone’s screen by keyboard alone, and no bar stands over where one is', async ({
	relay,
	browserOf
}) => {
	const page = await browserOf({ viewport: { width: 360, height: 740 } });
	await page.goto(relay.url);
	await reach(page.getByRole('button', { name: 'Look at a sample team' }));
	await page.keyboard.press('Enter');
	await page.waitForURL(/\/plan$/);
	await page.goto(`${relay.url}/check-in`);
	const heading = page.getByRole('heading', { level: 2 });
	const metric = (await heading.textContent()) ?? '';
	await reach(page.getByRole('textbox', { name: /^Value now/ }));
	await page.keyboard.type('31');
	await reach(page.getByRole('radio', { name: /^4:/ }));
	await page.keyboard.press('ArrowLeft');
	await expect(page.getByRole('radio', { name: /^3:/ })).toBeChecked();
	await reach(page.getByRole('radio', { name: 'Nothing' }));
	await page.keyboard.press('ArrowRight');
	await reach(page.getByLabel('Who could help?'));
	await page.keyboard.type('Tomás');
	await reach(page.getByText('Note, next step, win, another day'));
	await page.keyboard.press('Enter');
	await reach(page.getByRole('textbox', { name: 'Note' }));
	await page.keyboard.type('Rain on Sunday.');
	await reach(page.getByRole('button', { name: /^Save/ }));
	await page.keyboard.press('Enter');
	await expect(heading).not.toHaveText(metric);
	await reach(page.getByRole('button', { name: 'Undo' }));
	await page.keyboard.press('Enter');
	await expect(heading).toHaveText(metric);
});

/** Ana has begun a plan with one key result, in which her caret stands; Ben has come to it. */
async function writeTogether(ana: Page, ben: Page, url: string): Promise<void> {
	await startByKeys(ana, url, { team: 'Lighthouse', name: 'Ana' });
	await reach(ana.getByRole('button', { name: 'Write the first objective' }));
	await ana.keyboard.press('Enter');
	await ana.keyboard.type('New customers feel at home');
	await ana.keyboard.press('Enter');
	await ana.keyboard.type('Customers who invite a colleague');
	await joinByKeys(ben, (await linksOf(ana)).edit, 'Ben');
	await expect(row(ben, 1)).toBeVisible();
}

function row(page: Page, number: number): Locator {
	return page.locator('article li [data-item]').nth(number - 1);
}

interface Fields {
	from: string;
	to: string;
	/** Digits for the three segments of the field, whose order is the machine's. */
	due: string;
	owner: string;
}

async function fillByKeys(page: Page, line: Locator, fields: Fields): Promise<void> {
	for (const [field, keys] of [
		[line.getByLabel('From (baseline)'), fields.from],
		[line.getByLabel('To (target)'), fields.to],
		[line.locator('input[type=date]'), fields.due],
		[line.getByLabel('Owner'), fields.owner]
	] as const) {
		await reach(field);
		await page.keyboard.type(keys);
	}
}

/** Opens a menu, walks to a row of it and chooses it. */
async function chooseByKeys(page: Page, menu: string, item: string): Promise<void> {
	await reach(page.getByRole('button', { name: menu }));
	await page.keyboard.press('Enter');
	const wanted = page.getByRole('menuitem', { name: item });
	await reach(wanted);
	await page.keyboard.press('Enter');
}

async function untilOrder(page: Page, keyResults: string[]): Promise<void> {
	await expect
		.poll(() => planOn(page))
		.toEqual([{ title: 'New customers feel at home', keyResults }]);
}
