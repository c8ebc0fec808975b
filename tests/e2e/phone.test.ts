import type { BrowserContextOptions, Page } from '@playwright/test';
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
const iPhone: BrowserContextOptions = {
	...phone,
	userAgent:
		'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1'
};

async function checkIn(page: Page, value: string): Promise<void> {
	await page.getByRole('textbox', { name: /^Value now/ }).fill(value);
	await page.locator('label', { has: page.getByRole('radio', { name: /^4:/ }) }).tap();
	await page.getByRole('button', { name: /^Save/ }).tap();
}

/** A team of Ana's whose one key result waits, and she stands on its card. */
async function atCard(page: Page, url: string): Promise<void> {
	await startTeam(page, url, { team: 'Lighthouse', name: 'Ana' });
	await agreedPlan(page, ['Answered within a day']);
	await untilControlled(page);
	await page.goto(page.url().replace(/\/plan.*$/, '/check-in'));
}

test('[PHONE-3, PHONE-2] a check-in without a relay says that it is on this phone only, is handed over through the share sheet, and a colleague takes it in', async ({
	relay,
	browserOf
}) => {
	const ana = await browserOf(phone);
	await ana.addInitScript(() => {
		const told = window as { given?: { name: string; text: Promise<string> } };
		navigator.canShare = () => true;
		navigator.share = ({ files } = {}) => {
			const [file] = files ?? [];
			if (file) told.given = { name: file.name, text: file.text() };
			return Promise.resolve();
		};
	});
	await atCard(ana, relay.url);
	const ben = await browserOf();
	const { edit } = await linksOf(ana);
	await joinAsNew(ben, edit, 'Ben');
	await Promise.all([untilSafe(ana), untilControlled(ben)]);
	await relay.kill();
	await checkIn(ana, '12');
	await expect(ana.getByText(/On this device only so far/)).toBeVisible();
	await expect(ana.locator('[data-kept]')).toHaveText(/This browser has/);
	await look(ana, 'a check-in that is here only');
	await ana.getByRole('link', { name: 'Back to Now' }).last().tap();
	await expect(ana.getByText('1 check-in is on this device only.')).toBeVisible();
	await look(ana, 'Now without a relay');
	await ana.getByRole('button', { name: 'Hand over as a file' }).tap();
	await expect(ana.getByText(/^Handed over\./)).toBeVisible();
	const given = await ana.evaluate(async () => {
		const { given: file } = window as { given?: { name: string; text: Promise<string> } };
		return { name: file?.name ?? '', text: (await file?.text) ?? '' };
	});
	expect(given.name).toMatch(/^Lighthouse-[\d-]+\.cairn\.txt$/);
	expect(given.text).not.toContain(edit.split('#')[1] ?? '?');

	const now = ben.url().replace(/(\/c\/[^/]+).*$/, '$1/now');
	await ben.goto(now.replace(/\/c\/.*$/, '/team'));
	await ben
		.locator('input[type=file]')
		.first()
		.setInputFiles({
			name: given.name,
			mimeType: 'text/plain',
			buffer: Buffer.from(given.text)
		});
	await expect(ben.locator('.outcome')).not.toBeEmpty();
	await ben.goto(now);
	await ben.getByText('1 of others').click();
	await expect(ben.locator('[data-owed]')).toContainText('12 customers');
	// Once the relay has acknowledged, nothing is here only.
	await relay.start();
	await expect(ana.locator('[data-here-only]')).toHaveCount(0, { timeout: 30_000 });
});

test('[PHONE-3] where there is no share sheet, or it refuses, the file is saved', async ({
	relay,
	browserOf
}) => {
	const ana = await browserOf(phone);
	await ana.addInitScript(() => {
		navigator.canShare = () => true;
		navigator.share = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
	});
	await atCard(ana, relay.url);
	await untilSafe(ana);
	await relay.kill();
	await checkIn(ana, '12');
	const [file] = await Promise.all([
		ana.waitForEvent('download'),
		ana.getByRole('button', { name: 'Hand over as a file' }).tap()
	]);
	expect(file.suggestedFilename()).toMatch(/^Lighthouse-[\d-]+\.cairn$/);
	await expect(ana.getByText(/^Saved as a file\./)).toBeVisible();
});

test('[PHONE-1] the browser’s question is held until somebody has checked in, and put once; who says no is not asked again', async ({
	relay,
	browserOf
}) => {
	const ana = await browserOf(phone);
	await ana.addInitScript(() => {
		addEventListener('load', () => {
			const event = Object.assign(new Event('beforeinstallprompt', { cancelable: true }), {
				prompt: () => Promise.resolve({ outcome: 'dismissed' })
			});
			setTimeout(() => dispatchEvent(event), 300);
		});
	});
	await atCard(ana, relay.url);
	const now = ana.url().replace(/\/check-in.*$/, '/now');
	await ana.goto(now);
	await expect(ana.getByRole('heading', { name: 'Your key results' })).toBeVisible();
	await expect(ana.locator('[data-install]')).toHaveCount(0);
	await ana.goto(now.replace(/now$/, 'check-in'));
	await checkIn(ana, '12');
	await ana.goto(now);
	await expect(ana.locator('[data-install=asks]')).toBeVisible();
	await look(ana, 'how to install');
	await ana.getByRole('button', { name: 'Install', exact: true }).tap();
	// Without the question there is still the menu.
	await expect(ana.locator('[data-install=menu]')).toBeVisible();
	await ana.getByRole('button', { name: 'Not now' }).tap();
	await expect(ana.locator('[data-install]')).toHaveCount(0);
	await ana.reload();
	await expect(ana.getByRole('heading', { name: 'Reminders' })).toBeVisible();
	await ana.waitForTimeout(600);
	await expect(ana.locator('[data-install]')).toHaveCount(0);
});

test('[PHONE-1] on an iPhone the way is the share sheet, and a link makes the empty app on the home screen the same person’s', async ({
	relay,
	browserOf
}) => {
	const ana = await browserOf(iPhone);
	await atCard(ana, relay.url);
	await checkIn(ana, '12');
	await untilSafe(ana);
	await ana.getByRole('link', { name: 'Back to Now' }).last().tap();
	await expect(ana.locator('[data-install=ios]')).toContainText('Add to Home Screen');
	await expect(ana.locator('[data-install] input')).toHaveCount(0);
	await ana.getByRole('button', { name: 'Show the link' }).tap();
	const link = await ana.locator('[data-install] input').inputValue();
	await look(ana, 'how to install on an iPhone');

	// The app from the home screen: a storage of its own, and no bar of the browser.
	const app = await browserOf(iPhone);
	await app.addInitScript(() => {
		Object.defineProperty(navigator, 'standalone', { value: true });
	});
	await app.goto(relay.url);
	await expect(app.getByText(/starts empty/)).toBeVisible();
	await app.goto(link);
	await app.waitForURL(/\/c\//, { timeout: 30_000 });
	await app.goto(app.url().replace(/(\/c\/[^/]+).*$/, '$1/now'));
	await expect(app.getByRole('heading', { name: 'Hello, Ana' })).toBeVisible();
	await expect(app.locator('[data-owed]')).toContainText('12 customers');
	await expect(app.locator('[data-install]')).toHaveCount(0);
});
