import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { coach } from '#lib/okr/coach/coach.ts';

/** One hash for all that the coach says of the lines of a corpus (JSON lines with a `text`). */
export function digestOf(corpus: string): string {
	const verdicts = corpus
		.split('\n')
		.filter((line) => line.trim() !== '')
		.map((line) => {
			const { text } = JSON.parse(line) as { text: string };
			return [coach.reviewKeyResult(text), coach.reviewObjective(text), coach.parseKeyResult(text)];
		});
	return bytesToHex(sha256(utf8ToBytes(JSON.stringify(verdicts))));
}
