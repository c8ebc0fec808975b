import type { AwarenessEntry } from '#lib/protocol/awareness.ts';
import type { CloseWhy } from '#lib/protocol/codes.ts';
import { writeAwarenessFrame, writeUpdate } from '#lib/protocol/frames.ts';
import type { Limits } from '#lib/protocol/limits.ts';
import type { UpdateShape } from '#lib/protocol/validate.ts';
import { Archive } from './archive.ts';
import type { Committer } from './committer.ts';
import { mergeAll } from './compaction.ts';
import type { Compactor } from './compactor.ts';
import { wholeOf } from './contents.ts';
import { Gossip } from './gossip.ts';
import { Knowledge, type Verdict } from './knowledge.ts';
import { reasonOf, shortRoom, type Log } from './log.ts';
import type { Meter, Meters } from './meters.ts';
import { missingOf, type Missing } from './missing.ts';
import { Presence, type PresenceOutcome } from './presence.ts';
import type { Store } from './store.ts';
import { frameOf } from './wire.ts';

/** A connection as its room sees it. */
export interface Member {
	/** Whether presence is told to it: readers get none. */
	readonly hearsPresence: boolean;
	/** `frame` is the update as `frameOf` makes it. */
	sendUpdate(update: Uint8Array, frame: Buffer): void;
	sendPresence(frame: Buffer): void;
	close(why: CloseWhy): void;
}

/** What every room of a relay shares. */
export interface RoomContext {
	store: Store;
	committer: Committer;
	compactor: Compactor;
	meters: Meters;
	limits: Limits;
	log: Log;
	now(): number;
}

/** Whether an update was taken, or why not: 'full' means never, the others "try again". */
export type Admission = 'ok' | 'busy' | 'cannot-store' | 'full';

/** Loads a room: its ids into memory, its bytes only when somebody asks for them. Rejects if the disk does. */
export async function openRoom(name: string, context: RoomContext): Promise<Room> {
	const meter = await context.meters.open(name);
	try {
		const archive = new Archive(name, meter, context);
		const known = new Knowledge();
		await archive.load((update) => known.add(update));
		return new Room(name, context, { archive, known, meter });
	} catch (error) {
		context.meters.release(name, meter);
		throw error;
	}
}

/**
 * One document as a grow-only set of validated update bytes, and those who are connected to it. It
 * never builds the document: ids tell new from known, the store keeps the bytes.
 */
export class Room {
	readonly name: string;
	readonly #context: RoomContext;
	readonly #archive: Archive;
	readonly #known: Knowledge;
	readonly #meter: Meter;
	readonly #members = new Set<Member>();
	readonly #presence: Presence<Member>;
	readonly #gossip = new Gossip<Member>((frame, except) => this.#spread(frame, except));
	#gapBytes = 0;
	#isBroken = false;
	#isDisposed = false;

	// The transaction under way and what of this room is in it.
	#commit: Promise<void> | null = null;
	#batch: Uint8Array[] = [];

	constructor(
		name: string,
		context: RoomContext,
		{ archive, known, meter }: { archive: Archive; known: Knowledge; meter: Meter }
	) {
		this.name = name;
		this.#context = context;
		this.#archive = archive;
		this.#known = known;
		this.#meter = meter;
		this.#presence = new Presence(context.limits.awarenessBytes);
	}

	get memberCount(): number {
		return this.#members.size;
	}

	/** A commit failed: this room knows of updates that are not on the disk and is to be loaded afresh. */
	get isBroken(): boolean {
		return this.#isBroken;
	}

	join(member: Member): void {
		this.#members.add(member);
	}

	leave(member: Member): void {
		this.#members.delete(member);
		const gone = this.#presence.leave(member);
		if (gone) this.#gossip.tell([gone], member);
	}

	/** The encoded state vector of everything taken so far. */
	stateVector(): Uint8Array {
		return this.#known.stateVector();
	}

	judge(update: UpdateShape): Verdict {
		return this.#known.judge(update);
	}

	/** Takes an update that is new: it goes to the disk, then to every member. */
	accept(bytes: Uint8Array, update: UpdateShape): Admission {
		if (this.#isBroken) return 'cannot-store';
		const part = this.#known.newPartOf(bytes, update);
		if (this.#isFullFor(part.length)) return this.#makeSpace() ? 'busy' : 'full';
		if (this.#context.committer.isFailing) return 'cannot-store';
		this.#known.add(update);
		this.#archive.count(part);
		const commit = this.#context.committer.add(this.name, part);
		if (commit !== this.#commit) this.#follow(commit);
		this.#batch.push(part);
		return 'ok';
	}

	/** As `accept`, for what still has a gap after its sender sent all it has: kept under a quota, and said. */
	acceptWithGap(bytes: Uint8Array, update: UpdateShape): Admission {
		this.#gapBytes += bytes.length;
		const isOver = this.#gapBytes > this.#context.limits.gapBytes;
		this.#log('gap remains', { bytes: bytes.length, kept: !isOver });
		return isOver ? 'full' : this.accept(bytes, update);
	}

	/** Resolves when everything taken so far is on the disk; rejects if it will not be. */
	committed(): Promise<void> {
		return this.#commit ?? Promise.resolve();
	}

	/** What one with this state vector lacks of the committed bytes. Rejects if the disk does. */
	async missingFor(vector: Map<number, number>): Promise<Missing> {
		await this.committed();
		if (this.#known.isKnownTo(vector)) {
			return { great: [], answer: this.#known.deletesAsUpdate() };
		}
		const contents = await this.#archive.read();
		return missingOf(contents, { vector, deletes: this.#known.deletesAsUpdate() });
	}

	/** All committed bytes as one update. */
	async readAll(): Promise<Uint8Array> {
		return wholeOf(await this.#archive.read());
	}

	/** Takes in presence and tells the others soon. */
	hearPresence(member: Member, entries: AwarenessEntry[]): PresenceOutcome {
		const outcome = this.#presence.hear(member, entries);
		if (outcome.ok && outcome.entries.length > 0) this.#gossip.tell(outcome.entries, member);
		return outcome;
	}

	/** Everybody present as a message; null for nobody. */
	everybody(): Uint8Array | null {
		const all = this.#presence.all();
		return all && writeAwarenessFrame(all);
	}

	/** Compacts what came in since the last time, in a worker. Never rejects. */
	async tidy(): Promise<void> {
		if (!this.#isBroken) await this.#archive.tidy();
	}

	/** Lets go of timers and bytes. Safe to call twice. */
	dispose(): void {
		if (this.#isDisposed) return;
		this.#isDisposed = true;
		this.#archive.dispose();
		this.#gossip.stop();
		this.#context.meters.release(this.name, this.#meter);
	}

	#isFullFor(bytes: number): boolean {
		const { roomBytes, teamBytes, teamRooms } = this.#context.limits;
		const isFirst = this.#archive.bytes === 0;
		return (
			this.#archive.bytes + bytes > roomBytes ||
			this.#meter.bytes + bytes > teamBytes ||
			(isFirst && this.#meter.rooms >= teamRooms)
		);
	}

	/** Whether there is hope: deleted content may still be taking up space. */
	#makeSpace(): boolean {
		if (!this.#archive.isUntidy) return false;
		this.committed().then(
			() => void this.#archive.compact(),
			() => {}
		);
		return true;
	}

	#follow(commit: Promise<void>): void {
		const batch: Uint8Array[] = [];
		this.#commit = commit;
		this.#batch = batch;
		commit.then(
			() => this.#onCommitted(commit, batch),
			(error: unknown) => this.#onFailed(error)
		);
	}

	#onCommitted(commit: Promise<void>, batch: Uint8Array[]): void {
		if (this.#commit === commit) {
			this.#commit = null;
			this.#batch = [];
		}
		const updates = mergeIfPossible(batch);
		this.#archive.onCommitted(updates);
		for (const update of updates) {
			const frame = frameOf(writeUpdate(update));
			for (const member of this.#members) member.sendUpdate(update, frame);
		}
	}

	// Clients still hold what they sent and offer it again to the room that is loaded afresh.
	#onFailed(error: unknown): void {
		this.#isBroken = true;
		this.#log('commit failed', { reason: reasonOf(error) });
		this.#context.meters.forget(this.name);
		for (const member of [...this.#members]) member.close('cannot-store');
	}

	#spread(frame: Buffer, except: Member | null): void {
		for (const member of this.#members) {
			if (member !== except && member.hearsPresence) member.sendPresence(frame);
		}
	}

	#log(event: string, fields: { [name: string]: string | number | boolean }): void {
		this.#context.log(event, { room: shortRoom(this.name), ...fields });
	}
}

// Fewer frames for everybody. What cannot be merged is still sound one by one.
function mergeIfPossible(batch: Uint8Array[]): Uint8Array[] {
	try {
		return [mergeAll(batch)];
	} catch {
		return batch;
	}
}
