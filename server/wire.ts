// WebSocket frames as RFC 6455 has them, from a server: one binary message, whole, not masked. ws makes a
// header for each receiver and hands two buffers to the system; this is made once and goes out as it is.

const FINAL_BINARY = 0x82;

/** A message as the bytes that every receiver gets. */
export function frameOf(message: Uint8Array): Buffer {
	const { length } = message;
	const header = length < 126 ? 2 : length < 65536 ? 4 : 10;
	const frame = Buffer.allocUnsafeSlow(header + length);
	frame[0] = FINAL_BINARY;
	if (header === 2) {
		frame[1] = length;
	} else if (header === 4) {
		frame[1] = 126;
		frame.writeUInt16BE(length, 2);
	} else {
		frame[1] = 127;
		frame.writeBigUInt64BE(BigInt(length), 2);
	}
	frame.set(message, header);
	return frame;
}
