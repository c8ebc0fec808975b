/*
 * What falls due on which day, noted where a service worker can read it too, in the words it is told with. A day is
 * told once, by whoever comes first: a page in the background or the worker.
 */

export interface DueNote {
	/** An ISO date. */
	dueOn: string;
	title: string;
	body: string;
	/** Where a tap on it leads. */
	url: string;
}

interface Kept extends DueNote {
	/** The day that was told already; null before the first. */
	told: string | null;
}

const cacheName = 'cairn-due';
const addressOf = (key: string) => `/due/${key}`;

/** Notes what falls due next under a key of letters, digits and slashes; null takes it away. */
export async function keepDue(key: string, note: DueNote | null): Promise<void> {
	const notes = await open();
	if (!notes) return;
	if (!note) {
		await notes.delete(addressOf(key));
		return;
	}
	const told = (await read(notes, addressOf(key)))?.told ?? null;
	await notes.put(addressOf(key), Response.json({ ...note, told } satisfies Kept));
}

/** Takes away every note whose key begins so. */
export async function forgetDue(prefix: string): Promise<void> {
	const notes = await open();
	for (const { url } of (await notes?.keys()) ?? [])
		if (new URL(url).pathname.startsWith(addressOf(prefix))) await notes?.delete(url);
}

/** Shows a notification for each note that is due on a day (an ISO date) and was not told of. Returns how many. */
export async function tellDue(
	registration: Pick<ServiceWorkerRegistration, 'showNotification'>,
	today: string
): Promise<number> {
	const notes = await open();
	let count = 0;
	for (const { url } of (await notes?.keys()) ?? []) {
		const note = notes && (await read(notes, url));
		if (!note || note.dueOn > today || note.told === note.dueOn) continue;
		// Noted first: two that look at once must not both tell.
		await notes.put(url, Response.json({ ...note, told: note.dueOn } satisfies Kept));
		await registration.showNotification(note.title, {
			body: note.body,
			tag: new URL(url).pathname,
			icon: '/icon-192.png',
			badge: '/icon-192.png',
			data: { url: note.url }
		});
		count++;
	}
	return count;
}

/** Null where the browser has no such store, as on plain http, or refuses it. */
async function open(): Promise<Cache | null> {
	return 'caches' in globalThis ? caches.open(cacheName).catch(() => null) : null;
}

async function read(notes: Cache, address: string): Promise<Kept | null> {
	const found = await notes.match(address);
	return found ? ((await found.json().catch(() => null)) as Kept | null) : null;
}
