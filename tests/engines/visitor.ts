// Somebody with a browser of one engine or another. The engines are driven in different ways; what is looked for on a
// page is looked for by the same function in each, and what is done goes through the engine's own mouse and keyboard.

/** A running browser with one page, and a profile that outlives it. */
export interface Visitor {
	/** Such as "Firefox 153". */
	readonly name: string;
	goto(url: string): Promise<void>;
	reload(): Promise<void>;
	/** Runs a function in the page: it sees nothing but its argument. */
	evaluate<A, R>(run: (given: A) => R | Promise<R>, given: A): Promise<R>;
	/** Clicks what is shown under this name; false where nothing is. */
	click(what: What): Promise<boolean>;
	/** Types into whatever has the focus. */
	type(text: string): Promise<void>;
	press(key: Key): Promise<void>;
	/** The first element of a selector as a picture (PNG). */
	picture(selector: string): Promise<Buffer>;
	/** What the engine complained of so far, but for a server that is away. */
	problems(): string[];
	/** Ends the browser without a word, as when the system does. */
	kill(): Promise<void>;
	/** Opens the same profile again; the page is empty. */
	reopen(): Promise<void>;
	close(): Promise<void>;
}

export type Key = 'Enter' | 'Tab' | 'End' | 'SelectAll';

/**
 * What engines print when a server is away: of requests, of sockets, of a worker that looks for a newer one. That a
 * server refuses or is not understood is no part of it.
 */
export const expectedNoise = new RegExp(
	[
		'ERR_CONNECTION_|ERR_EMPTY_RESPONSE|NS_ERROR_(?:CONNECTION|NET)_',
		'TypeError: (?:Failed to fetch|NetworkError when|Load failed)',
		'Could not connect to|connection was lost|can’t establish a connection to',
		'WebSocket connection to \\S+ failed(?!.*(?:handshake|frame|protocol|response code))',
		'connection to wss?://\\S+ was interrupted',
		'ServiceWorker .*(?:when fetching the script|encountered an unexpected error)'
	].join('|'),
	'i'
);

/** Something on the page by its role and accessible name, or by the words that it begins with. */
export interface What {
	role: 'button' | 'link' | 'field' | 'label' | 'menuitem';
	name: string;
}

/** What the page has of it that is shown, or null. It runs in the page. */
export function findShown({ role, name }: What): Element | null {
	const selectors = {
		button: 'button, [role=button], summary',
		link: 'a[href]',
		field: 'input, textarea, select',
		label: 'label',
		menuitem: '[role^=menuitem]'
	};
	const plain = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim();
	const nameOf = (element: Element): string => {
		const by = element.getAttribute('aria-labelledby');
		if (by !== null)
			return plain(
				by
					.split(/\s+/)
					.map((id) => document.getElementById(id)?.textContent)
					.join(' ')
			);
		const label = element.getAttribute('aria-label');
		if (label !== null) return plain(label);
		const { labels } = element as Partial<HTMLInputElement>;
		return plain(labels?.[0]?.textContent ?? element.textContent);
	};
	const shown = [...document.querySelectorAll(selectors[role])].filter(
		(element) =>
			element.checkVisibility({ visibilityProperty: true }) && !element.closest('[inert]')
	);
	// The last one lies on top, as in a dialog.
	return (
		shown.findLast((element) => nameOf(element) === name) ??
		shown.findLast((element) => nameOf(element).startsWith(name)) ??
		null
	);
}
