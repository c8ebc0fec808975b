import type { Page } from '@playwright/test';

/** What has the focus on a page, as somebody without a mouse finds it. */
export interface Focused {
	/** Its tag, and what it is called. */
	name: string;
	/** Some point of it is to be seen, and lies under nothing. */
	isSeen: boolean;
	/** A line that is no hair shows that it has the focus. */
	hasRing: boolean;
}

/** Null where nothing has the focus. */
export function focusedOn(page: Page): Promise<Focused | null> {
	return page.evaluate(() => {
		const held = document.activeElement;
		if (!held || held === document.body) return null;
		// A radio button and a file's field are drawn as their label.
		const drawn = held.closest('label') ?? held;
		const { left, right, top, bottom } = drawn.getBoundingClientRect();
		const isSeen = [0.1, 0.5, 0.9].some((at) =>
			drawn.contains(document.elementFromPoint((left + right) / 2, top + (bottom - top) * at))
		);
		const isRinged = (element: Element, part?: string) => {
			const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element, part);
			return (
				outlineStyle !== 'none' &&
				parseFloat(outlineWidth) >= 2 &&
				!/, 0\)|\/ 0\)|transparent/.test(outlineColor)
			);
		};
		// The calendar in a date's field is the browser's own, with the browser's ring.
		const isPart = !held.matches(':focus');
		// A card that is a link is ringed as a whole.
		const hasRing =
			isPart ||
			[held, drawn, ...drawn.querySelectorAll('*')].some((one) => isRinged(one)) ||
			['::before', '::after'].some((part) => isRinged(held, part));
		const name = `${held.tagName.toLowerCase()} “${held.getAttribute('aria-label') ?? (held.textContent || held.id)}”`;
		return { name, isSeen, hasRing };
	});
}

/** Goes through the place by Tab; what has the focus and no point of it is to be seen. */
export async function hiddenOnTheWay(page: Page): Promise<string[]> {
	const hidden: string[] = [];
	for (let presses = 0; presses < 60; presses++) {
		await page.keyboard.press('Tab');
		const focused = await focusedOn(page);
		if (!focused) break;
		if (!focused.isSeen) hidden.push(focused.name);
	}
	return hidden;
}
