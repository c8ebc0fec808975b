import { setTarget } from './hands.ts';
import { look } from './look.ts';
import { expect, keyResultsOn, objectivesOn } from './screen.ts';
import { lastDayOn, linksOf, readPlan, startTeam, test } from './world.ts';

const longWord = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerk'.repeat(2);

test('[LOOK-8, LOOK-9] agreeing, changing and comparing meet WCAG 2.2 AA in both themes, and fit a phone', async ({
	relay,
	browserOf
}) => {
	test.setTimeout(600_000);
	const ana = await browserOf({ reducedMotion: 'reduce' });
	await startTeam(ana, relay.url, { team: 'Lighthouse', name: 'Ana' });
	await ana.getByRole('button', { name: 'Write the first objective' }).click();
	await ana.keyboard.insertText(longWord);
	await ana.keyboard.press('Enter');
	await ana.keyboard.type('Customers who invite a colleague');
	const [objective = ''] = await objectivesOn(ana);
	const [id = ''] = await keyResultsOn(ana, objective);
	await ana.getByRole('button', { name: 'Agree this plan' }).click();
	await look(ana, 'what stands in the way');
	await ana.keyboard.press('Escape');
	await ana.getByLabel('From (baseline)').fill('12');
	await setTarget({ page: ana }, id, '30 %');
	await ana.locator('input[type=date]').fill(await lastDayOn(ana));
	await ana.keyboard.press('Enter');
	await ana.getByText('Not this cycle', { exact: true }).click();
	await ana.getByRole('button', { name: 'Add an idea' }).click();
	await ana.keyboard.insertText(longWord);
	await look(ana, 'the plan with an idea');
	await ana.getByRole('button', { name: 'Agree this plan' }).click();
	await look(ana, 'the read-through');
	await ana.getByRole('button', { name: 'Agree as version 1' }).click();
	await look(ana, 'version 1');
	await ana.getByRole('button', { name: 'To the plan' }).click();
	await look(ana, 'the agreed plan');
	await ana.getByRole('button', { name: 'Change the plan' }).click();
	await setTarget({ page: ana }, id, '35');
	await ana.getByRole('button', { name: 'Objective 1: more' }).click();
	await ana.getByRole('menuitem', { name: 'Deprioritise…' }).click();
	await ana.getByRole('button', { name: 'Deprioritise', exact: true }).click();
	await look(ana, 'the reason');
	await ana.getByLabel('Why?').fill(longWord);
	await ana.getByRole('button', { name: 'Deprioritise', exact: true }).click();
	await ana.getByText('1 deprioritised').click();
	await look(ana, 'what was deprioritised');
	await ana.getByRole('button', { name: /^Bring “/ }).click();
	await ana.getByRole('button', { name: 'See and agree' }).click();
	await look(ana, 'the changes');
	await ana.getByLabel('Why is the plan changed?').fill(longWord);
	await ana.getByRole('button', { name: 'Agree as version 2' }).click();
	await ana.getByRole('button', { name: 'To the plan' }).click();
	await ana.getByRole('link', { name: 'Versions' }).click();
	await expect(ana.getByRole('heading', { name: 'Compare' })).toBeVisible();
	await look(ana, 'the versions');
	await ana.getByRole('link', { name: 'Version 2' }).click();
	await expect(ana.getByRole('heading', { name: 'Who agreed' })).toBeVisible();
	await look(ana, 'one version');
	await ana.getByRole('navigation').getByRole('link', { name: 'Now' }).click();
	await expect(ana.getByText('Version 2 is agreed')).toBeVisible();
	await look(ana, 'now, with an agreed plan');
	await ana.getByRole('navigation').getByRole('link', { name: 'Plan' }).click();
	const { view } = await linksOf(ana);
	const reader = await browserOf();
	await readPlan(reader, view);
	await expect(reader.getByText('12 → 35 %')).toBeVisible();
	await look(reader, 'the agreed plan of a reader');
});
