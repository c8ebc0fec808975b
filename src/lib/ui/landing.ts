/** Where something lies from top to bottom, in px of the window. */
export interface Span {
	id: string;
	top: number;
	bottom: number;
}

/** An ordered list on the page, with its lines as they stand. */
export interface ListSpan extends Span {
	lines: readonly Span[];
	/** Where a line would go while there is none. */
	emptyAt: number;
}

/** Where a line that is dragged would come to stand. */
export interface Landing {
	list: string;
	/** The line before it; null at the start. */
	after: string | null;
	/** Its place from 1, and how many there are then. */
	place: number;
	of: number;
	/** The height of the gap it goes into, in px of the window. */
	y: number;
	/** It stands there already. */
	stays: boolean;
}

/** How a line and the lists it may stand in are found on the page. */
export interface Way {
	id: string;
	/** Which `data-…` of a line holds its id, such as `item`. */
	key: string;
	/** Selectors: the lists, and the lines in each of them. A list is known by its `data-item`, '' without one. */
	list: string;
	line: string;
	/** What the line is called. */
	name: string;
}

export interface Drop extends Landing {
	way: Way;
}

/**
 * Where a line that is held at a height (px of the window) would land: in the list that is there, else in the
 * nearest one, behind every line whose middle is above. Null where there is no list.
 */
export function landingAt(lists: readonly ListSpan[], id: string, y: number): Landing | null {
	const list = lists.reduce<ListSpan | null>(
		(best, one) => (best && distance(best, y) <= distance(one, y) ? best : one),
		null
	);
	if (!list) return null;
	const others = list.lines.filter((line) => line.id !== id);
	const at = others.filter(({ top, bottom }) => (top + bottom) / 2 < y).length;
	const [before, next] = [others[at - 1], others[at]];
	return {
		list: list.id,
		after: before?.id ?? null,
		place: at + 1,
		of: others.length + 1,
		y:
			before && next
				? (before.bottom + next.top) / 2
				: (before?.bottom ?? next?.top ?? list.emptyAt),
		stays: list.lines[at]?.id === id
	};
}

/**
 * How fast a page scrolls under a line that is held near its upper or lower edge, in px per second: down is
 * positive, and it is the faster the nearer.
 */
export function scrollSpeed(y: number, height: number): number {
	const reach = Math.min(96, height / 5);
	const [above, below] = [reach - y, y - (height - reach)];
	const depth = Math.min(1, Math.max(above, below, 0) / reach);
	return (below > above ? 1 : -1) * depth ** 2 * 1200 || 0;
}

function distance({ top, bottom }: Span, y: number): number {
	return Math.max(top - y, y - bottom, 0);
}
