/** Words that only join two aims, in both languages. */
const joining = new Set('and also as well plus then to und auch dann sowie'.split(' '));

/**
 * Whether pieces made of a text say all that it said: every word as often as it stood there, but for the
 * words and marks that joined them. Emoji are words.
 */
export function keepsAll(text: string, pieces: readonly string[]): boolean {
	const left = wordsOf(pieces.join(' '));
	return wordsOf(text).every((word) => {
		const at = left.indexOf(word);
		if (at >= 0) left.splice(at, 1);
		return at >= 0 || joining.has(word);
	});
}

function wordsOf(text: string): string[] {
	return text.toLowerCase().match(/[\p{L}\p{M}\p{N}%€$£]+|\p{Extended_Pictographic}/gu) ?? [];
}
