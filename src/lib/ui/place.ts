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
	const atRight = anchor.right - width;
	const hangsRight = rtl ? atRight >= gap : anchor.left + width > innerWidth - gap;
	const left = Math.max(
		gap,
		Math.min(hangsRight ? atRight : anchor.left, innerWidth - gap - width)
	);
	popover.style.left = `${left}px`;
	popover.style.top = `${Math.max(gap, top)}px`;
	// Where the page's scroll bar stands at the left, what is fixed is counted from behind it, rectangles are not.
	const bar = rtl ? popover.getBoundingClientRect().left - left : 0;
	if (bar) popover.style.left = `${left - bar}px`;
}
