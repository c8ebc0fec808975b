import type { Locator, Page } from '@playwright/test';
import { addDays } from '#lib/okr/day.ts';
import { agreedPlan } from './checkInPlan.ts';
import { dismiss, joinAsHands } from './crew.ts';
import { expect, linksOf, startTeam, test, untilControlled, untilSafe } from './world.ts';

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

const standing = (page: Page, metric: string) =>
	page.locator('[data-standing]').filter({ hasText: metric });

async function openStatus(page: Page): Promise<void> {
	await page.getByRole('navigation').getByRole('link', { name: 'Status' }).click();
	await page.waitForURL(/\/status$/);
}

/** Says one value of the key result that is on the card. */
async function checkIn(page: Page, value: string, confidence: number): Promise<void> {
	await page.goto(page.url().replace(/\/[^/]+$/, '/check-in'));
	await page.getByRole('textbox', { name: /^Value now/ }).fill(value);
	await page
		.locator('label', {
			has: page.getByRole('radio', { name: new RegExp(`^${confidence}:`) })
		})
		.click();
	await page.locator('label', { hasText: 'A decision' }).click();
	await page.getByLabel('It is urgent').check();
	await page.getByRole('button', { name: /^Save/ }).click();
	await untilSafe(page);
}

test('[REPORT-8] a member checks in, a reader sees it without being asked anything, and reads on without a server', async ({
	relay,
	browserOf
}) => {
	test.slow();
	const ana = await browserOf();
	await startTeam(ana, relay.url, { team: 'Lighthouse', name: 'Ana' });
	const { view } = await linksOf(ana);
	const reader = await browserOf(phone);
	await reader.goto(view);
	await reader.waitForURL(/\/status$/);
	await expect(reader.getByText('The plan is being written.').first()).toBeVisible();
	await expect(reader.getByRole('navigation').getByRole('link')).toHaveText(['Status', 'Plan']);
	await agreedPlan(ana, ['Answered within a day', 'Paper forms left']);
	await expect(reader.getByText('0 of 2 key results are on track or done.')).toBeVisible();
	await expect(standing(reader, 'Paper forms left')).toContainText('no value yet');

	await checkIn(ana, '12', 4);
	await expect(reader.getByText('1 of 2 key results is on track or done.')).toBeVisible();
	await expect(standing(reader, 'Answered within a day')).toContainText('12 customers on');
	await expect(reader.getByText('From the check-ins of 1 of 1 person.').first()).toBeVisible();
	const decisions = reader.getByRole('region', { name: 'Decisions that are needed' });
	await expect(decisions).toContainText('urgent');
	await expect(decisions).toContainText('In the way: A decision');
	// Nothing of it can be written, and nothing asks who one is.
	await expect(reader.locator('main').locator('input, textarea, select')).toHaveCount(0);

	// A member sees what readers see, beside Now and the plan.
	await ana.goto(ana.url().replace(/\/[^/]+$/, '/now'));
	await openStatus(ana);
	await expect(ana.getByText('This is what everybody with the readers’ link sees.')).toBeVisible();
	await expect(ana.getByText('1 of 2 key results is on track or done.')).toBeVisible();

	await untilControlled(reader);
	await relay.kill();
	await reader.reload();
	await expect(reader.getByText('1 of 2 key results is on track or done.')).toBeVisible();
	await expect(standing(reader, 'Answered within a day')).toContainText('12 customers on');
	await reader.getByRole('button', { name: 'Share' }).click();
	await expect(reader.getByRole('textbox', { name: 'Digest' })).toHaveValue(
		/1 of 2 key results is on track or done\./
	);
});

test('[REPORT-6] who comes back is shown what changed since they looked', async ({
	relay,
	browserOf
}) => {
	const ana = await browserOf();
	await startTeam(ana, relay.url, { team: 'Lighthouse', name: 'Ana' });
	const { view } = await linksOf(ana);
	await agreedPlan(ana, ['Answered within a day', 'Paper forms left']);
	const reader = await browserOf();
	await reader.goto(view);
	await expect(standing(reader, 'Answered within a day')).toContainText('no value yet');
	await expect(reader.getByRole('radio')).toHaveCount(0);
	const address = reader.url();
	await reader.reload();
	await expect(standing(reader, 'Answered within a day')).toBeVisible();
	// The same visit.
	await expect(reader.getByRole('radio')).toHaveCount(0);
	const visitor = await reader.context().newPage();
	await reader.close();
	await checkIn(ana, '12', 4);

	await visitor.clock.setSystemTime(Date.now() + 40 * 60_000);
	await visitor.goto(address);
	await expect(visitor.getByRole('radio', { name: /^Since you looked: / })).toBeChecked();
	const changes = visitor.getByRole('region', { name: 'What changed' });
	await expect(changes.locator('[data-fact]')).toHaveText([
		/Answered within a day no value yet → on track · 12\scustomers · something came into its way/
	]);
	await visitor.locator('label', { hasText: 'In 7 days' }).click();
	await expect(changes).toContainText('Version 1 of the plan was agreed.');
});

test('[REPORT-7] with one of nine held back the screen, the digest and the paper say 8 of 9, and two cadences later who left the count', async ({
	relay,
	browserOf
}) => {
	test.slow();
	const others = ['Ben', 'Cem', 'Dua', 'Eva', 'Fin', 'Gil', 'Hoa', 'Ida'];
	const ana = await browserOf();
	await startTeam(ana, relay.url, { team: 'Lighthouse', name: 'Ana' });
	const { edit, view } = await linksOf(ana);
	const hands = await joinAsHands(relay.url, edit, others);
	await expect.poll(() => hands[0]?.team.snapshot().people.length).toBe(9);
	await agreedPlan(
		ana,
		['Ana', ...others].map((name) => `Guests of ${name}`),
		['Ana', ...others]
	);
	// In the last weeks of a quarter the cycle of a new team has not begun: this one has.
	const today = new Date().toISOString().slice(0, 10);
	const [hand] = hands;
	const [cycle] = hand?.team.snapshot().cycles ?? [];
	if (cycle) hand?.team.setCycle(cycle.id, { startOn: addDays(today, -30) });
	// All nine spoke fifteen days ago, and all but Ben ten days later.
	const first = addDays(today, -15);
	for (const hand of hands) {
		await hand.say(first, 10);
		if (hand.name !== 'Ben') await hand.say(addDays(first, 10), 20);
	}
	await dismiss(hands);
	await ana.clock.setSystemTime(Date.now() - 3 * 86_400_000);
	await ana.reload();
	await checkIn(ana, '12', 4);

	const reader = await browserOf();
	await reader.clock.setSystemTime(Date.now() - 3 * 86_400_000);
	await reader.goto(view);
	await expect(reader.locator('[data-standing]')).toHaveCount(9);
	const shown = reader.locator('[data-coverage] p:visible');
	const digest = reader.getByRole('textbox', { name: 'Digest' });
	const counted = [/^From the check-ins of 8 of 9 people\.$/, /^1 is silent since /];
	await expect(shown).toHaveText([...counted, /newest/]);
	await reader.getByRole('button', { name: 'Share' }).click();
	await expect(digest).toHaveValue(/From the check-ins of 8 of 9 people\.\n1 is silent since /);
	await reader.keyboard.press('Escape');
	await reader.emulateMedia({ media: 'print' });
	await expect(shown).toHaveText([...counted, /newest/]);

	// The team is told who it is, and its paper is not.
	await ana.goto(ana.url().replace(/\/[^/]+$/, '/status'));
	const told = ana.locator('[data-coverage] p:visible');
	await expect(told.filter({ hasText: /^Silent: Ben since / })).toBeVisible();
	await ana.emulateMedia({ media: 'print' });
	await expect(told.filter({ hasText: 'Ben' })).toHaveCount(0);
	await expect(told.filter({ hasText: /^1 is silent since / })).toBeVisible();

	const later = await browserOf();
	await later.goto(view);
	const left = '1 more has not been heard for two cadences and is no longer counted.';
	await expect(later.locator('[data-coverage] p:visible')).toHaveText([
		'From the check-ins of 8 of 8 people.',
		left,
		/newest/
	]);
	await later.getByRole('button', { name: 'Share' }).click();
	await expect(later.getByRole('textbox', { name: 'Digest' })).toHaveValue(
		new RegExp(`8 of 8 people\\.\\n${left}`)
	);
});

test('[CHART-1, CHART-2] a key result is drawn large from the keyboard, says what it shows, and has a table', async ({
	relay,
	browserOf
}) => {
	const page = await browserOf();
	await page.goto(relay.url);
	await page.getByRole('button', { name: 'Look at a sample team' }).click();
	await page.locator('article').first().waitFor();
	await openStatus(page);
	const loans = standing(page, 'Loans taken from the night shelf');
	await loans.locator('summary').first().focus();
	await page.keyboard.press('Enter');
	const drawn = loans.locator('.chart [role=img]');
	await expect(drawn).toHaveAccessibleName(
		/^Measured 7 times, from 12\sloans to 361\sloans\. Expected by now: \d+\sloans\. The last value went where it should\. The target was changed once\.$/
	);
	await expect(
		loans.getByRole('img', { name: /^Confidence went from 3 to 4 of 5 in 7 check-ins\.$/ })
	).toBeVisible();
	// What was a slip stands in the table alone; what it was corrected to has its own shape.
	await expect(drawn.locator('.dot')).toHaveCount(7);
	await expect(drawn.locator('.dot > path')).toHaveCount(1);
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	const table = loans.getByRole('table');
	await expect(table.getByRole('row')).toHaveCount(1 + 8 + 1);
	await expect(table.getByRole('row', { name: /950\sloans/ })).toContainText('corrected later');
	await expect(table.getByRole('row', { name: /Target changed/ })).toContainText(
		/from 400\sloans to 600\sloans/
	);
	await page.keyboard.press('Tab');
	await expect(loans.getByRole('region', { name: /^Check-ins: / })).toBeFocused();

	const places = (chart: Locator) =>
		chart
			.locator('.dot')
			.evaluateAll((dots) => dots.map((dot) => Math.round(dot.getBoundingClientRect().x)));
	const ascending = (numbers: number[]) => [...numbers].sort((a, b) => a - b);
	const onwards = await places(drawn);
	expect(onwards).toEqual(ascending(onwards));
	await page.evaluate(() => (document.documentElement.dir = 'rtl'));
	const seats = standing(page, 'Seats taken at storytime');
	await seats.locator('summary').first().click();
	const mirrored = seats.locator('.chart [role=img]');
	await expect(mirrored).toBeVisible();
	const backwards = await places(mirrored);
	expect(backwards.length).toBeGreaterThan(3);
	expect(backwards.toReversed()).toEqual(ascending(backwards));
	await page.emulateMedia({ forcedColors: 'active' });
	const inks = await drawn.evaluate((svg) => {
		const probe = document.createElement('i');
		probe.style.color = 'CanvasText';
		document.body.append(probe);
		const ink = getComputedStyle(probe).color;
		return ['.way', '.dot', 'text'].map((part) => {
			const found = svg.querySelector(part);
			const { stroke, fill } = found ? getComputedStyle(found) : { stroke: '', fill: '' };
			return [stroke, fill].includes(ink);
		});
	});
	expect(inks).toEqual([true, true, true]);
});
