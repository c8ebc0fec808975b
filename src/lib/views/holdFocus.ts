/**
 * Remembers what has the focus inside a list that is about to be drawn anew. The returned function
 * gives it back: browsers take it from whatever is moved in the page. For a button whose line is gone,
 * the menu of a line beside it takes over, so that the keyboard stays where it was; what was typed into
 * a field that is gone must not press buttons, so nothing takes over for a field.
 */
export function holdFocus(list: HTMLElement): () => void {
	const held = document.activeElement;
	if (!(held instanceof HTMLElement) || !list.contains(held)) return () => undefined;
	const heirs = held instanceof HTMLButtonElement ? menusBeside(held) : [];
	return () => {
		if (document.activeElement !== document.body) return;
		[held, ...heirs].find((element) => element.isConnected)?.focus();
	};
}

/** The menus of the lines after and before, then of the line that holds them all, and so on outwards. */
function menusBeside(element: HTMLElement): HTMLElement[] {
	const line = element.closest('li');
	if (!line) return [];
	const outer = line.parentElement?.closest('li');
	return [line.nextElementSibling, line.previousElementSibling, outer]
		.map((beside) => beside?.querySelector<HTMLElement>('[aria-haspopup=menu]') ?? null)
		.filter((menu) => menu !== null)
		.concat(outer ? menusBeside(outer) : []);
}
