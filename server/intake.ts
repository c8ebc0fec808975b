import type { CloseWhy } from '#lib/protocol/codes.ts';
import { writeAck, writeStep1 } from '#lib/protocol/frames.ts';
import type { Limits } from '#lib/protocol/limits.ts';
import type { UpdateShape } from '#lib/protocol/validate.ts';
import type { Admission, Room } from './room.ts';

/** What an intake needs of its connection. */
export interface IntakeMeans {
	limits: Limits;
	send(message: Uint8Array): void;
	refuse(why: CloseWhy, reason: string): void;
	/** An acknowledgement was sent. */
	onAck?: (() => void) | undefined;
}

/**
 * What one member writes, and what may be said of it. An update that builds on something unknown is
 * not kept: its sender is asked with a step 1 and answers with all that is missing, that update
 * included. While an answer is under way nothing is acknowledged, and there is no need to ask again.
 */
export class Intake {
	readonly #room: Room;
	readonly #means: IntakeMeans;
	#isAwaitingStep2 = false;
	#hasLastingGap = false;
	#heldAcks: Uint8Array[] = [];

	constructor(room: Room, means: IntakeMeans) {
		this.#room = room;
		this.#means = means;
	}

	/** Asks for everything the room lacks. */
	ask(): void {
		this.#isAwaitingStep2 = true;
		this.#means.send(writeStep1(this.#room.stateVector()));
	}

	/** Takes a validated change. */
	takeUpdate(bytes: Uint8Array, update: UpdateShape): void {
		const verdict = this.#room.judge(update);
		if (verdict === 'new') this.#admit(this.#room.accept(bytes, update));
		else if (verdict === 'gap' && !this.#isHoldingAcks) this.ask();
	}

	/** Takes a validated answer. A gap it leaves open is one its sender cannot fill. */
	takeStep2(bytes: Uint8Array, update: UpdateShape): void {
		const verdict = this.#room.judge(update);
		if (verdict === 'new') this.#admit(this.#room.accept(bytes, update));
		else if (verdict === 'gap') this.#takeGap(this.#room.acceptWithGap(bytes, update));
		this.#isAwaitingStep2 = false;
		if (this.#isHoldingAcks) return;
		for (const payload of this.#heldAcks.splice(0)) this.#echo(payload);
	}

	/** Answers "is it on your disk?" as soon as the answer is yes. */
	acknowledge(payload: Uint8Array): void {
		const { ackBytes, heldAcks } = this.#means.limits;
		if (payload.length > ackBytes) return this.#means.refuse('malformed', 'ack');
		if (!this.#isHoldingAcks) return this.#echo(payload);
		if (this.#heldAcks.length >= heldAcks) return this.#means.refuse('rate', 'acks');
		this.#heldAcks.push(payload);
	}

	get #isHoldingAcks(): boolean {
		return this.#isAwaitingStep2 || this.#hasLastingGap;
	}

	#admit(admission: Admission): void {
		if (admission === 'busy') this.#means.refuse('busy', 'room is being tidied');
		if (admission === 'cannot-store') this.#means.refuse('cannot-store', 'disk');
		if (admission === 'full') this.#means.refuse('too-large', 'room');
	}

	#takeGap(admission: Admission): void {
		if (admission === 'cannot-store') this.#admit(admission);
		else if (admission !== 'ok') this.#hasLastingGap = true;
	}

	// Everything received so far is in the commit under way or in an earlier one. If that fails there
	// is nothing to say: the room closes all its members.
	#echo(payload: Uint8Array): void {
		const message = writeAck(payload);
		this.#room.committed().then(
			() => {
				this.#means.send(message);
				this.#means.onAck?.();
			},
			() => {}
		);
	}
}
