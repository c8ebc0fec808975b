/**
 * Puts a fixed popover below `anchor`, or above where below is too little room, its start edge on the
 * anchor's start edge and never outside the window.
 * @param anchor client rectangle in CSS px
 */
export function placeBeside(popover: HTMLElement, anchor: DOMRect): void {
	const gap = 6;
	const { innerWidth, innerHeight } = window;
	const { width, height } = popover.getBoundingClientRect();
	const rtl = getComputedStyle(popover).direction === 'rtl';
	const below = anchor.bottom + gap + height <= innerHeight - gap;
	const top = below ? anchor.bottom + gap : anchor.top - gap - height;
	// What would leave the window at its far edge hangs from the other end of the anchor.
	let left = rtl ? anchor.right - width : anchor.left;
	if (left + width > innerWidth - gap) left = anchor.right - width;
	popover.style.left = `${Math.max(gap, left)}px`;
	popover.style.top = `${Math.max(gap, top)}px`;
}
