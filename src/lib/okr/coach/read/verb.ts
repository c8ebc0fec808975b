import type { VerbClass, VerbReading, Words } from '../lexicon/lexicon.ts';
import type { Token } from './tokens.ts';

/** A verb with its particles at a token: "set up", "rolled out". */
export function verbAt(
	tokens: readonly Token[],
	at: number,
	words: Words
): { verb: VerbReading; end: number } | undefined {
	const first = tokens[at];
	if (first?.kind !== 'word') return undefined;
	const second = tokens[at + 1]?.lower ?? '';
	const third = tokens[at + 2]?.lower ?? '';
	for (const [phrase, length] of [
		[`${first.lower} ${second} ${third}`, 3],
		[`${first.lower} ${second}`, 2],
		[first.lower, 1]
	] as const) {
		const verb = words.verb(phrase);
		if (verb) return { verb, end: at + length };
	}
	return undefined;
}

/** Whether a verb says that something grows, shrinks or gets better. */
export function isChanging({ classes }: { classes: ReadonlySet<VerbClass> }): boolean {
	return classes.has('up') || classes.has('down') || classes.has('improve');
}
