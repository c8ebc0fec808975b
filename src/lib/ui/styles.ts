/*
 * Style sheets that did not come. The bundler asks for each only once: without this, what is opened again with the
 * network back would be drawn bare.
 */

const missing = new Set<HTMLLinkElement>();

/** From now on it is noticed where a style sheet cannot be fetched. */
export function watchStyles(): void {
	// Such an error does not bubble.
	addEventListener('error', ({ target }) => note(target), true);
	addEventListener('online', () => void mendStyles());
}

/** Fetches what is missing once more. Never rejects; false where something still is. */
export async function mendStyles(): Promise<boolean> {
	return (await Promise.all([...missing].map(mend))).every(Boolean);
}

function note(target: EventTarget | null): void {
	if (target instanceof HTMLLinkElement && target.rel === 'stylesheet') missing.add(target);
}

/** Only a new element is fetched anew. */
function mend(link: HTMLLinkElement): Promise<boolean> {
	missing.delete(link);
	const again = link.cloneNode() as HTMLLinkElement;
	link.replaceWith(again);
	return new Promise((resolve) => {
		again.onload = () => resolve(true);
		again.onerror = () => resolve(false);
	});
}
