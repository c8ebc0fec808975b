/** What Ctrl or Command with Z, Shift+Z or Y asks for, whatever letters the layout has there. */
export function undoKey(event: KeyboardEvent): 'undo' | 'redo' | null {
	if (!(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing) return null;
	const typed = event.key.toLowerCase();
	// Layouts without Latin letters are known by where the key is.
	const letter = /^[a-z]$/.test(typed) ? typed : event.code.replace('Key', '').toLowerCase();
	if (letter === 'z') return event.shiftKey ? 'redo' : 'undo';
	return letter === 'y' && !event.shiftKey ? 'redo' : null;
}
