/** Who wants to hear that something changed. `tell` calls each once, in the order they came. */
export interface Listeners {
	add: (fn: () => void) => () => void;
	tell: () => void;
	clear: () => void;
}

export function createListeners(): Listeners {
	const all = new Set<() => void>();
	return {
		add(fn) {
			// A wrapper, so that the same function added twice is heard twice and removed once.
			const own = () => {
				fn();
			};
			all.add(own);
			return () => all.delete(own);
		},
		tell() {
			for (const fn of [...all]) fn();
		},
		clear() {
			all.clear();
		}
	};
}
