import path from 'node:path';
import type { Browser, Page } from 'playwright';

export const widths = [
	[360, 740],
	[768, 1024],
	[1280, 860],
	[1920, 1080]
] as const;
export const phone = widths[0];
/** What a projector has, and what somebody borrows for one. */
export const screens = widths.slice(2);
const bothThemes = ['light', 'dark'] as const;

/** Takes a picture of a place at each width and in both themes, unless fewer of them are asked for. */
export type Camera = (
	page: Page,
	name: string,
	sizes?: readonly (readonly [number, number])[],
	themes?: readonly ('light' | 'dark')[]
) => Promise<void>;

/** What keeps the pictures in this folder. */
export function cameraFor(folder: string): Camera {
	return async (page, name, sizes = widths, themes = bothThemes) => {
		for (const colorScheme of themes)
			for (const [width, height] of sizes) {
				await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
				await page.setViewportSize({ width, height });
				await page.evaluate(() => scrollTo(0, 0));
				// Colours take a moment to come to rest.
				await page.waitForTimeout(200);
				const file = `${name}-${width}-${colorScheme}.png`;
				await page.screenshot({ path: path.join(folder, file), fullPage: true });
			}
	};
}

/** A page in a browser profile of its own. */
export async function newPage(browser: Browser): Promise<Page> {
	const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/Berlin' });
	return context.newPage();
}
