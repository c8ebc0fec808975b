import type { Help } from '#lib/state/asked.svelte.ts';

/**
 * What a key asks for: `?` the keys, `/` a search, where nothing is being typed; Ctrl or ⌘ with K a search
 * everywhere. Null for every other key, and while a dialog is open.
 */
export function helpKey(event: KeyboardEvent): Help | null {
	if (event.defaultPrevented || event.isComposing || document.querySelector('dialog[open]'))
		return null;
	const { key, target, altKey, shiftKey } = event;
	const isCommand = event.ctrlKey || event.metaKey;
	if (isCommand && !altKey && !shiftKey && key.toLowerCase() === 'k') return 'search';
	const isTyping =
		target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');
	if (isTyping || isCommand || altKey) return null;
	return key === '?' ? 'keys' : key === '/' ? 'search' : null;
}
