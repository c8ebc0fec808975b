import { expect, joinAsNew, linksOf, planOn, startTeam, test, untilSafe } from './world.ts';

test('two people write one plan, and see each other’s words as they are typed', async ({
	relay,
	browserOf
}) => {
	const ana = await startTeam(await browserOf(), relay.url, { team: 'Lighthouse', name: 'Ana' });
	await ana.page.getByRole('button', { name: 'Write the first objective' }).click();
	await ana.page.keyboard.type('New customers feel at home');
	const { edit } = await linksOf(ana.page);
	const ben = await joinAsNew(await browserOf(), edit, 'Ben');
	await expect(ben.page.getByLabel('Objective 1', { exact: true })).toHaveValue(
		'New customers feel at home'
	);
	await ana.page.getByLabel('Objective 1', { exact: true }).press('Enter');
	await ana.page.keyboard.type('Customers who invite a colleague');
	await ana.page.getByLabel('From (baseline)').fill('12');
	await ana.page.getByLabel('To (target)').fill('40 %');
	await ana.page.keyboard.press('Enter');
	await expect
		.poll(() => planOn(ben.page))
		.toEqual([
			{
				title: 'New customers feel at home',
				keyResults: ['Customers who invite a colleague | 12 | 40']
			}
		]);
	await untilSafe(ana.page);
	await untilSafe(ben.page);
});
