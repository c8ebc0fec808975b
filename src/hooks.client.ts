import type { HandleClientError } from '@sveltejs/kit';

// The bundler says which imports could not be fetched: a browser's own words for that differ from one to the next.
const unfetched = new WeakSet<object>();

addEventListener('vite:preloadError', ({ payload }) => {
	unfetched.add(payload);
});

/** Says why a place did not open; `+error.svelte` has the sentences. */
export const handleError: HandleClientError = ({ error, status, message }) => {
	if (typeof error === 'object' && error !== null && unfetched.has(error))
		return { message, why: 'not-here' };
	if (status === 404) return { message, why: 'unknown' };
	// Ours to mend, so it is ours to see.
	console.error(error);
	return { message, why: 'broken' };
};
