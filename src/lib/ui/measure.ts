/** A box in CSS px, from the top left of whatever it was measured against. */
export interface Box {
	x: number;
	y: number;
	width: number;
	height: number;
}

/** Where a caret stands at `index` of a text as laid out, or null where nothing is (an empty text). */
export function caretBox(text: Text, index: number, origin: DOMRect): Box | null {
	const range = text.ownerDocument.createRange();
	range.setStart(text, Math.min(index, text.length));
	range.collapse(true);
	// Where a line wraps there are two: the end of one line and the start of the next, where one would type.
	const rect = [...range.getClientRects()].at(-1);
	return rect ? { ...boxFrom(rect, origin), width: 0 } : null;
}

/** The boxes that the units from `from` to `to` fill, one for each line or run of one direction. */
export function rangeBoxes(text: Text, from: number, to: number, origin: DOMRect): Box[] {
	const range = text.ownerDocument.createRange();
	range.setStart(text, Math.min(from, text.length));
	range.setEnd(text, Math.min(to, text.length));
	return [...range.getClientRects()].map((rect) => boxFrom(rect, origin));
}

function boxFrom(rect: DOMRect, origin: DOMRect): Box {
	return {
		x: rect.left - origin.left,
		y: rect.top - origin.top,
		width: rect.width,
		height: rect.height
	};
}
