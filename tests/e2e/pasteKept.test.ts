import { storedIn } from './ears.ts';
import { expect, planOn, startTeam, test } from './world.ts';

test('[FILE-28] a pasted plan and a pasted table that have not landed are there after a reload, and land once', async ({
	relay,
	browserOf
}) => {
	const ana = await browserOf();
	await startTeam(ana, relay.url, { team: 'Lighthouse', name: 'Ana' });
	const plan = ana.url();
	await ana.getByRole('link', { name: 'Paste a plan' }).click();
	const text = ana.getByRole('textbox', { name: 'Your plan' });
	await text.fill('# Guests come back\n- Second visits from 12 to 40 %');
	await expect(ana.getByRole('button', { name: 'Add to the plan' })).toBeVisible();
	// A person is slower than the disk.
	await expect.poll(() => storedIn(ana)).toContain('Second visits');
	await ana.reload();
	await expect(text).toHaveValue(/Second visits/);
	await ana.getByRole('button', { name: 'Add to the plan' }).evaluate((button: HTMLElement) => {
		button.click();
		button.click();
	});
	await ana.getByRole('link', { name: 'See the plan' }).click();
	await expect
		.poll(() => planOn(ana))
		.toEqual([{ title: 'Guests come back', keyResults: ['Second visits | 12 | 40'] }]);
	// It has landed: the place is empty again.
	await ana.goto(`${plan}/paste`);
	await expect(text).toHaveValue('');
	await ana.goto(plan.replace(/plan$/, 'check-in/table'));
	const table = ana.getByRole('textbox', { name: 'Your table' });
	await table.fill('Key result; Value\nSecond visits; 20');
	await expect.poll(() => storedIn(ana)).toContain('Second visits; 20');
	await ana.reload();
	await expect(table).toHaveValue(/Second visits; 20/);
	await table.fill('');
	await expect.poll(() => storedIn(ana)).not.toContain('Second visits; 20');
	await ana.reload();
	await expect(table).toHaveValue('');
});
