/** What somebody is about to answer to one piece of advice. */
export interface Answer {
	code: string;
	words: string;
	reason: string;
}
