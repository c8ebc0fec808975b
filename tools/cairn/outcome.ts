import type { Exit } from './refusal.ts';

/** What a command leaves: an object goes out as JSON on one line, a text as it is. */
export interface Outcome {
	output: object | string;
	exit: Exit;
	/** For whoever reads the log; null where all went well. */
	message: string | null;
}
