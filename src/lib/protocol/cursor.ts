/** Thrown by a Cursor at the first byte that does not fit; callers turn it into a returned value. */
export class MalformedError extends Error {}

/**
 * Reads bytes from outside. lib0's decoder takes a view of the underlying buffer without looking at
 * the end of the message, so a wrong length there reads a neighbour's bytes; this one never does.
 */
export class Cursor {
	readonly bytes: Uint8Array;
	at = 0;

	constructor(bytes: Uint8Array) {
		this.bytes = bytes;
	}

	get left(): number {
		return this.bytes.length - this.at;
	}

	/** One byte. */
	byte(): number {
		const byte = this.bytes[this.at++];
		if (byte === undefined) throw new MalformedError('cut');
		return byte;
	}

	/** An unsigned LEB128 number up to 2^53 - 1. */
	varUint(): number {
		let value = 0;
		let scale = 1;
		for (;;) {
			const byte = this.byte();
			value += (byte & 0x7f) * scale;
			if (value > Number.MAX_SAFE_INTEGER) throw new MalformedError('number');
			if (byte < 0x80) return value;
			scale *= 128;
			if (scale > 2 ** 49) throw new MalformedError('number');
		}
	}

	/** A view of the next bytes, within the message. */
	take(length: number): Uint8Array {
		if (length > this.left) throw new MalformedError('cut');
		this.at += length;
		return this.bytes.subarray(this.at - length, this.at);
	}

	/** A length as varUint, then that many bytes. */
	varBytes(): Uint8Array {
		return this.take(this.varUint());
	}
}
