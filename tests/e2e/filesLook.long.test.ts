import { look } from './look.ts';
import { expect, startTeam, test } from './world.ts';

const longWord = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerk'.repeat(2);
const table = [
	'Objective\tKey result\tBaseline\tCurrent\tTarget\tDue\tOwner',
	`${longWord}\t${longWord}\t12 %\t17\t40 %\t2026-12-31\tAna`,
	'\tReviews a month\t30\t41\tmany\t30 Nov 2026\tTom'
].join('\n');

test('[LOOK-8, LOOK-9] pasting, files and backup meet WCAG 2.2 AA in both themes, and fit a phone', async ({
	relay,
	browserOf
}) => {
	test.setTimeout(600_000);
	const page = await browserOf();
	await startTeam(page, relay.url, { team: 'Lighthouse', name: 'Ana' });
	await page.getByRole('link', { name: 'Paste a plan' }).click();
	const text = page.getByRole('textbox', { name: 'Your plan' });
	await expect(text).toBeVisible();
	await look(page, 'pasting');
	await text.fill(table);
	await page.getByText('What the columns are').click();
	await look(page, 'the preview');
	await page.getByRole('button', { name: 'Add to the plan' }).click();
	await look(page, 'after landing');

	await page.goto(page.url().replace(/\/c\/.*$/, '/team'));
	const head = Buffer.from('{"cairn":"backup","version":1}\n');
	const backup = { name: 'x.cairn-backup', mimeType: 'application/octet-stream', buffer: head };
	await page.locator('input[type=file]').setInputFiles(backup);
	await look(page, 'a file that asks for its passphrase');
	await page.getByLabel('Passphrase').fill('wrong');
	await page.keyboard.press('Enter');
	await expect(page.getByText('This backup is cut or damaged')).toBeVisible();
	await look(page, 'a damaged backup');
	await page.goto(`${relay.url}/settings`);
	await page.getByRole('button', { name: 'Save the backup' }).click();
	await expect(page.getByText('Type a passphrase first')).toBeVisible();
	await look(page, 'the backup');
});

test('[FILE-7] a plan is pasted, corrected and added by keyboard alone', async ({
	relay,
	browserOf
}) => {
	const page = await browserOf();
	await startTeam(page, relay.url, { team: 'Ferry', name: 'Ana' });
	const press = (key: string) => page.keyboard.press(key);
	const tabTo = async (role: 'link' | 'textbox' | 'button' | 'combobox', name: string | RegExp) => {
		const wanted = page.getByRole(role, { name });
		for (let steps = 0; steps < 40; steps++) {
			if (await wanted.evaluateAll((all) => all.some((one) => one === document.activeElement)))
				return;
			await press('Tab');
		}
		throw new Error(`Tab does not lead to ${name.toString()}`);
	};
	await tabTo('link', 'Paste a plan');
	await press('Enter');
	await page.waitForURL(/\/plan\/paste$/);
	await tabTo('textbox', 'Your plan');
	await page.keyboard.insertText('Guests come back\n- Reviews from 30 to 120\n- Ask Tom');
	await tabTo('combobox', /^Read “- Ask Tom/);
	await page.keyboard.type('Leave');
	await tabTo('button', 'Add to the plan');
	await press('Enter');
	await tabTo('link', 'See the plan');
	await press('Enter');
	await page.waitForURL(/\/plan$/);
	await expect(page.locator('article li [data-item]')).toHaveCount(1);
});
