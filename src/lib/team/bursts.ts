import type { DeviceStore } from '#lib/device/store.ts';

/**
 * A burst of typing in one text ends when the text has been quiet for a moment, whoever typed, or when
 * the field is left or the page hides. Its end writes the text's version (see doc/text.ts). Until then
 * the device keeps a note of it, so that a tab that dies in mid-typing still ends it when it comes back:
 * without that, words typed in the last second could garble with a colleague's without a mark.
 */
export interface Bursts {
	/** This device typed. */
	typed(item: string, field: string, text: string): void;
	/** Somebody else's typing arrived: the text is not quiet. */
	heard(item: string, field: string): void;
	/** The field was left. */
	end(item: string, field: string): void;
	/** The page hides or closes. */
	endAll(): void;
}

interface Means {
	store: Pick<DeviceStore, 'putBurst' | 'deleteBurst'>;
	teamId: string;
	room: string;
	now: () => number;
	/** Writes the version of this text. */
	commit: (item: string, field: string) => void;
}

/** Quiet this long, a text is taken for finished. Live colleagues then all hold the same text. */
const quietMs = 1_000;
/** At random on top, so that two devices seldom finish in the same instant. */
const jitterMs = 400;

export function createBursts({ store, teamId, room, now, commit }: Means): Bursts {
	const timers = new Map<string, ReturnType<typeof setTimeout>>();

	const end = (key: string): void => {
		const timer = timers.get(key);
		if (timer === undefined) return;
		clearTimeout(timer);
		timers.delete(key);
		const [item, field] = split(key);
		commit(item, field);
		void store.deleteBurst(teamId, room, key);
	};
	const wait = (key: string): void => {
		clearTimeout(timers.get(key));
		const delay = quietMs + Math.random() * jitterMs;
		timers.set(
			key,
			setTimeout(() => {
				end(key);
			}, delay)
		);
	};

	return {
		typed(item, field, text) {
			const key = `${item}/${field}`;
			if (!timers.has(key)) void store.putBurst({ teamId, doc: room, key, text, at: now() });
			wait(key);
		},
		heard(item, field) {
			const key = `${item}/${field}`;
			if (timers.has(key)) wait(key);
		},
		end: (item, field) => {
			end(`${item}/${field}`);
		},
		endAll: () => {
			for (const key of [...timers.keys()]) end(key);
		}
	};
}

/**
 * Ends the bursts that a former page of this device left unfinished in the document, before the relay
 * brings what colleagues did meanwhile. `commit` says whether the document holds the item: a note whose
 * item could not be read today is kept for another day.
 */
export async function endLeftovers(
	store: Pick<DeviceStore, 'listBursts' | 'deleteBurst'>,
	teamId: string,
	room: string,
	commit: (item: string, field: string) => boolean
): Promise<void> {
	for (const burst of await store.listBursts(teamId)) {
		if (burst.doc !== room) continue;
		if (commit(...split(burst.key))) await store.deleteBurst(teamId, room, burst.key);
	}
}

function split(key: string): [item: string, field: string] {
	const slash = key.indexOf('/');
	return [key.slice(0, slash), key.slice(slash + 1)];
}
