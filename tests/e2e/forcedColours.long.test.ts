import type { Locator, Page } from '@playwright/test';
import { expect, test } from './world.ts';

test('[LOOK-13] in the system’s own few colours what is chosen, focused, full or somebody’s can still be told', async ({
	relay,
	browserOf
}) => {
	const page = await browserOf();
	await page.emulateMedia({ forcedColors: 'active' });
	await page.goto(relay.url);
	await page.getByRole('button', { name: 'Look at a sample team' }).click();
	await page.waitForURL(/\/plan$/);
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ forcedColors: 'active', colorScheme });
		await expectPlanTold(page);
	}
	await page.goto(`${relay.url}/settings`);
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ forcedColors: 'active', colorScheme });
		const [chosen, other] = [optionOf(page, 'English'), optionOf(page, 'Deutsch')];
		await page.getByRole('radio', { name: 'English' }).check({ force: true });
		expect(await lookOf(chosen, 'background-color')).not.toBe(
			await lookOf(other, 'background-color')
		);
		// A ground that only shines through is the same to the eye.
		const ground = await lookOf(page.locator('body'), 'background-color', 'html');
		expect(await lookOf(chosen, 'background-color'), 'what is chosen').not.toBe(ground);
		expect(await lookOf(chosen, 'color')).not.toBe(await lookOf(chosen, 'background-color'));
	}
});

async function expectPlanTold(page: Page): Promise<void> {
	const ground = await lookOf(page.locator('body'), 'background-color', 'html');
	const nav = page.getByRole('navigation', { name: 'Places' });
	const [now, plan] = [
		nav.getByRole('link', { name: 'Now' }),
		nav.getByRole('link', { name: 'Plan' })
	];
	expect(await lookOf(plan, 'border-top-color'), 'the place one is in').not.toBe(
		await lookOf(now, 'border-top-color')
	);

	// The cairn: a full stone, an empty one and the line around both.
	const glyph = page.getByRole('banner').locator('svg').first();
	const full = await lookOf(glyph.locator('.fill').first(), 'fill');
	expect(full, 'what fills a stone').not.toBe(
		await lookOf(glyph.locator('.stone').first(), 'fill')
	);
	expect(await lookOf(glyph.locator('.line').first(), 'stroke'), 'a stone’s edge').not.toBe(ground);

	for (const [what, drawn] of [
		['an avatar', page.locator('article [aria-hidden=true]', { hasText: /^[A-Z]$/ }).first()],
		['a chip', page.locator('.chip').first()]
	] as const) {
		expect(await lookOf(drawn, 'border-top-style'), what).toBe('solid');
		expect(await lookOf(drawn, 'border-top-color'), what).not.toBe(ground);
	}
	const [first, second] = ['See and agree', 'Change the plan'].map((name) =>
		page.getByRole('button', { name })
	) as [Locator, Locator];
	expect(await lookOf(first, 'background-color'), 'the one primary action').not.toBe(
		await lookOf(second, 'background-color')
	);

	// The ring, on each kind of thing that can be focused.
	for (const thing of [
		plan,
		first,
		page.getByRole('checkbox').first(),
		page.getByRole('combobox').first()
	]) {
		await page.keyboard.press('Shift');
		await thing.focus();
		expect(await lookOf(thing, 'outline-style')).toBe('solid');
		expect(parseFloat(await lookOf(thing, 'outline-width'))).toBeGreaterThanOrEqual(2);
		expect(await lookOf(thing, 'outline-color')).not.toBe(ground);
	}
}

function optionOf(page: Page, name: string): Locator {
	return page.locator('label', { has: page.getByRole('radio', { name, exact: true }) });
}

/** What a thing's property comes to, once it has come to rest. */
function lookOf(thing: Locator, property: string, of?: string): Promise<string> {
	return thing
		.first()
		.evaluate(
			(element, [name, selector]) =>
				getComputedStyle(selector ? document.querySelector(selector)! : element).getPropertyValue(
					name
				),
			[property, of] as const
		);
}
