import type { Page } from '@playwright/test';
import { weigh } from '../../tools/weight.ts';
import { expect, startTeam, test } from './world.ts';

test('[LANGUAGE-2] the language changes in all tabs while words are typed: nothing reloads, no letter goes', async ({
	relay,
	browserOf
}) => {
	const page = await browserOf();
	await startTeam(page, relay.url, { team: 'Lighthouse', name: 'Ana' });
	await page.getByRole('button', { name: 'Write the first objective' }).click();
	await page.keyboard.type('Guests come back');
	for (let steps = 0; steps < 5; steps++) await page.keyboard.press('ArrowLeft');
	await page.evaluate(() => Object.assign(globalThis, { isStillThere: true }));

	const settings = await page.context().newPage();
	await settings.goto(`${relay.url}/settings`);
	await settings.getByText('Deutsch', { exact: true }).click();
	await expect(settings.getByRole('heading', { name: 'Dieses Gerät' })).toBeVisible();

	await expect(page.getByRole('button', { name: 'Neues Schlüsselergebnis' })).toBeVisible();
	await expect(page.locator('html')).toHaveAttribute('lang', 'de');
	await expect(page).toHaveTitle(/^Plan/);
	await page.bringToFront();
	await page.keyboard.type(' and again');
	const line = page.getByRole('textbox', { name: 'Ziel 1', exact: true });
	await expect(line).toHaveValue('Guests come and again back');
	await expect(line).toBeFocused();
	expect(await page.evaluate(() => 'isStillThere' in globalThis)).toBe(true);
});

test('[LANGUAGE-1, LANGUAGE-4, LOOK-9] a German browser sees German from the first frame, offline too, and all of it fits a phone', async ({
	relay,
	browserOf
}) => {
	const page = await browserOf({ locale: 'de-DE', viewport: { width: 360, height: 740 } });
	await noteHeadings(page);
	await page.goto(relay.url);
	await page.getByRole('button', { name: 'Team starten' }).click();
	await fits(page, 'starting a team');
	await page.getByLabel('Name des Teams').fill('Leuchtturm');
	await page.getByLabel('Dein Name').fill('Ana');
	await page.getByRole('dialog').getByRole('button', { name: 'Team starten' }).click();
	await page.waitForURL(/\/plan$/);
	await page.getByRole('button', { name: 'Das erste Ziel schreiben' }).click();
	await page.keyboard.type('Gäste kommen wieder');
	await page.keyboard.press('Enter');
	await page.keyboard.type('Zweitbesuche');
	await fits(page, 'the plan');
	await page.getByRole('button', { name: 'Schlüsselergebnis 1: mehr' }).click();
	await fits(page, 'a menu');
	await page.keyboard.press('Escape');
	await page.getByRole('button', { name: 'Diesen Plan beschließen' }).click();
	await expect(page.getByText('Es fehlt noch')).toBeVisible();
	await fits(page, 'agreeing');
	const plan = page.url();
	const team = plan.replace(/\/c\/.*$/, '/team');
	for (const [url, heading] of [
		[plan.replace(/plan$/, 'now'), 'Hallo Ana'],
		[`${plan}/versions`, 'Versionen'],
		[`${plan}/paste`, 'Plan einfügen'],
		[plan.replace(/plan$/, 'earlier'), 'Frühere Stände'],
		[team, 'Leuchtturm'],
		[`${team}/rules`, 'Hausregeln'],
		[relay.url, 'Deine Teams'],
		[`${relay.url}/settings`, 'Dieses Gerät']
	] as const) {
		await page.goto(url);
		await expect(page.getByRole('heading', { name: heading }).first()).toBeVisible();
		await fits(page, url);
	}

	await page.evaluate(() => navigator.serviceWorker.ready);
	await relay.kill();
	await page.reload();
	await expect(page.getByRole('heading', { name: 'Sprache' })).toBeVisible();
	expect(await headingsOf(page)).toContain('Dieses Gerät');
	expect(await headingsOf(page)).not.toContain('This device');

	// What only one language’s readers need is in nobody’s first load.
	const { first, later } = weigh('/t/[team]/c/[cycle]/plan');
	const german = later.find(({ source }) => source === 'src/lib/messages/de.js');
	expect(german?.bytes).toBeGreaterThan(10_000);
	expect(first).not.toContain('src/lib/messages/de.js');
});

test('[LANGUAGE-5] a chosen day reads in the language spoken, whatever the browser’s own field writes', async ({
	relay,
	browserOf
}) => {
	const page = await browserOf();
	await startTeam(page, relay.url, { team: 'Harbour', name: 'Ana' });
	await page.getByRole('button', { name: 'Write the first objective' }).click();
	await page.keyboard.press('Enter');
	const field = page.getByLabel('Due by');
	await field.fill('2031-04-01');
	await expect(page.getByText('1 Apr 2031')).toBeHidden();
	await page.getByLabel('Unit').focus();
	const words = page.getByText('1 Apr 2031');
	await expect(words).toBeVisible();
	await expect(field).toHaveCSS('color', 'rgba(0, 0, 0, 0)');
	const [day, box] = [await words.boundingBox(), await field.boundingBox()];
	// It stands where the field has room, beside the sign that opens a calendar.
	expect((day?.x ?? 0) + (day?.width ?? 0)).toBeLessThan((box?.x ?? 0) + (box?.width ?? 0) - 16);
	await field.focus();
	await expect(words).toBeHidden();
	await expect(field).not.toHaveCSS('color', 'rgba(0, 0, 0, 0)');

	await page.goto(page.url().replace(/\/t\/.*/, '/settings'));
	await page.getByText('Deutsch').click();
	await expect(page.getByRole('heading', { name: 'Dieses Gerät', exact: true })).toBeVisible();
	await page.goBack();
	await expect(page.getByText('1. Apr. 2031')).toBeVisible();
});

/** Nothing is scrolled for sideways, and no word of a control is cut off. */
async function fits(page: Page, place: string): Promise<void> {
	const found = await page.evaluate(() => {
		const width = document.documentElement.clientWidth;
		return [...document.querySelectorAll<HTMLElement>('body *')]
			.filter((element) => {
				if (!element.checkVisibility() || element.matches('.sr-only, select')) return false;
				const { left, right } = element.getBoundingClientRect();
				const sticksOut = right > left + 1 && (right > width + 1 || left < -1);
				const isControl = element.matches('button, a, label, legend, summary, [role=menuitem]');
				return (
					sticksOut ||
					(isControl && element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
				);
			})
			.map(({ tagName, textContent }) => `${tagName}: ${textContent.trim().slice(0, 40)}`);
	});
	expect.soft(found, place).toEqual([]);
}

/** Notes the main headings of every page from the first frame it draws. */
async function noteHeadings(page: Page): Promise<void> {
	await page.addInitScript(() => {
		const seen = new Set<string>();
		Object.assign(globalThis, { headingsSeen: seen });
		const note = (): void => {
			const heading = document.querySelector('h1')?.textContent.trim();
			if (heading) seen.add(heading);
			requestAnimationFrame(note);
		};
		requestAnimationFrame(note);
	});
}

function headingsOf(page: Page): Promise<string[]> {
	return page.evaluate(() => [
		...((globalThis as { headingsSeen?: Set<string> }).headingsSeen ?? [])
	]);
}
