/** What a rehearsal is about, in one file for each language. People have the same keys in all of them. */
export interface RehearsalStory {
	team: string;
	cycle: string;
	/** What whoever rehearses is called in it. */
	guest: string;
	people: { key: string; name: string; colour: number; ideas: string[] }[];
	/** Groups of cards, with what becomes of them. */
	themes: {
		name: string;
		/** A card belongs to it that begins with one of these. */
		ideas: string[];
		objective: string;
		keyResults: { metric: string; unit: string; baseline: number; target: number }[];
	}[];
	pack: { section: string; text: string; figure: string; source: string }[];
}

/** The story in a language; English where there is none in it. */
export async function tellRehearsal(language: string): Promise<RehearsalStory> {
	const told = await (language === 'de' ? import('./story.de.json') : import('./story.en.json'));
	// What stands in the file is what the type says: a test rehearses with it.
	return told.default;
}
