/** Whether bytes begin like a sealed file (see sealed.ts), whatever became of the rest. */
export function isSealed(bytes: Uint8Array): boolean {
	return new TextDecoder().decode(bytes.subarray(0, 17)) === '{"cairn":"backup"';
}
