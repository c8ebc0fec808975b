import { standIn } from './hands.ts';
import { expect, lineOf, objectivesOn } from './screen.ts';
import { startTeam, test } from './world.ts';

test('[DISK-7] a word typed in the very moment in which the page goes away is there when it comes back', async ({
	relay,
	browserOf
}) => {
	const { page } = await startTeam(await browserOf(), relay.url, { team: 'Ferry', name: 'Ana' });
	await page.getByRole('button', { name: 'Write the first objective' }).click();
	await page.keyboard.type('Nobody misses');
	const [ferry = ''] = await objectivesOn(page);
	await standIn(page, ferry, 'End');
	await relay.kill();
	await page.evaluate(async () => {
		await navigator.serviceWorker.ready;
		addEventListener('pagehide', () => {
			// eslint-disable-next-line @typescript-eslint/no-deprecated -- the only way to type from inside a page
			document.execCommand('insertText', false, ' boats');
		});
	});
	await page.reload();
	await expect(lineOf(page, ferry)).toHaveValue('Nobody misses boats');
});
