/** How a run ends, as its exit code. docs/headless.md says it in full. */
export const exits = {
	done: 0,
	/** A mistake of ours. */
	broken: 1,
	usage: 2,
	link: 3,
	keyResult: 4,
	value: 5,
	day: 6,
	/** The relay was not reached: what was written is kept here, what was read is as old as this copy. */
	relay: 7,
	cycle: 8,
	store: 9,
	person: 10
} as const;

export type Exit = keyof typeof exits;

/** The world says no: a sentence for whoever reads the log, and the exit code for whoever wrote the script. */
export class Refusal extends Error {
	readonly exit: Exit;

	constructor(exit: Exit, sentence: string) {
		super(sentence);
		this.exit = exit;
	}
}

/** A refusal for what is not in this copy: a newer one may have it. */
export class NotHere extends Refusal {}
