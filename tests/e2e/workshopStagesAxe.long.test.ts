import { pastedPlan } from './checkInPlan.ts';
import { look } from './look.ts';
import { joinAsNew, linksOf, startTeam, test } from './world.ts';
import { comeIn, dots, leadTo, prepareKickoff, reveal, writeIdeas } from './workshopStages.ts';

test('the stages from the vote to the end are clean to axe and fit a phone, in both themes', async ({
	relay,
	browserOf
}) => {
	test.slow();
	const page = await browserOf();
	await startTeam(page, relay.url, { team: 'Lighthouse', name: 'Ana' });
	await pastedPlan(page, [
		'Number of customers who come back within a month',
		'Launch the new app'
	]);
	const { edit } = await linksOf(page);
	const ben = await browserOf();
	await joinAsNew(ben, edit, 'Ben');
	await prepareKickoff(page);
	await comeIn(ben);
	await leadTo(page, 'Where we stand', 'Silent ideas');
	await writeIdeas(
		page,
		'A dog',
		'A garden behind the house',
		'A boat',
		'Donaudampfschifffahrtsgesellschaft'.repeat(3)
	);
	await leadTo(page, 'Reveal and group');
	await reveal(page);
	await leadTo(page, 'Vote');
	await page.getByRole('button', { name: 'Open the vote' }).click();
	await dots(page, 'A dog', 2);
	await look(page, 'ballot');
	await page.getByRole('button', { name: 'Seal my vote' }).click();
	await dots(ben, 'A dog', 1);
	await dots(ben, 'A boat', 2);
	await ben.getByRole('button', { name: 'Seal my vote' }).click();
	await page.getByRole('button', { name: 'Close the vote' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).last().click();
	await page.getByRole('slider').waitFor();
	await look(page, 'line');
	await page.getByRole('button', { name: /^Move 2 to/ }).click();
	await leadTo(page, 'Write objectives', 'Write key results', 'Quality and confidence');
	await page.getByText('Write on in the plan').first().waitFor();
	await page.getByRole('button', { name: 'Ask everybody' }).click();
	await page.getByRole('radio', { name: /^4/ }).first().check({ force: true });
	await look(page, 'quality');
	await page.getByRole('button', { name: 'Seal my vote' }).click();
	for (const level of ['1', '5'])
		await ben
			.getByRole('radio', { name: new RegExp(`^${level}`) })
			.nth(level === '1' ? 0 : 1)
			.check({ force: true });
	await ben.getByRole('button', { name: 'Seal my vote' }).click();
	await page.getByRole('button', { name: 'Close the vote' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).last().click();
	await page.getByText('Covers 2 of 2').waitFor();
	await look(page, 'spread');
	await leadTo(page, 'What do we stop?');
	await page.getByLabel('We stop …').fill('the weekly report');
	await page.getByLabel('We stop …').press('Enter');
	await look(page, 'stop');
	await leadTo(page, 'Agree');
	await page.getByRole('button', { name: 'Agree this plan' }).click();
	await page.getByRole('button', { name: 'Agree as version 1' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'To the stage' }).click();
	await look(page, 'agreed');
	await page.getByRole('link', { name: 'Lead', exact: true }).click();
	await page.getByRole('button', { name: 'End the workshop' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'End', exact: true }).click();
	await page.getByRole('link', { name: 'To the stage' }).click();
	await look(page, 'ended');
	await page.getByRole('link', { name: 'Leave' }).click();
	await page.getByRole('heading', { name: 'Past workshops' }).waitFor();
	await look(page, 'past workshops');
});
