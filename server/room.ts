import { writeAwareness, type AwarenessEntry } from '#lib/protocol/awareness.ts';
import type { CloseWhy } from '#lib/protocol/codes.ts';
import { writeAwarenessFrame, writeUpdate } from '#lib/protocol/frames.ts';
import type { Limits } from '#lib/protocol/limits.ts';
import type { UpdateShape } from '#lib/protocol/validate.ts';
import * as Y from 'yjs';
import { Archive } from './archive.ts';
import type { Committer } from './committer.ts';
import { mergeAll } from './compaction.ts';
import { Knowledge, type Verdict } from './knowledge.ts';
import { reasonOf, shortRoom, type Log } from './log.ts';
import { Presence, type PresenceOutcome } from './presence.ts';
import { teamOfRoom, type Store } from './store.ts';

/** A connection as its room sees it. */
export interface Member {
	/** Whether presence is told to it: readers get none. */
	readonly hearsPresence: boolean;
	sendUpdate(update: Uint8Array, frame: Uint8Array): void;
	sendPresence(frame: Uint8Array): void;
	close(why: CloseWhy): void;
}

/** What every room of a relay shares. */
export interface RoomContext {
	store: Store;
	committer: Committer;
	limits: Limits;
	log: Log;
}

/** Whether an update was taken, or why not: 'busy' means "try again", 'full' means never. */
export type Admission = 'ok' | 'busy' | 'full';

/** Loads a room: its ids into memory, its bytes only when somebody asks for them. Rejects if the disk does. */
export async function openRoom(name: string, context: RoomContext): Promise<Room> {
	const { store, limits } = context;
	const archive = new Archive(name, store, context.log);
	const known = new Knowledge();
	await archive.load((update) => known.add(update));
	const usage = await store.usage(teamOfRoom(name));
	const isOneTooMany = archive.bytes === 0 && usage.rooms >= limits.teamRooms;
	const leftOfTeam = isOneTooMany ? 0 : Math.max(0, limits.teamBytes - usage.bytes);
	const maxBytes = Math.min(limits.roomBytes, archive.bytes + leftOfTeam);
	return new Room(name, context, { archive, known, maxBytes });
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
	readonly #maxBytes: number;
	readonly #members = new Set<Member>();
	readonly #presence: Presence<Member>;
	#gapBytes = 0;
	#isBroken = false;

	// The transaction under way and what of this room is in it.
	#commit: Promise<void> | null = null;
	#batch: Uint8Array[] = [];

	constructor(
		name: string,
		context: RoomContext,
		{ archive, known, maxBytes }: { archive: Archive; known: Knowledge; maxBytes: number }
	) {
		this.name = name;
		this.#context = context;
		this.#archive = archive;
		this.#known = known;
		this.#maxBytes = maxBytes;
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
		if (gone) this.#tellPresence([gone], member);
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
		const part = this.#known.newPartOf(bytes, update);
		if (this.#archive.bytes + part.length > this.#maxBytes) {
			return this.#makeSpace() ? 'busy' : 'full';
		}
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

	/** What one with this state vector lacks, as one update of committed bytes. Rejects if the disk does. */
	async missingFor(vector: Map<number, number>): Promise<Uint8Array> {
		await this.committed();
		if (this.#known.isKnownTo(vector)) return this.#known.deletesAsUpdate();
		const all = await this.#archive.readAll();
		return vector.size === 0 ? all : Y.diffUpdate(all, Y.encodeStateVector(vector));
	}

	/** All committed bytes as one update. */
	readAll(): Promise<Uint8Array> {
		return this.#archive.readAll();
	}

	/** Takes in presence and tells the others. */
	hearPresence(member: Member, entries: AwarenessEntry[]): PresenceOutcome {
		const outcome = this.#presence.hear(member, entries);
		if (outcome.ok && outcome.entries.length > 0) this.#tellPresence(outcome.entries, member);
		return outcome;
	}

	/** Everybody present as a frame; null for nobody. */
	presenceFrame(): Uint8Array | null {
		const all = this.#presence.all();
		return all && writeAwarenessFrame(all);
	}

	/** Lets go of timers and bytes. */
	dispose(): void {
		this.#archive.forgetMerged();
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
		if (this.#commit === commit) this.#commit = null;
		const updates = mergeIfPossible(batch);
		this.#archive.onCommitted(updates);
		for (const update of updates) {
			const frame = writeUpdate(update);
			for (const member of this.#members) member.sendUpdate(update, frame);
		}
	}

	// Clients still hold what they sent and offer it again to the room that is loaded afresh.
	#onFailed(error: unknown): void {
		this.#isBroken = true;
		this.#log('commit failed', { reason: reasonOf(error) });
		for (const member of [...this.#members]) member.close('busy');
	}

	#tellPresence(entries: AwarenessEntry[], except: Member): void {
		const frame = writeAwarenessFrame(writeAwareness(entries));
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
