/**
 * The text in the bytes of a file: UTF-8, UTF-16 where a sheet put its mark first, else the Windows code page
 * in which older sheets write CSV. Bytes that are no text come out as some text with zeros in it.
 */
export function bytesToText(bytes: Uint8Array): string {
	const [first, second] = bytes;
	if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
	if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return new TextDecoder('windows-1252').decode(bytes);
	}
}
