import { lineOf, objectivesOn } from './screen.ts';
import { expect, joinAsNew, linksOf, startTeam, test, untilSafe } from './world.ts';

test('[INPUT-2] a browser that opens no storage writes with the team all the same, and says what that means', async ({
	relay,
	browserOf
}) => {
	const ana = (await startTeam(await browserOf(), relay.url, { team: 'Ferry', name: 'Ana' })).page;
	await ana.getByRole('button', { name: 'Write the first objective' }).click();
	await ana.keyboard.type('Guests come back');
	await untilSafe(ana);
	const ben = await browserOf();
	await ben.addInitScript(() => {
		IDBFactory.prototype.open = () => {
			throw new DOMException('private', 'SecurityError');
		};
	});
	await joinAsNew(ben, (await linksOf(ana)).edit, 'Ben');
	await expect(ben.getByText('This browser keeps nothing here').first()).toBeVisible();
	await expect(ben.locator('[data-disk]')).toHaveAttribute('data-disk', 'off');
	await ben.getByLabel('Objective 1', { exact: true }).press('End');
	await ben.keyboard.type(' in winter');
	await expect(ana.getByLabel('Objective 1', { exact: true })).toHaveValue(
		'Guests come back in winter'
	);
	await expect(ben.locator('[data-relay]')).toHaveAttribute('data-relay', 'safe');
	await ben.locator('[data-disk]').click();
	await expect(ben.getByText('Your words are gone from here when the page closes')).toBeVisible();
});

test('[INPUT-3] ten thousand characters, right-to-left words, emoji and nonsense in a number lose nothing and break no screen', async ({
	relay,
	browserOf
}) => {
	const ana = (await startTeam(await browserOf(), relay.url, { team: 'Ferry', name: 'Ana' })).page;
	const ben = await browserOf({ viewport: { width: 360, height: 740 } });
	await joinAsNew(ben, (await linksOf(ana)).edit, 'Ben');
	const long = 'Guests come back because they like it here '.repeat(233).slice(0, 10_000);
	const texts = [long, 'לקוחות חוזרים כל שבוע 3 פעמים', '👩‍👩‍👧‍👦 families 🏳️‍🌈 e\u0301 𝒳'];
	for (const [at, text] of texts.entries()) {
		const name = at === 0 ? 'Write the first objective' : 'Add an objective';
		await ana.getByRole('button', { name }).click();
		await expect.poll(async () => (await objectivesOn(ana)).length).toBe(at + 1);
		await expect(lineOf(ana, (await objectivesOn(ana))[at] ?? '')).toBeFocused();
		await ana.keyboard.insertText(text);
		await ana.keyboard.type('!');
	}
	const ids = await objectivesOn(ana);
	for (const page of [ana, ben]) {
		for (const [at, text] of texts.entries())
			await expect(lineOf(page, ids[at] ?? '')).toHaveValue(`${text}!`);
		expect(
			await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
		).toBeLessThanOrEqual(0);
	}
	const hebrew = lineOf(ana, ids[1] ?? '');
	expect(await hebrew.evaluate((line) => getComputedStyle(line).direction)).toBe('rtl');

	// One step back of a family is the whole family.
	await lineOf(ana, ids[2] ?? '').press('Home');
	await ana.keyboard.press('Delete');
	await expect(lineOf(ben, ids[2] ?? '')).toHaveValue(' families 🏳️‍🌈 e\u0301 𝒳!');

	await lineOf(ana, ids[2] ?? '').press('Enter');
	await ana.keyboard.type('Families who stay');
	const from = ana.getByLabel('From (baseline)');
	for (const [typed, told] of [
		['a few', 'That is not a number.'],
		['12 or 15', /number/],
		['9'.repeat(400), /number|large/]
	] as const) {
		await from.fill(typed);
		await from.press('Tab');
		await expect(ana.getByRole('alert').filter({ hasText: told })).toBeVisible();
		await expect(from).toHaveValue(typed);
	}
	await from.fill('12');
	await from.press('Enter');
	await expect(ben.getByLabel('From (baseline)')).toHaveValue('12');
	await untilSafe(ana);
	await ana.reload();
	await expect(lineOf(ana, ids[0] ?? '')).toHaveValue(`${long}!`);
});
