import { tick } from 'svelte';

/**
 * Where the focus goes from a card that is settled: to the line it was about, else to the card after it, else
 * to the one before, else to the place itself. Asked while the card stands.
 */
export function heirsOf(card: HTMLElement): HTMLElement[] {
	const line = card.closest('[data-item]')?.querySelector<HTMLElement>('textarea');
	const cards = [...document.querySelectorAll<HTMLElement>(`[data-conflict]`)];
	const at = cards.indexOf(card);
	return [line, cards[at + 1], cards[at - 1], document.querySelector<HTMLElement>('main')].filter(
		(heir) => heir instanceof HTMLElement
	);
}

/** Gives the focus to the first of these that is still there, once the page is drawn and nothing else has it. */
export async function passFocus(heirs: readonly HTMLElement[]): Promise<void> {
	await tick();
	if (document.activeElement !== document.body) return;
	const heir = heirs.find((one) => one.isConnected);
	// A card is no control. It takes the focus itself, as a key that is held would press what stands in it.
	if (heir?.matches('section')) heir.tabIndex = -1;
	heir?.focus();
}
