/** A place opens its documents first, so what is looked for may come late. In ms. */
const comesWithin = 10_000;

/**
 * Brings the first of these items that is on the screen, or comes onto it, into view and gives it the focus;
 * lists that are closed around it open.
 */
export function showItem(ids: readonly string[]): void {
	const show = (): boolean => {
		const found = ids
			.map((id) => document.querySelector<HTMLElement>(idIs(id)))
			.find((element) => element !== null);
		if (found) bringForward(found);
		return found !== undefined;
	};
	if (ids.length === 0 || show()) return;
	const watcher = new MutationObserver(() => {
		if (show()) watcher.disconnect();
	});
	watcher.observe(document.body, { childList: true, subtree: true });
	setTimeout(() => {
		watcher.disconnect();
	}, comesWithin);
}

function idIs(id: string): string {
	const value = CSS.escape(id);
	return `:is([data-item="${value}"], [data-agreed="${value}"], [data-initiative="${value}"])`;
}

function bringForward(element: HTMLElement): void {
	for (
		let around = element.closest('details');
		around;
		around = around.parentElement?.closest('details') ?? null
	)
		around.open = true;
	if (!isInView(element)) element.scrollIntoView({ block: 'center' });
	// A row takes no focus by itself; it does once, so that the keyboard goes on from here.
	if (!element.hasAttribute('tabindex')) element.tabIndex = -1;
	element.focus({ preventScroll: true });
}

/** Nothing jumps for what can be seen already, with room for the bars above and below. */
function isInView(element: HTMLElement): boolean {
	const { top, bottom } = element.getBoundingClientRect();
	const bar = 80;
	return top >= bar && bottom <= innerHeight - bar;
}
