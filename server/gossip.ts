import { writeAwareness, type AwarenessEntry } from '#lib/protocol/awareness.ts';
import { writeAwarenessFrame } from '#lib/protocol/frames.ts';
import { frameOf } from './wire.ts';

const GATHER_MS = 30;

/**
 * News of presence, gathered for a moment that nobody notices: of each client only the latest, all of
 * them in one frame. So thirty people who move their carets cost a frame each, thirty times a second,
 * however often each of them moves.
 */
export class Gossip<Member> {
	readonly #spread: (frame: Buffer, except: Member | null) => void;
	readonly #byClient = new Map<number, AwarenessEntry>();
	readonly #sources = new Set<Member>();
	#timer: NodeJS.Timeout | undefined;

	/** @param spread sends a frame to all, except to one who is the only source of it */
	constructor(spread: (frame: Buffer, except: Member | null) => void) {
		this.#spread = spread;
	}

	tell(entries: AwarenessEntry[], source: Member): void {
		for (const entry of entries) this.#byClient.set(entry.client, entry);
		this.#sources.add(source);
		this.#timer ??= setTimeout(() => this.#flush(), GATHER_MS).unref();
	}

	/** Forgets what is gathered; nobody is left to hear it. */
	stop(): void {
		clearTimeout(this.#timer);
	}

	#flush(): void {
		const frame = frameOf(writeAwarenessFrame(writeAwareness([...this.#byClient.values()])));
		const [source] = this.#sources;
		const except = this.#sources.size === 1 ? source! : null;
		this.#byClient.clear();
		this.#sources.clear();
		this.#timer = undefined;
		this.#spread(frame, except);
	}
}
