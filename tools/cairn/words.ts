import { fetchWords } from '#lib/messages/languages.js';
import { languages, speak } from '#lib/state/language.svelte.ts';
import type { Asked } from './arguments.ts';
import { Refusal } from './refusal.ts';

/** Has what is written for people be in the language that was asked for. */
export async function speakAs({ given }: Asked): Promise<void> {
	const { language = 'en' } = given;
	const found = languages.find((one) => one === language);
	if (!found || !(await speak(found, fetchWords)))
		throw new Refusal(
			'usage',
			`--language takes one of ${languages.join(', ')}, not "${language}".`
		);
}

/** The format that was asked for; the first of these by itself. */
export function formatOf<Format extends string>(
	{ given }: Asked,
	formats: Record<Format, unknown>
): Format {
	const known = Object.keys(formats) as Format[];
	const found = given.format === undefined ? known[0] : known.find((one) => one === given.format);
	if (found !== undefined) return found;
	throw new Refusal('usage', `--format takes one of ${known.join(', ')}, not "${given.format}".`);
}
