import type { Duplex } from 'node:stream';
import { readAwareness, writeAwareness } from '#lib/protocol/awareness.ts';
import { closeReason, codeOf, type CloseWhy } from '#lib/protocol/codes.ts';
import { readFrame, writeAwarenessFrame, writeStep2 } from '#lib/protocol/frames.ts';
import type { Limits } from '#lib/protocol/limits.ts';
import { roleOfHash } from '#lib/protocol/record.ts';
import { type Role, type TeamRecord } from '#lib/protocol/recordLayout.ts';
import { validateUpdate, type UpdateShape } from '#lib/protocol/validate.ts';
import type { RawData, WebSocket } from 'ws';
import * as Y from 'yjs';
import type { Access } from './access.ts';
import { Intake } from './intake.ts';
import { reasonOf, shortRoom, type Log } from './log.ts';
import { Outbox } from './outbox.ts';
import { createBucket } from './rate.ts';
import type { Member, Room } from './room.ts';

/** What a connection needs of its relay. */
export interface ConnectionContext {
	limits: Limits;
	now(): number;
	log: Log;
	/** Called for each acknowledgement that is sent. */
	onAck?: (() => void) | undefined;
}

const CLOSE_PATIENCE_MS = 2000;
// An answer may be the whole room, made for this one asker.
const STEP1_COST = 50;
// What is long takes long to check.
const BYTES_PER_COST = 16 * 1024;
// Stock clients may repeat what they heard of everybody, but not more than that.
const MAX_STATES = 64;
const KEEPALIVE = writeAwarenessFrame(writeAwareness([]));

/**
 * Says why and closes; a peer that does not answer is cut off. Safe to call twice. `generation`: of
 * the record that has no role for this one.
 */
export function closeSocket(socket: WebSocket, why: CloseWhy, generation?: number): void {
	if (socket.readyState !== socket.OPEN && socket.readyState !== socket.CONNECTING) return;
	// A paused socket would never read the peer's answer.
	socket.resume();
	socket.close(codeOf(why), closeReason(why, generation));
	const timer = setTimeout(() => socket.terminate(), CLOSE_PATIENCE_MS).unref();
	socket.once('close', () => clearTimeout(timer));
}

/** One client in one room. Readers may ask for what they lack and hear updates; all else is for members. */
export class Connection implements Member {
	readonly teamId: string;
	readonly #socket: WebSocket;
	readonly #room: Room;
	readonly #access: Access;
	readonly #context: ConnectionContext;
	readonly #outbox: Outbox;
	readonly #intake: Intake;
	readonly #mayPass: (now: number, cost?: number) => boolean;
	readonly #firstMessageTimer: NodeJS.Timeout;
	#record: TeamRecord;
	#isAlive = true;
	/** The state vector of a question that is being answered. */
	#asked: Map<number, number> | null = null;

	constructor(
		socket: WebSocket,
		{ room, teamId, access, wire }: { room: Room; teamId: string; access: Access; wire: Duplex },
		context: ConnectionContext
	) {
		const { limits } = context;
		this.teamId = teamId;
		this.#socket = socket;
		this.#room = room;
		this.#access = access;
		this.#record = access.record;
		this.#context = context;
		this.#mayPass = createBucket(limits.messageRate, limits.messageBurst);
		this.#outbox = new Outbox(socket, wire, {
			slowBytes: limits.slowBytes,
			slowMs: limits.slowMs,
			maxBytes: 2 * limits.roomBytes,
			readAll: () => room.readAll(),
			onStuck: () => this.close('slow')
		});
		this.#intake = new Intake(room, {
			limits,
			send: (message) => this.#outbox.send(message),
			refuse: (why, reason) => this.#refuse(why, reason),
			onAck: context.onAck
		});
		this.#firstMessageTimer = setTimeout(() => this.close('slow'), limits.firstMessageMs);
		socket.on('message', (data, isBinary) => this.#onMessage(data, isBinary));
		socket.on('pong', () => (this.#isAlive = true));
		socket.on('close', () => this.#onClose());
		this.#greet();
	}

	get hearsPresence(): boolean {
		return this.#role === 'edit';
	}

	sendUpdate(update: Uint8Array, frame: Buffer): void {
		this.#outbox.sendUpdate(update, frame);
	}

	sendPresence(frame: Buffer): void {
		this.#outbox.sendPresence(frame);
	}

	close(why: CloseWhy): void {
		closeSocket(this.#socket, why);
	}

	/** Once in a while: cuts off the dead, keeps the living from giving up, and ends expired roles. */
	tick(): void {
		if (!this.#isAlive) return this.#socket.terminate();
		this.#isAlive = false;
		this.#socket.ping();
		// Stock clients leave after 30 s without a data frame; pings do not count for them.
		this.#outbox.send(KEEPALIVE);
		this.applyRecord(this.#record);
	}

	/** Checks the role against a record, which may be a newer one. */
	applyRecord(record: TeamRecord): void {
		this.#record = record;
		const role = roleOfHash(record, this.#access.tokenHash, this.#context.now());
		if (role === null) closeSocket(this.#socket, 'forbidden', record.generation);
		else if (role !== this.#role) this.close('restart');
	}

	get #role(): Role {
		return this.#access.role;
	}

	#greet(): void {
		this.#room.join(this);
		if (this.#role !== 'edit') return;
		this.#intake.ask();
		const presence = this.#room.everybody();
		if (presence) this.#outbox.send(presence);
	}

	#onClose(): void {
		clearTimeout(this.#firstMessageTimer);
		this.#outbox.stop();
		this.#room.leave(this);
	}

	#onMessage(data: RawData, isBinary: boolean): void {
		if (this.#socket.readyState !== this.#socket.OPEN) return;
		clearTimeout(this.#firstMessageTimer);
		this.#isAlive = true;
		// A copy: what is kept of a frame would otherwise keep the socket's whole read buffer.
		const bytes = new Uint8Array(data as Buffer);
		const cost = 1 + Math.floor(bytes.length / BYTES_PER_COST);
		if (!this.#mayPass(this.#context.now(), cost)) return this.close('rate');
		if (!isBinary) return this.#refuse('malformed', 'text frame');
		if (bytes.length > this.#context.limits.frameBytes) return this.#refuse('too-large', 'frame');
		try {
			this.#handle(bytes);
		} catch (error) {
			// Nothing is known to get here; if something does, it ends this connection and not the process.
			this.#refuse('busy', reasonOf(error));
		}
	}

	#handle(bytes: Uint8Array): void {
		const frame = readFrame(bytes);
		switch (frame?.type) {
			case undefined:
				return this.#refuse('malformed', 'frame');
			case 'step1':
				return this.#answerStep1(frame.stateVector);
			case 'step2':
				return this.#write(frame.update, true);
			case 'update':
				return this.#write(frame.update, false);
			case 'awareness':
				return this.#hearPresence(frame.entries);
			case 'query-awareness':
				return this.#tellPresence();
			case 'ack':
				if (this.#role === 'edit') this.#intake.acknowledge(frame.payload);
				return;
			case 'unknown':
		}
	}

	#answerStep1(stateVector: Uint8Array): void {
		if (!this.#mayPass(this.#context.now(), STEP1_COST)) return this.close('rate');
		let vector: Map<number, number>;
		try {
			vector = Y.decodeStateVector(stateVector);
		} catch {
			return this.#refuse('malformed', 'state vector');
		}
		const isAnswering = this.#asked !== null;
		this.#asked = vector;
		if (isAnswering) return;
		this.#answer().catch((error: unknown) => this.#refuse('busy', reasonOf(error)));
	}

	// One answer at a time, to the latest question, and none to a reader who has not read: each may be the whole room.
	async #answer(): Promise<void> {
		while (this.#asked) {
			await this.#outbox.isRead();
			const vector = this.#asked;
			const { great, answer } = await this.#room.missingFor(vector);
			for (const frame of great) this.#outbox.sendFrame(frame);
			this.#outbox.send(writeStep2(answer));
			if (this.#asked === vector) this.#asked = null;
		}
	}

	#write(bytes: Uint8Array, isStep2: boolean): void {
		if (!isStep2 && bytes.length > this.#context.limits.updateBytes) {
			return this.#refuse('too-large', 'update');
		}
		const checked = validateUpdate(bytes);
		if (!checked.ok) return this.#refuse('malformed', checked.why);
		if (this.#role !== 'edit') return this.#refuseWriting(checked.update);
		if (isStep2) this.#intake.takeStep2(bytes, checked.update);
		else this.#intake.takeUpdate(bytes, checked.update);
	}

	// Stock clients answer any step 1 they hear of; saying nothing is no attempt to write.
	#refuseWriting({ structs, deletes }: UpdateShape): void {
		if (!structs.isEmpty || !deletes.isEmpty) this.#refuse('forbidden', 'write');
	}

	#hearPresence(bytes: Uint8Array): void {
		if (this.#role !== 'edit') return;
		if (bytes.length > MAX_STATES * this.#context.limits.awarenessBytes) {
			return this.#refuse('too-large', 'awareness');
		}
		const entries = readAwareness(bytes);
		if (!entries) return this.#refuse('malformed', 'awareness');
		if (!this.#room.hearPresence(this, entries).ok) this.#refuse('too-large', 'awareness');
	}

	#tellPresence(): void {
		const presence = this.hearsPresence ? this.#room.everybody() : null;
		if (presence) this.#outbox.send(presence);
	}

	#refuse(why: CloseWhy, reason: string): void {
		this.#context.log('connection refused', { room: shortRoom(this.#room.name), why, reason });
		this.close(why);
	}
}
