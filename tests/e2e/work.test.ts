import { look } from './look.ts';
import { expect, itemOn, keyResultsOn, objectivesOn } from './screen.ts';
import { joinAsNew, linksOf, openPlan, startTeam, test, untilSafe } from './world.ts';

test('[WORK-1, WORK-2, HEALTH-3] work is written under a key result, and what is watched becomes one', async ({
	relay,
	browserOf
}) => {
	test.setTimeout(400_000);
	const ana = await browserOf();
	await startTeam(ana, relay.url, { team: 'Lighthouse', name: 'Ana' });
	await ana.getByRole('button', { name: 'Write the first objective' }).click();
	await ana.keyboard.type('Customers feel at home');
	await ana.keyboard.press('Enter');
	await ana.keyboard.type('Customers who invite a colleague');
	await ana.keyboard.press('Enter');
	await ana.keyboard.type('Launch the welcome tour');
	await ana.getByLabel('Who notices “Customers feel at home”?').fill('New customers');
	await ana.keyboard.press('Enter');
	const [objective = ''] = await objectivesOn(ana);
	await expect.poll(() => keyResultsOn(ana, objective)).toHaveLength(2);
	const [invites = '', output = ''] = await keyResultsOn(ana, objective);

	// An output moves under the number it shall move, in one action that is taken back in one.
	const make = async () => {
		await ana.getByRole('button', { name: 'Key result 2: more' }).click();
		await ana
			.getByRole('menuitem', { name: 'Make it work for “Customers who invite a colleague”' })
			.click();
		await expect.poll(() => keyResultsOn(ana, objective)).toEqual([invites]);
	};
	await make();
	await ana.getByRole('group').getByRole('button', { name: 'Undo' }).click();
	await expect.poll(() => keyResultsOn(ana, objective)).toEqual([invites, output]);
	await make();
	const titles = () =>
		itemOn(ana, invites)
			.locator('[data-initiative] input:not([type=checkbox])')
			.evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value));
	expect(await titles()).toEqual(['Launch the welcome tour']);

	// By keyboard alone: Enter adds the next line, Alt and an arrow order them.
	const first = ana.getByRole('textbox', { name: 'Initiative 1' });
	await first.focus();
	await ana.keyboard.press('Enter');
	await expect(ana.getByRole('textbox', { name: 'Initiative 2' })).toBeFocused();
	await ana.keyboard.type('Call ten customers');
	await ana.keyboard.press('Tab');
	await expect.poll(titles).toEqual(['Launch the welcome tour', 'Call ten customers']);
	await ana.keyboard.press('Alt+ArrowUp');
	await expect.poll(titles).toEqual(['Call ten customers', 'Launch the welcome tour']);
	await ana.getByRole('checkbox', { name: 'Done: Call ten customers' }).check();
	await expect(ana.getByText('Work to move it: 1 of 2 done')).toBeVisible();
	await look(ana, 'the plan with initiatives');

	const { edit } = await linksOf(ana);
	const ben = await browserOf();
	await joinAsNew(ben, edit, 'Ben');
	await expect(ben.getByRole('checkbox', { name: 'Done: Call ten customers' })).toBeChecked();
	await expect(ben.getByLabel('Who notices “Customers feel at home”?')).toHaveValue(
		'New customers'
	);

	// What must not suffer is watched on the team's page, and can become a goal.
	await ana.goto(ana.url().replace(/\/c\/.*$/, '/team'));
	await ana.getByRole('button', { name: 'Add a health metric' }).click();
	await ana.keyboard.type('Sick days');
	const row = ana.locator('[data-metric]');
	await row.getByLabel('Value').fill('6 days');
	await row.getByLabel('Value').press('Enter');
	await row.getByLabel('Healthy up to').fill('4');
	await row.getByLabel('Healthy up to').press('Enter');
	await expect(row.getByText('too high')).toBeVisible();
	await expect(row.getByLabel('Unit')).toHaveValue('days');
	await look(ana, 'the team with a health metric');
	await ana.getByRole('button', { name: 'Health metric 1: more' }).click();
	await ana.getByRole('menuitem', { name: 'Delete the health metric' }).click();
	await expect(row).toHaveCount(0);
	await ana.getByRole('group').getByRole('button', { name: 'Undo' }).click();
	await expect(row).toHaveCount(1);
	await ana.getByRole('button', { name: 'Health metric 1: more' }).click();
	await ana.getByRole('menuitem', { name: 'Make it a key result…' }).click();
	await look(ana, 'a health metric becomes a key result');
	await ana.getByRole('button', { name: 'Make it a key result', exact: true }).click();
	await ana.waitForURL(/\/plan$/);
	await untilSafe(ana);
	await openPlan(ben);
	const promoted = ben.locator('article li [data-item]').last();
	await expect(promoted.getByLabel('From (baseline)')).toHaveValue('6');
	await expect(promoted.locator('textarea')).toHaveValue('Sick days');
});
