import { createSubscriber } from 'svelte/reactivity';

/**
 * What a getter calls before it reads one thing out of something that changes: whoever reads it in a template or a
 * `$derived` reads again once that thing is another, and is not woken by what else changes, such as a colleague's caret
 * or a word from the relay. `read` must answer with the same object for as long as nothing is different in it.
 */
export function follow<T>(onChange: (fn: () => void) => () => void, read: () => T): () => void {
	return createSubscriber((update) => {
		let last = read();
		return onChange(() => {
			const now = read();
			if (now === last) return;
			last = now;
			update();
		});
	});
}
