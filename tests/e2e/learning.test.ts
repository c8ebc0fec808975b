import { pastedPlan } from './checkInPlan.ts';
import { look } from './look.ts';
import { expect, linksOf, startTeam, test, untilControlled, untilSafe } from './world.ts';

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

test('[LEARN-9, LEARN-3] a question is written in the plan, agreed, answered on a phone whose server is dead, and read by whoever reads the status', async ({
	relay,
	browserOf
}) => {
	test.slow();
	const ana = await browserOf(phone);
	await startTeam(ana, relay.url, { team: 'Lighthouse', name: 'Ana' });
	await pastedPlan(ana, ['Why crews leave']);
	const { view } = await linksOf(ana);
	const reader = await browserOf();
	await reader.goto(view);

	// In place of its numbers it says what it asks, what would answer that, and what for.
	await ana.getByRole('button', { name: 'Key result 1: more' }).click();
	await ana.getByRole('menuitemradio', { name: 'Learning: answers a question' }).click();
	await expect(ana.getByRole('textbox', { name: 'To (target)' })).toHaveCount(0);
	const field = (name: RegExp) => ana.getByRole('textbox', { name });
	await field(/^Question of Why crews leave/).fill('Why do crews stop in their third week?');
	await field(/^Evidence for Why crews leave/).fill('Talks with twelve crews that stopped');
	await field(/^Decision that Why crews leave serves/).fill('Import or reminders first');
	await ana.keyboard.press('Enter');
	await look(ana, 'the plan with a question');
	await ana.setViewportSize(phone.viewport);
	await ana.getByRole('button', { name: 'Agree this plan' }).click();
	await expect(ana.getByRole('dialog')).toContainText('Why do crews stop in their third week?');
	await expect(ana.getByRole('dialog')).toContainText('Evidence: Talks with twelve crews');
	await ana.getByRole('button', { name: 'Agree as version 1' }).click();
	await ana.getByRole('button', { name: 'To the plan' }).click();
	const row = reader.locator('[data-standing]');
	await expect(row).toContainText('no answer yet');
	await expect(row).toContainText('Question: Why do crews stop in their third week?');
	await expect(row).toContainText('Decision: Import or reminders first');

	// Three taps and words, with the server dead.
	await untilControlled(ana);
	await untilSafe(ana);
	await relay.kill();
	await ana.goto(ana.url().replace(/\/[^/]+$/, '/check-in'));
	await expect(ana.getByText('Evidence: Talks with twelve crews that stopped')).toBeVisible();
	await look(ana, 'the check-in on a question');
	await ana.setViewportSize(phone.viewport);
	await ana.getByRole('button', { name: /^Save/ }).tap();
	await expect(ana.getByText('Write what you know now, or choose “Nothing new”.')).toBeVisible();
	await ana.getByRole('textbox', { name: 'What do you know now?' }).tap();
	await ana.keyboard.type('Eight of twelve never found the import.');
	const sure = ana.locator('label', { has: ana.getByRole('radio', { name: /^4:/ }) });
	await sure.tap();
	await ana.getByRole('button', { name: /^Save/ }).tap();
	await expect(ana.getByText('Why crews leave: noted.')).toBeVisible();

	await relay.start();
	await expect(row).toContainText('Eight of twelve never found the import.', { timeout: 30_000 });
	await expect(row).toContainText('on track');
	await expect(row).toContainText(/Known on /);
	await expect(reader.getByText('1 of 1 key results is on track or done.')).toBeVisible();
	await look(reader, 'the status of a question');

	// Who asks something else changes the plan.
	await ana.goto(ana.url().replace(/\/[^/]+$/, '/plan'));
	await ana.getByRole('button', { name: 'Change the plan' }).click();
	await field(/^Question of Why crews leave/).fill('Why do crews stay?');
	await ana.keyboard.press('Enter');
	await ana.getByRole('button', { name: 'See and agree' }).click();
	await expect(ana.getByRole('dialog').locator('[data-field="question"]')).toContainText(
		/Why do crews stop in their third week\?\s*→\s*Why do crews stay\?/
	);
});
