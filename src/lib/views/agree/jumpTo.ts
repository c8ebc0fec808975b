/** Brings an item, or a card, onto the screen and gives it the focus, opening the list it lies in. */
export function jumpTo(kind: 'item' | 'conflict', id: string): void {
	const found = document.querySelector<HTMLElement>(`[data-${kind}="${CSS.escape(id)}"]`);
	if (!found) return;
	for (
		let list = found.closest('details');
		list;
		list = list.parentElement?.closest('details') ?? null
	)
		list.open = true;
	found.scrollIntoView({ block: 'center' });
	found.querySelector<HTMLElement>('textarea, input, select, button')?.focus();
}
