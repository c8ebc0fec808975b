import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const themed = ['color-contrast', 'link-in-text-block'];

/**
 * Asks axe at a phone's and a laptop's width in both themes, and whether anything sticks out to the
 * side. `open` is done at each width.
 */
export async function look(page: Page, place: string, open?: () => Promise<void>): Promise<void> {
	for (const width of [360, 1280]) {
		// Tall, so that no bar that sticks to the screen lies over what is looked at.
		await page.setViewportSize({ width, height: 8000 });
		await open?.();
		for (const colorScheme of ['light', 'dark'] as const) {
			await page.emulateMedia({ colorScheme });
			await standStill(page);
			// There are no frames to gather from: axe may run in the page at once.
			const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
			// Everything but contrast is the same in both themes.
			const asked = colorScheme === 'light' ? axe.withTags(tags) : axe.withRules(themed);
			const { violations } = await asked.analyze();
			expect
				.soft(violations.map(describe), `${place}, ${width} px wide, ${colorScheme}`)
				.toEqual([]);
		}
		expect
			.soft(await overhanging(page), `${place}, ${width} px wide: what sticks out to the side`)
			.toEqual([]);
	}
}

type Violation = Awaited<ReturnType<AxeBuilder['analyze']>>['violations'][number];

function describe({ id, nodes }: Violation): string {
	return `${id}: ${nodes.map(({ target, any }) => `${target.join(' ')} (${any[0]?.message})`).join(', ')}`;
}

/** What one would have to scroll sideways for, but for the inside of what scrolls by itself, by keyboard too. */
export function overhanging(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const width = document.documentElement.clientWidth;
		return [...document.querySelectorAll<HTMLElement>('body *')]
			.filter((element) => !element.parentElement?.closest('[role=region][tabindex="0"]'))
			.filter((element) => {
				const { left, right } = element.getBoundingClientRect();
				return right > left + 1 && (right > width + 1 || left < -1) && element.checkVisibility();
			})
			.map(({ tagName, className }) => `${tagName.toLowerCase()}.${className}`);
	});
}

/** Colours half-way through a transition are nobody's. */
async function standStill(page: Page): Promise<void> {
	await page.waitForFunction(() =>
		document.getAnimations().every((animation) => animation.playState !== 'running')
	);
}
