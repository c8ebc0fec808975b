import { look } from './look.ts';
import { startTeam, test } from './world.ts';

test('the places of a workshop are clean to axe and fit a phone, in both themes', async ({
	relay,
	browserOf
}) => {
	const page = await browserOf();
	await startTeam(page, relay.url, { team: 'Lighthouse', name: 'Ana' });
	await page.getByRole('navigation').getByRole('link', { name: 'Workshops' }).click();
	await page.getByRole('button', { name: 'Prepare the kickoff' }).waitFor();
	await look(page, 'workshops, none yet');
	await page.getByRole('button', { name: 'Prepare the kickoff' }).click();
	await page.getByRole('button', { name: 'I’m in the room' }).waitFor();
	await look(page, 'the lobby');
	await page.getByRole('button', { name: 'I’m in the room' }).click();
	await page.getByRole('link', { name: 'Lead', exact: true }).click();
	await page.getByRole('button', { name: 'Start: Arrive' }).click();
	for (const stage of ['Where we stand', 'Silent ideas'])
		await page.getByRole('button', { name: `Next: ${stage}` }).click();
	await look(page, 'the lead');
	await page.getByRole('link', { name: 'To the stage' }).click();
	for (const text of ['Fewer meetings', 'Donaudampfschifffahrtsgesellschaft'.repeat(4)]) {
		await page.getByLabel('Your idea').fill(text);
		await page.getByLabel('Your idea').press('Enter');
	}
	await look(page, 'silent ideas');
	await page.getByRole('link', { name: 'Lead', exact: true }).click();
	await page.getByRole('button', { name: 'Next: Reveal and group' }).click();
	await page.getByRole('link', { name: 'To the stage' }).click();
	await page.getByRole('button', { name: 'Reveal the ideas' }).click();
	await look(page, 'before the reveal');
	await page.getByRole('dialog').getByRole('button', { name: 'Reveal', exact: true }).click();
	await page.getByRole('button', { name: 'What to do with “Fewer meetings”' }).click();
	await page.getByRole('menuitem', { name: 'Into a new group' }).click();
	await look(page, 'the wall');
});
