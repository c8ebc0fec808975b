import { onDestroy, tick } from 'svelte';

/**
 * What a card that goes when anybody settles it listens to: if the focus was in it, it is handed on. Asked while its
 * component is made.
 */
export function handsFocusOn() {
	let heirs: HTMLElement[] = [];
	onDestroy(() => void passFocus(heirs));
	return {
		onfocusin({ currentTarget }: FocusEvent) {
			heirs = heirsOf(currentTarget as HTMLElement);
		},
		// Browsers say that the focus left also when the card itself is taken out, and before that.
		onfocusout({ currentTarget }: FocusEvent) {
			const card = currentTarget as HTMLElement;
			setTimeout(() => {
				if (!card.contains(document.activeElement)) heirs = [];
			});
		}
	};
}

/**
 * Where the focus goes from a card that is settled: to the line it was about, else to the card after it, else
 * to the one before, else to the place itself. Asked while the card stands.
 */
function heirsOf(card: HTMLElement): HTMLElement[] {
	const line = card.closest('[data-item]')?.querySelector<HTMLElement>('textarea');
	const cards = [...document.querySelectorAll<HTMLElement>(`[data-conflict]`)];
	const at = cards.indexOf(card);
	return [line, cards[at + 1], cards[at - 1], document.querySelector<HTMLElement>('main')].filter(
		(heir) => heir instanceof HTMLElement
	);
}

/** Gives the focus to the first of these that is still there, once the page is drawn and nothing else has it. */
async function passFocus(heirs: readonly HTMLElement[]): Promise<void> {
	await tick();
	if (document.activeElement !== document.body) return;
	const heir = heirs.find((one) => one.isConnected);
	// A card is no control. It takes the focus itself, as a key that is held would press what stands in it.
	if (heir?.matches('section')) heir.tabIndex = -1;
	heir?.focus();
}
