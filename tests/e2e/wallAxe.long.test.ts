import { look } from './look.ts';
import { codeOn, goOnTo, prepareKickoff, reveal, writeIdeas } from './meeting.ts';
import { expect, startTeam, test, untilSafe } from './world.ts';

test('the wall, and how one comes in and passes a device, are clean to axe and fit a phone, in both themes', async ({
	relay,
	browserOf
}) => {
	const page = await browserOf();
	await startTeam(page, relay.url, { team: 'Lighthouse', name: 'Ana' });
	await prepareKickoff(page);
	await untilSafe(page);
	const code = await codeOn(page);
	await look(page, 'the lead with a code');
	const wall = await browserOf();
	await wall.goto(`${relay.url}/wall`);
	await look(wall, 'a borrowed machine');
	await wall.getByLabel('The workshop’s code').fill(code);
	await wall.keyboard.press('Enter');
	await expect(wall.getByText(code)).toBeVisible();
	/** The wall has a theme of its own. */
	async function lookAtWall(place: string) {
		await look(wall, `${place}, dark`);
		await wall.getByRole('button', { name: 'Light' }).click();
		await look(wall, `${place}, light`);
		await wall.getByRole('button', { name: 'Dark' }).click();
	}
	await lookAtWall('the wall, joining');
	await goOnTo(page, 'Silent ideas');
	await lookAtWall('the wall, ideas');
	await page.getByRole('link', { name: 'To the stage' }).click();
	await writeIdeas(
		page,
		'Fewer meetings',
		'fewer meeting',
		'Donaudampfschifffahrtsgesellschaft'.repeat(4)
	);
	await page.getByRole('button', { name: 'Pass this device' }).click();
	await look(page, 'whose turn');
	await page.getByLabel('Somebody who is not in the team yet').fill('Dora');
	await page.keyboard.press('Enter');
	await look(page, 'from hand to hand');
	await page.getByRole('button', { name: 'I’m Dora' }).click();
	await page.getByText('Dora writes here now', { exact: false }).waitFor();
	await look(page, 'passed to Dora');
	await page.getByRole('button', { name: 'I’m done, give it back' }).click();
	await page.getByRole('button', { name: 'I’m Ana' }).click();
	await page.getByRole('link', { name: 'Lead', exact: true }).click();
	await goOnTo(page, 'Reveal and group');
	await reveal(page);
	await page.getByRole('link', { name: 'To the stage' }).click();
	await page.getByText('Some cards say almost the same').click();
	await look(page, 'what is alike');
	await page.getByRole('button', { name: 'Group them' }).click();
	await look(page, 'a group to take back');
	await wall.getByText('Fewer meetings').waitFor();
	await lookAtWall('the wall, cards');
	await page.getByRole('link', { name: 'Lead', exact: true }).click();
	await goOnTo(page, 'Write objectives');
	await lookAtWall('the wall, a plan');
});
