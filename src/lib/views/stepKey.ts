/** The step that a key asks for: Alt with an arrow up (-1) or down (1); null for any other key. */
export function stepOf(event: KeyboardEvent): -1 | 1 | null {
	if (!event.altKey || event.ctrlKey || event.metaKey) return null;
	if (event.key === 'ArrowUp') return -1;
	return event.key === 'ArrowDown' ? 1 : null;
}
