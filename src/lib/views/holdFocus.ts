/**
 * Remembers what has the focus inside a list that is about to be drawn anew. The returned function
 * gives it back: browsers take it from whatever is moved in the page. A line that went to another list is
 * drawn anew there: one writes on in it, the caret where it was. For a button whose line is gone, the menu
 * of a line beside it takes over, so that the keyboard stays where it was; what was typed into a field that
 * is gone must not press buttons, so nothing takes over for a field.
 */
export function holdFocus(list: HTMLElement): () => void {
	const held = document.activeElement;
	if (!(held instanceof HTMLElement) || !list.contains(held)) return () => undefined;
	const heirs = held instanceof HTMLButtonElement ? menusBeside(held) : [];
	const twin = twinOf(held, list);
	const caret = held instanceof HTMLTextAreaElement ? held : null;
	return () => {
		if (document.activeElement !== document.body) return;
		const heir = [held, twin(), ...heirs].find((element) => element?.isConnected);
		heir?.focus();
		if (heir instanceof HTMLTextAreaElement && heir !== held && caret)
			heir.setSelectionRange(caret.selectionStart, caret.selectionEnd, caret.selectionDirection);
	};
}

/** Finds the same control of the same line, wherever that stands by then. */
function twinOf(held: HTMLElement, list: HTMLElement): () => HTMLElement | undefined {
	const line = held.closest<HTMLElement>('[data-initiative], [data-item]');
	const controls = (one?: Element | null) => [
		...(one?.querySelectorAll<HTMLElement>('textarea, input, button') ?? [])
	];
	const at = controls(line).indexOf(held);
	const { initiative, item } = line?.dataset ?? {};
	const name = initiative ? `[data-initiative="${initiative}"]` : `[data-item="${item}"]`;
	return () => controls(list.querySelector(name))[at];
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
