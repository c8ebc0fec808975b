import type { Locator, Page } from '@playwright/test';

/** What holds something on the screen and carries it, in px of the window. */
export interface Hand {
	press(x: number, y: number): Promise<void>;
	/** Goes there on a line of several steps. */
	go(x: number, y: number): Promise<void>;
	release(): Promise<void>;
}

export async function mouseOn(page: Page): Promise<Hand> {
	await page.mouse.move(1, 1);
	return {
		async press(x, y) {
			await page.mouse.move(x, y);
			await page.mouse.down();
		},
		go: (x, y) => page.mouse.move(x, y, { steps: 8 }),
		release: () => page.mouse.up()
	};
}

/** One finger, as the browser hears it from a screen: what is not meant for the page scrolls it. */
export async function fingerOn(page: Page): Promise<Hand> {
	const session = await page.context().newCDPSession(page);
	let at = { x: 0, y: 0 };
	const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd') =>
		session.send('Input.dispatchTouchEvent', {
			type,
			touchPoints: type === 'touchEnd' ? [] : [at]
		});
	return {
		async press(x, y) {
			at = { x, y };
			await touch('touchStart');
		},
		async go(x, y) {
			const from = at;
			for (let step = 1; step <= 8; step++) {
				at = { x: from.x + ((x - from.x) * step) / 8, y: from.y + ((y - from.y) * step) / 8 };
				await touch('touchMove');
			}
		},
		release: async () => void (await touch('touchEnd'))
	};
}

/** Presses the grip of a line: of what is in it, the first. */
export async function grab(hand: Hand, line: Locator): Promise<void> {
	const grip = line.locator('[data-grip]').first();
	await grip.scrollIntoViewIfNeeded();
	const box = await boxOf(grip);
	await hand.press(box.x + box.width / 2, box.y + box.height / 2);
}

/** Carries what is held over a line, to its upper or lower end. */
export async function carry(hand: Hand, where: 'above' | 'below', line: Locator): Promise<void> {
	const { x, y, width, height } = await boxOf(line);
	await hand.go(x + width / 2, where === 'above' ? y + 4 : y + height - 4);
}

export async function drag(
	hand: Hand,
	line: Locator,
	where: 'above' | 'below',
	other: Locator
): Promise<void> {
	await grab(hand, line);
	await carry(hand, where, other);
	await line.page().locator('[data-gap]').waitFor();
	await hand.release();
}

async function boxOf(line: Locator) {
	const box = await line.boundingBox();
	if (!box) throw new Error('It is not on the screen.');
	return box;
}
