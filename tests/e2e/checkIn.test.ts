import type { Page } from '@playwright/test';
import { agreedPlan } from './checkInPlan.ts';
import { look } from './look.ts';
import {
	expect,
	joinAsNew,
	linksOf,
	startTeam,
	test,
	untilControlled,
	untilSafe
} from './world.ts';

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

/** Fingers on a card: counts how often they come down. */
function fingers(page: Page) {
	const hand = { taps: 0 };
	const tap = async (target: ReturnType<Page['getByText']>) => {
		hand.taps++;
		await target.tap();
	};
	return {
		hand,
		value: async (typed: string) => {
			await tap(page.getByRole('textbox', { name: /^Value now/ }));
			await page.keyboard.type(typed);
		},
		confidence: (level: number) =>
			tap(
				page.locator('label', { has: page.getByRole('radio', { name: new RegExp(`^${level}:`) }) })
			),
		blocker: (word: string) => tap(page.locator('label', { hasText: word })),
		save: () => tap(page.getByRole('button', { name: /^Save/ }))
	};
}

/** The system ends the page from one moment to the next, with nothing said to it. */
async function crash(page: Page): Promise<void> {
	const session = await page.context().newCDPSession(page);
	const crashed = page.waitForEvent('crash');
	void session.send('Page.crash').catch(() => undefined);
	await crashed;
	await page.close();
}

const current = (page: Page, metric: string) =>
	page.locator('[data-owed]').filter({ hasText: metric });

test('[NOW-3, CHECKIN-16, CHECKIN-12] three check-ins with blockers on a phone whose server is dead, in four taps each; the tab is killed in mid-typing; all of it arrives later', async ({
	relay,
	browserOf
}) => {
	test.slow();
	const ana = await browserOf(phone);
	await startTeam(ana, relay.url, { team: 'Lighthouse', name: 'Ana' });
	await agreedPlan(ana, [
		'Answered within a day',
		'Paper forms left',
		'Crews that come back',
		'Calls a week'
	]);
	const ben = await browserOf();
	const { edit, view } = await linksOf(ana);
	await joinAsNew(ben, edit, 'Ben');
	const reader = await browserOf(phone);
	await reader.goto(view);
	await reader.waitForURL(/\/status$/);
	await untilControlled(ana);
	await untilSafe(ana);
	await relay.kill();

	// The home screen's shortcut, on a clock that will have gone on when the network is back.
	const offline = await ana.context().newPage();
	await offline.clock.setSystemTime(Date.now() - 20 * 60_000);
	const session = await ana.context().newCDPSession(offline);
	await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
	await offline.goto(`${relay.url}/check-in`);
	await expect(offline.getByText('1 of 4')).toBeVisible();
	for (const [at, metric] of [
		'Answered within a day',
		'Paper forms left',
		'Crews that come back'
	].entries()) {
		await expect(offline.getByRole('heading', { level: 2 })).toHaveText(metric);
		const { hand, value, confidence, blocker, save } = fingers(offline);
		await value(String(20 + at));
		await confidence(2 + at);
		await blocker('A decision');
		await save();
		await expect(offline.getByText(`${at + 2} of 4`)).toBeVisible();
		expect(hand.taps).toBeLessThanOrEqual(4);
	}
	// The last one is taken back, and said again.
	await offline.getByRole('button', { name: 'Undo' }).tap();
	await expect(offline.getByText('3 of 4')).toBeVisible();
	// It comes back as it was filled in.
	await expect(offline.getByRole('textbox', { name: /^Value now/ })).toHaveValue('22');
	await offline.getByRole('textbox', { name: /^Value now/ }).fill('');
	await fingers(offline).value('32');
	await fingers(offline).confidence(5);
	await fingers(offline).save();
	// The system ends the page while the fourth is being typed.
	await offline.getByText('Note, next step, win, another day').tap();
	await offline.getByRole('textbox', { name: 'Note' }).tap();
	await offline.keyboard.type('Half a sentence, with umläuts');
	await fingers(offline).value('7');
	await offline.waitForTimeout(300);
	await crash(offline);

	const again = await ana.context().newPage();
	await again.clock.setSystemTime(Date.now());
	await again.goto(`${relay.url}/check-in`);
	await expect(again.getByRole('heading', { level: 2 })).toHaveText('Calls a week');
	await expect(again.getByRole('textbox', { name: 'Note' })).toHaveValue(
		'Half a sentence, with umläuts'
	);
	await expect(again.getByRole('textbox', { name: /^Value now/ })).toHaveValue('7');
	await fingers(again).confidence(4);
	await fingers(again).save();
	await expect(again.getByText(/On this device only so far/)).toBeVisible();

	await relay.start();
	await expect(again.getByText(/noted. Safe at/)).toBeVisible({ timeout: 30_000 });
	await again.getByRole('link', { name: 'Back to Now' }).last().tap();
	await ben.getByRole('navigation').getByRole('link', { name: 'Now' }).click();
	await ben.getByText('4 of others').click();
	for (const page of [again, ben]) {
		await expect(current(page, 'Answered within a day')).toContainText('20 customers');
		await expect(current(page, 'Answered within a day').locator('[data-status]')).toHaveAttribute(
			'data-status',
			'offTrack'
		);
		await expect(current(page, 'Crews that come back')).toContainText('32 customers');
		await expect(current(page, 'Crews that come back').locator('[data-status]')).toHaveAttribute(
			'data-status',
			'onTrack'
		);
		await expect(current(page, 'Calls a week')).toContainText('7 customers');
	}
	// Everybody has the same figures, and so has whoever only reads.
	const figures = (page: Page) =>
		page.locator('[data-owed]').evaluateAll((rows) => rows.map((row) => row.textContent).sort());
	expect(await figures(ben)).toEqual(await figures(again));
	expect(await figures(again)).toHaveLength(4);
	await expect(reader.getByText('2 of 4 key results are on track or done.')).toBeVisible({
		timeout: 30_000
	});
	await expect(
		reader.locator('[data-standing]').filter({ hasText: 'Crews that come back' })
	).toContainText('32 customers');
	await expect(again.getByRole('heading', { name: 'In your way' })).toBeVisible();
	// Ben sees that it came late, and what was taken back.
	await ben.getByRole('link', { name: 'Crews that come back' }).click();
	await ben.getByText('The log: 2 entries').click();
	await expect(ben.locator('[data-late=true]')).toHaveCount(2, { timeout: 15_000 });
	await expect(ben.getByText('taken back', { exact: true })).toBeVisible();
});

test('[NOW-3] no change is one tap, and a value that is none says so', async ({
	relay,
	browserOf
}) => {
	const ana = await browserOf(phone);
	await startTeam(ana, relay.url, { team: 'Lighthouse', name: 'Ana' });
	await agreedPlan(ana, ['Answered within a day']);
	const place = ana.url().replace(/\/[^/]*$/, '/check-in');
	await ana.goto(place);
	const { value, confidence, save } = fingers(ana);
	await expect(ana.getByRole('button', { name: 'No change' })).toHaveCount(0);
	await save();
	await expect(ana.getByText('Type the value, or choose “Not measured”.')).toBeVisible();
	await value('many');
	await confidence(4);
	await save();
	await expect(ana.getByRole('textbox', { name: /^Value now/ })).toHaveAttribute(
		'aria-invalid',
		'true'
	);
	await ana.getByRole('textbox', { name: /^Value now/ }).fill('12');
	await save();
	await expect(ana.getByText(/1 check-in noted/)).toBeVisible();
	await ana.goto(place);
	await ana.getByRole('button', { name: 'No change' }).tap();
	await expect(ana.getByText(/1 check-in noted/)).toBeVisible();
	await ana.goto(place);
	await expect(ana.getByText('The log: 2 entries')).toBeVisible();
	await look(ana, 'check-in');
	await ana.goto(place.replace(/check-in$/, 'now'));
	await expect(ana.getByRole('heading', { name: 'Your key results' })).toBeVisible();
	await look(ana, 'now');
});

test('[NOW-4] a next step is done by one tap without a network, taken back, dropped, and told to the others with who and when', async ({
	relay,
	browserOf
}) => {
	const ana = await browserOf(phone);
	await startTeam(ana, relay.url, { team: 'Lighthouse', name: 'Ana' });
	await agreedPlan(ana, ['Answered within a day', 'Paper forms left']);
	const ben = await browserOf();
	await joinAsNew(ben, (await linksOf(ana)).edit, 'Ben');
	await ana.goto(ana.url().replace(/\/t\/.*$/, '/check-in'));
	for (const what of ['Call the three crews', 'Order no more pads']) {
		await fingers(ana).value('12');
		await fingers(ana).confidence(4);
		await ana.getByText('Note, next step, win, another day').tap();
		await ana.getByRole('textbox', { name: 'Next step' }).fill(what);
		await fingers(ana).save();
	}
	await untilControlled(ana);
	await untilSafe(ana);
	await relay.kill();
	await ana.getByRole('link', { name: 'Back to Now' }).last().tap();
	await ana.getByRole('button', { name: 'Done: Call the three crews' }).tap();
	await expect(ana.getByText('“Call the three crews” is done.')).toBeVisible();
	await expect(ana.locator('[data-step]')).toHaveCount(1);
	// Where the finger was is gone; the keyboard goes on at what takes it back.
	await expect(ana.getByRole('button', { name: 'Undo' })).toBeFocused();
	await ana.getByRole('button', { name: 'Undo' }).tap();
	await expect(ana.locator('[data-step]')).toHaveCount(2);
	await ana.getByRole('button', { name: 'Done: Call the three crews' }).tap();
	await ana.getByRole('button', { name: 'Drop: Order no more pads' }).tap();
	await expect(ana.locator('[data-step]')).toHaveCount(0);
	await ana.getByText('2 closed').tap();
	await look(ana, 'closed steps');
	await ana.reload();
	await expect(ana.getByText('2 closed')).toBeVisible();

	await relay.start();
	await untilSafe(ana);
	await ben.getByRole('navigation').getByRole('link', { name: 'Now' }).click();
	await ben.getByText('2 of others').click();
	await ben.getByRole('link', { name: 'Answered within a day' }).click();
	await ben.getByText('The log: 1 entry').click();
	await expect(ben.getByText(/Next step: Call the three crews \(done, said Ana on/)).toBeVisible({
		timeout: 30_000
	});
	// It outlives its key result, and says so.
	await ben.goto(ben.url().replace(/\/check-in.*$/, '/plan'));
	await ben.getByRole('button', { name: 'Change the plan' }).click();
	await ben.getByRole('button', { name: 'Key result 2: more' }).click();
	await ben.getByRole('menuitem', { name: 'Delete the key result' }).click();
	await expect(ana.locator('[data-closed=dropped]')).toContainText('This key result was deleted.');
	await look(ana, 'a step of a deleted key result');
});
