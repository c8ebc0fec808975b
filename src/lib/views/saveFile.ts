/**
 * Gives the person a file, by a link the page makes up: no server sees what is in it. `name` is what it is
 * about; what file systems do not take is left out of it.
 */
export function saveFile(
	name: string,
	ending: string,
	type: string,
	content: string | Uint8Array<ArrayBuffer>
): void {
	const url = URL.createObjectURL(new Blob([content], { type }));
	const anchor = document.createElement('a');
	anchor.href = url;
	anchor.download = `${toFileName(name)}.${ending}`;
	anchor.click();
	// The browser has taken it over by the next turn; Safari wants a little longer.
	setTimeout(() => {
		URL.revokeObjectURL(url);
	}, 10_000);
}

/** Letters and digits of every script, with `-` between. */
export function toFileName(name: string): string {
	const plain = name
		.trim()
		.replace(/[^\p{L}\p{N}]+/gu, '-')
		.replace(/^-|-$/g, '');
	return [...plain].slice(0, 60).join('') || 'cairn';
}
