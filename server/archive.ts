import { validateUpdate, type UpdateShape } from '#lib/protocol/validate.ts';
import * as Y from 'yjs';
import type { Compacted } from './compaction.ts';
import type { Compactor } from './compactor.ts';
import type { Contents } from './contents.ts';
import { reasonOf, shortRoom, type Log } from './log.ts';
import type { Meter } from './meters.ts';
import { dayOf, type Store, type StoredRow } from './store.ts';

// Up to so many rows a room is opened and handed on without a thought.
const MANY_ROWS = 64;
const MANY_ROWS_WHILE_HOT = 500;
// In a great room a compaction costs more than the rows it saves, so it waits for more of them.
const MANY_ROWS_AT_MOST = 4000;
const KEEP_READ_MS = 10_000;
const QUIET_MS = 2000;

/** What an archive works with. */
export interface ArchiveContext {
	store: Store;
	compactor: Compactor;
	log: Log;
	now(): number;
}

/** The row that compaction made, or the largest there is. */
interface Base {
	seq: number;
	/** An encoded state vector, or null as in `Contents`. */
	vector: Uint8Array | null;
}

/** The stored bytes of one room: counted always, read only when somebody asks, compacted when there is reason to. */
export class Archive {
	readonly #room: string;
	readonly #meter: Meter;
	readonly #context: ArchiveContext;
	#bytes = 0;
	#base: Base | null = null;
	#looseRows = 0;
	#looseBytes = 0;
	/** Loose rows that the last compaction tried and left: no reason to try again, until more come. */
	#triedRows = 0;
	#compaction: Promise<void> | null = null;
	#read: Promise<Contents> | null = null;
	#readTimer: NodeJS.Timeout | undefined;
	#quietTimer: NodeJS.Timeout | undefined;

	constructor(room: string, meter: Meter, context: ArchiveContext) {
		this.#room = room;
		this.#meter = meter;
		this.#context = context;
	}

	/** The room's size on the disk, what is on its way there included. */
	get bytes(): number {
		return this.#bytes;
	}

	/** Whether compaction might make the room smaller, or is about to. */
	get isUntidy(): boolean {
		return this.#compaction !== null || this.#looseRows + (this.#base ? 1 : 0) > 1;
	}

	/** Goes through all rows and hands each sound one to `learn`. Others are set aside for an operator, never dropped. */
	async load(learn: (update: UpdateShape) => void): Promise<void> {
		const { store } = this.#context;
		const rows = await store.load(this.#room);
		const largest = rows.reduce((most, { bytes }) => Math.max(most, bytes.length), 0);
		const unsound: number[] = [];
		for (const { seq, bytes } of rows) {
			const checked = validateUpdate(bytes);
			if (checked.ok) learn(checked.update);
			else unsound.push(seq);
			if (!checked.ok) continue;
			this.#bytes += bytes.length;
			if (!this.#base && bytes.length === largest) this.#base = baseOf(seq, checked.update);
			else this.#countLoose(bytes.length);
		}
		if (unsound.length > 0) {
			await store.quarantine(this.#room, unsound);
			this.#tell('rows quarantined', { rows: unsound.length });
		}
		if (await this.#isDueOnLoad()) void this.compact();
	}

	/** Counts a row that is on its way to the disk. */
	count(bytes: Uint8Array): void {
		if (this.#bytes === 0) this.#meter.rooms++;
		this.#bytes += bytes.length;
		this.#meter.bytes += bytes.length;
		this.#countLoose(bytes.length);
	}

	/** Hears that updates reached the disk. */
	onCommitted(updates: Uint8Array[]): void {
		void this.#read?.then((contents) => {
			contents.rest.push(...updates);
			contents.whole = null;
		}, noop);
		if (this.#isDueWhileHot) void this.compact();
		this.#quietTimer ??= setTimeout(() => this.#compactIfMany(), QUIET_MS).unref();
		this.#quietTimer.refresh();
	}

	/** All committed bytes. Kept in memory for some seconds, for the next who asks. */
	async read(): Promise<Contents> {
		clearTimeout(this.#readTimer);
		this.#readTimer = setTimeout(() => this.#forgetRead(), KEEP_READ_MS).unref();
		const contents = await (this.#read ??= this.#startReading());
		// Whoever comes next has it easier.
		this.#compactIfMany();
		return contents;
	}

	/** Lets go of bytes and timers. */
	dispose(): void {
		clearTimeout(this.#quietTimer);
		this.#forgetRead();
	}

	/**
	 * Melts all rows into one, if nothing is lost by it, or waits for that where it is under way. Never
	 * rejects: an untidy room is a sound room.
	 */
	compact(): Promise<void> {
		return (this.#compaction ??= this.#compact());
	}

	/** Compacts what came in since the last time, also what came in while one was under way. Never rejects. */
	async tidy(): Promise<void> {
		await this.#compaction;
		if (this.#looseRows > 0) await this.compact();
	}

	async #compact(): Promise<void> {
		this.#triedRows = this.#looseRows;
		const { store, compactor } = this.#context;
		let rows: StoredRow[] = [];
		try {
			// Before the turn comes: who writes after midnight meanwhile must not take the day its state.
			let change = await store.lastChange(this.#room);
			const outcome = await compactor.compact(this.#room, async () => {
				change ??= await store.lastChange(this.#room);
				return (rows = await store.load(this.#room));
			});
			if (outcome) await this.#replace(rows, outcome, change?.dayOn ?? null);
			else this.#onRefused(rows);
		} catch (error) {
			this.#tell('compaction failed', { reason: reasonOf(error) });
		}
		this.#compaction = null;
		// What came in meanwhile may be as much again, and nobody may write any more.
		if (this.#isDueWhileHot) void this.compact();
	}

	// The next to ask reads them again.
	#forgetRead(): void {
		clearTimeout(this.#readTimer);
		this.#read = null;
	}

	#compactIfMany(): void {
		if (this.#untriedRows >= MANY_ROWS) void this.compact();
	}

	get #isDueWhileHot(): boolean {
		if (this.#untriedRows < MANY_ROWS_WHILE_HOT) return false;
		return this.#looseBytes * 4 >= this.#bytes || this.#untriedRows >= MANY_ROWS_AT_MOST;
	}

	get #untriedRows(): number {
		return this.#looseRows - this.#triedRows;
	}

	// After a crash the last changes of a day may have no state yet; it is made before the next day's come.
	async #isDueOnLoad(): Promise<boolean> {
		if (this.#looseRows >= MANY_ROWS) return true;
		const change = this.#base && (await this.#context.store.lastChange(this.#room));
		if (!change || change.dayOn === dayOf(this.#context.now())) return false;
		return this.#looseRows > 0 || !change.isKept;
	}

	#countLoose(bytes: number): void {
		this.#looseRows++;
		this.#looseBytes += bytes;
	}

	// Rows that were on their way while these were read stay counted.
	#uncountLoose(rows: StoredRow[]): void {
		const loose = rows.filter(({ seq }) => seq !== this.#base?.seq);
		this.#looseRows = Math.max(0, this.#looseRows - loose.length);
		this.#looseBytes = Math.max(0, this.#looseBytes - sizeOf(loose));
		this.#triedRows = 0;
	}

	// The same rows would be refused again, so there is no hope in them.
	#onRefused(rows: StoredRow[]): void {
		this.#uncountLoose(rows);
		this.#tell('compaction refused', { rows: rows.length });
	}

	// What is committed while the disk is read may be there twice; that is harmless.
	async #startReading(): Promise<Contents> {
		try {
			const base = this.#base;
			const rows = await this.#context.store.load(this.#room);
			return {
				base: rows.find(({ seq }) => seq === base?.seq)?.bytes ?? null,
				baseVector: base?.vector ? Y.decodeStateVector(base.vector) : null,
				rest: rows.filter(({ seq }) => seq !== base?.seq).map(({ bytes }) => bytes),
				whole: null
			};
		} catch (error) {
			this.#forgetRead();
			throw error;
		}
	}

	async #replace(rows: StoredRow[], outcome: Compacted, stateOn: string | null): Promise<void> {
		const { bytes, vector, unreadable } = outcome;
		const seq = await this.#context.store.compact(this.#room, {
			merged: bytes,
			replaced: rows.map((row) => row.seq).filter((row) => !unreadable.includes(row)),
			quarantined: unreadable,
			stateOn
		});
		if (seq === null) return this.#tell('compaction came too late', { rows: rows.length });
		this.#uncountLoose(rows);
		this.#base = { seq, vector };
		const before = sizeOf(rows);
		this.#bytes += bytes.length - before;
		this.#meter.bytes += bytes.length - before;
		this.#forgetRead();
		this.#tell('compacted', { rows: rows.length, before, after: bytes.length });
		if (unreadable.length > 0) this.#tell('rows quarantined', { rows: unreadable.length });
	}

	#tell(event: string, fields: { [name: string]: string | number }): void {
		this.#context.log(event, { room: shortRoom(this.#room), ...fields });
	}
}

function baseOf(seq: number, { structs }: UpdateShape): Base {
	const vector = structs.isGapless ? Y.encodeStateVector(structs.stateVector()) : null;
	return { seq, vector };
}

function sizeOf(rows: StoredRow[]): number {
	return rows.reduce((sum, { bytes }) => sum + bytes.length, 0);
}

function noop(): void {}
