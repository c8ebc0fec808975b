/** Of a line of a calendar file, in octets of UTF-8 without its break (RFC 5545 §3.1). */
const longestLine = 75;

/** A calendar file as lines that are whole. */
export function unfold(text: string): string[] {
	return text.replace(/\r?\n[ \t]/g, '').split(/\r?\n/);
}

/** Lines as a file has them: what is too long goes on in a line that begins with a space, and no character is cut. */
export function fold(lines: readonly string[]): string {
	return lines.map(foldLine).join('\r\n');
}

function foldLine(line: string): string {
	let folded = '';
	let octets = 0;
	for (const character of line) {
		const size = octetsOf(character.codePointAt(0) ?? 0);
		if (octets + size > longestLine) {
			folded += '\r\n ';
			octets = 1;
		}
		folded += character;
		octets += size;
	}
	return folded;
}

function octetsOf(codePoint: number): number {
	if (codePoint < 0x80) return 1;
	if (codePoint < 0x800) return 2;
	return codePoint < 0x10000 ? 3 : 4;
}
