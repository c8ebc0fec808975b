import { untrack } from 'svelte';

/** The languages the words are in; English is always there, any other one is fetched. */
export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];
export type LanguageChoice = 'auto' | Language;

/** The words of a fetched language, by the keys of src/words. */
export type Words = Readonly<Record<string, (inputs?: never) => string>>;

interface Spoken {
	language: Language;
	/** How numbers and dates are written (BCP 47): this device's own way, where it is of this language. */
	locale: string;
	/** None: the words of English stand in the app itself. */
	words: Words | null;
}

// One for all: a message is asked from everywhere, also where no component is.
let spoken = $state.raw<Spoken>({ language: 'en', locale: localeOf('en'), words: null });
let wanted: Language = 'en';

/** The language the screen is in; read in a template, it follows. */
export function currentLanguage(): Language {
	return spoken.language;
}

/** How numbers and dates are written now (BCP 47); read in a template, it follows. */
export function currentLocale(): string {
	return spoken.locale;
}

/**
 * Makes the screen speak a language, once its words are there. False where they cannot be had: what was
 * spoken before stays. The language that was asked for last wins, however long the words take.
 */
export async function speak(
	language: Language,
	fetchWords: Partial<Record<Language, () => Promise<Words>>>
): Promise<boolean> {
	wanted = language;
	// Whoever asks for a language does not depend on which one is spoken.
	const now = untrack(() => spoken);
	try {
		const words = now.language === language ? now.words : await fetchWords[language]?.();
		const locale = localeOf(language);
		const isNew = now.language !== language || now.locale !== locale;
		if (wanted === language && isNew) spoken = { language, locale, words: words ?? null };
		return true;
	} catch {
		if (wanted === language) wanted = now.language;
		return false;
	}
}

/** The language of a choice: with `auto` the first of the browser's languages (BCP 47) that there are words in. */
export function languageOf(choice: LanguageChoice, browserLanguages = ownLanguages()): Language {
	if (choice !== 'auto') return choice;
	const known = browserLanguages.map((tag) => languages.find((language) => isOf(tag, language)));
	return known.find((language) => language !== undefined) ?? 'en';
}

/** Total: a choice from what was kept. */
export function readLanguageChoice(kept: unknown): LanguageChoice {
	return languages.find((language) => language === kept) ?? 'auto';
}

/** A message that is in the language spoken when it is asked for; `english` where that one lacks it. */
export function word<Message extends (inputs: never) => string>(
	key: string,
	english: Message
): Message {
	return ((inputs: never) => (spoken.words?.[key] ?? english)(inputs)) as Message;
}

/** `de-AT` for German where the browser is set to it, else plainly `de`. */
function localeOf(language: Language): string {
	return ownLanguages().find((tag) => isOf(tag, language)) ?? language;
}

function isOf(tag: string, language: Language): boolean {
	return tag.toLowerCase().split('-')[0] === language;
}

function ownLanguages(): readonly string[] {
	return navigator.languages.length > 0 ? navigator.languages : [navigator.language];
}
