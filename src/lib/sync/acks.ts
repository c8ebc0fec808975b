import { createDecoder, readVarUint } from 'lib0/decoding';
import { createEncoder, toUint8Array, writeVarUint } from 'lib0/encoding';

/*
 * What the relay's echoes prove. An echo covers the edits made before its acknowledgement was asked
 * for, on this connection, after the relay's question "what do you have?" was answered: before that
 * answer, edits made offline have not been sent. Nothing proved survives the connection.
 */

export interface Acks {
	/** Everything edited so far is on the relay's disk. */
	readonly covered: boolean;
	edited(): void;
	/** The connection ended, and with it all that was proved. */
	reset(): void;
	/** The relay's question has just been answered. Echoes to come for older requests are not waited for. */
	answered(): void;
	/** The payload to send now; null: too early, nothing new to cover, or enough under way. */
	next(): Uint8Array | null;
	/** An echo arrived. True if it was asked for on this connection. */
	receive(payload: Uint8Array): boolean;
}

// One under way while another is asked for: the echo of the first is not waited for.
const mostUnderWay = 2;

export function createAcks(): Acks {
	let edits = 0;
	let coveredEdits = -1;
	let hasAnswered = false;
	// Never starts anew, so that an echo from a former connection is nobody's number.
	let sequence = 0;
	const editsByRequest = new Map<number, number>();

	return {
		get covered() {
			return coveredEdits >= edits;
		},
		edited() {
			edits++;
		},
		reset() {
			hasAnswered = false;
			coveredEdits = -1;
			editsByRequest.clear();
		},
		answered() {
			hasAnswered = true;
			editsByRequest.clear();
		},
		next() {
			const asked = Math.max(coveredEdits, ...editsByRequest.values());
			if (!hasAnswered || asked >= edits || editsByRequest.size >= mostUnderWay) return null;
			editsByRequest.set(++sequence, edits);
			return writeSequence(sequence);
		},
		receive(payload) {
			const request = readSequence(payload);
			const proved = editsByRequest.get(request);
			if (proved === undefined) return false;
			for (const older of editsByRequest.keys()) {
				if (older <= request) editsByRequest.delete(older);
			}
			coveredEdits = Math.max(coveredEdits, proved);
			return true;
		}
	};
}

function writeSequence(sequence: number): Uint8Array {
	const encoder = createEncoder();
	writeVarUint(encoder, sequence);
	return toUint8Array(encoder);
}

/** NaN: not one of ours. */
function readSequence(payload: Uint8Array): number {
	try {
		return readVarUint(createDecoder(payload));
	} catch {
		return NaN;
	}
}
