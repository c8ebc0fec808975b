import { validateUpdate, type UpdateShape } from '#lib/protocol/validate.ts';
import { compactRows, mergeAll } from './compaction.ts';
import { reasonOf, shortRoom, type Log } from './log.ts';
import type { Store, StoredRow } from './store.ts';

const COMPACT_ROWS_ON_LOAD = 64;
const COMPACT_ROWS_WHILE_HOT = 500;
const KEEP_MERGED_MS = 30_000;

interface Merged {
	isLoaded: Promise<void>;
	bytes: Uint8Array;
	/** What was committed since; merged in when somebody asks. */
	since: Uint8Array[];
}

/** The stored bytes of one room: counted always, read only when somebody asks, tidied when they are many. */
export class Archive {
	readonly #room: string;
	readonly #store: Store;
	readonly #log: Log;
	#bytes = 0;
	#rowsSinceCompaction = 0;
	#isCompacting = false;
	#merged: Merged | null = null;
	#mergedTimer: NodeJS.Timeout | undefined;

	constructor(room: string, store: Store, log: Log) {
		this.#room = room;
		this.#store = store;
		this.#log = log;
	}

	/** The room's size on the disk, what is on its way there included. */
	get bytes(): number {
		return this.#bytes;
	}

	/** Whether tidying might make the room smaller, or is about to. */
	get isUntidy(): boolean {
		return this.#isCompacting || this.#rowsSinceCompaction > 1;
	}

	/**
	 * Goes through all rows and hands each sound one to `learn`. Others are set aside for an operator,
	 * never dropped. Returns the rows' bytes before.
	 */
	async load(learn: (update: UpdateShape) => void): Promise<void> {
		const quarantined: number[] = [];
		for (const { seq, bytes } of await this.#store.load(this.#room)) {
			const checked = validateUpdate(bytes);
			if (checked.ok) {
				learn(checked.update);
				this.count(bytes);
			} else {
				quarantined.push(seq);
			}
		}
		if (quarantined.length > 0) {
			await this.#store.compact(this.#room, { merged: null, replaced: [], quarantined });
			this.#tell('rows quarantined', { rows: quarantined.length });
		}
		if (this.#rowsSinceCompaction >= COMPACT_ROWS_ON_LOAD) await this.compact();
	}

	/** Counts a row that is on its way to the disk. */
	count(bytes: Uint8Array): void {
		this.#bytes += bytes.length;
		this.#rowsSinceCompaction++;
	}

	/** Hears that updates reached the disk. */
	onCommitted(updates: Uint8Array[]): void {
		this.#merged?.since.push(...updates);
		if (this.#rowsSinceCompaction >= COMPACT_ROWS_WHILE_HOT) void this.compact();
	}

	/** All committed bytes as one update. Kept in memory for a while. */
	async readAll(): Promise<Uint8Array> {
		clearTimeout(this.#mergedTimer);
		this.#mergedTimer = setTimeout(() => this.forgetMerged(), KEEP_MERGED_MS).unref();
		const merged = (this.#merged ??= this.#startReading());
		await merged.isLoaded;
		if (merged.since.length > 0) {
			merged.bytes = mergeAll([merged.bytes, ...merged.since]);
			merged.since = [];
		}
		return merged.bytes;
	}

	/** Lets go of the bytes; the next to ask reads them again. */
	forgetMerged(): void {
		clearTimeout(this.#mergedTimer);
		this.#merged = null;
	}

	/** Melts all rows into one, if nothing is lost by it. Never rejects: an untidy room is a sound room. */
	async compact(): Promise<void> {
		if (this.#isCompacting) return;
		this.#isCompacting = true;
		this.#rowsSinceCompaction = 0;
		try {
			const rows = await this.#store.load(this.#room);
			const outcome = compactRows(rows);
			if (outcome) await this.#replace(rows, outcome);
			else this.#tell('compaction refused', { rows: rows.length });
		} catch (error) {
			this.#tell('compaction failed', { reason: reasonOf(error) });
		}
		this.#isCompacting = false;
	}

	// What is committed while the disk is read may be in both `bytes` and `since`; that is harmless.
	#startReading(): Merged {
		const merged: Merged = { isLoaded: Promise.resolve(), bytes: mergeAll([]), since: [] };
		merged.isLoaded = this.#store.load(this.#room).then(
			(rows) => {
				merged.bytes = mergeAll(rows.map((row) => row.bytes));
			},
			(error: unknown) => {
				this.forgetMerged();
				throw error;
			}
		);
		return merged;
	}

	async #replace(
		rows: StoredRow[],
		{ bytes, unreadable }: { bytes: Uint8Array; unreadable: StoredRow[] }
	): Promise<void> {
		const quarantined = unreadable.map((row) => row.seq);
		const replaced = rows.map((row) => row.seq).filter((seq) => !quarantined.includes(seq));
		await this.#store.compact(this.#room, { merged: bytes, replaced, quarantined });
		const before = rows.reduce((sum, row) => sum + row.bytes.length, 0);
		this.#bytes += bytes.length - before;
		this.forgetMerged();
		this.#tell('compacted', { rows: rows.length, before, after: bytes.length });
		if (quarantined.length > 0) this.#tell('rows quarantined', { rows: quarantined.length });
	}

	#tell(event: string, fields: { [name: string]: string | number }): void {
		this.#log(event, { room: shortRoom(this.#room), ...fields });
	}
}
