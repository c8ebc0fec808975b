import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

// The browser whose languages are asked for; German of Austria comes after English.
vi.hoisted(() => vi.stubGlobal('navigator', { languages: ['en-GB', 'de-AT', 'de'] }));

const { currentLanguage, currentLocale, languageOf, readLanguageChoice, speak, word } =
	await import('#lib/state/language.svelte.ts');

const hello = word('hello', ({ name }: { name: string }) => `Hello ${name}`);
const bye = word('bye', () => 'Bye');
const german = { hello: ({ name }: { name: string }) => `Hallo ${name}` };
const fetchWords = { de: () => Promise.resolve(german as never) };

beforeEach(() => speak('en', {}));
afterEach(() => vi.restoreAllMocks());

describe('the language of a device', () => {
	test('[LANGUAGE-1] is the first of the browser’s that there are words in, and English where there is none', () => {
		expect(languageOf('auto', ['de-CH', 'en'])).toBe('de');
		expect(languageOf('auto', ['en-GB', 'de'])).toBe('en');
		expect(languageOf('auto', ['fr-FR', 'DE', 'en'])).toBe('de');
		expect(languageOf('auto', ['den', 'fr'])).toBe('en');
		expect(languageOf('auto', [])).toBe('en');
	});

	test('[LANGUAGE-1] is what was chosen, whatever the browser says', () => {
		expect(languageOf('en', ['de'])).toBe('en');
		expect(languageOf('de', ['en'])).toBe('de');
	});

	test('a choice that is kept is read whatever stands there', () => {
		expect(readLanguageChoice('de')).toBe('de');
		for (const junk of [undefined, null, 'fr', 'DE', 7, {}]) {
			expect(readLanguageChoice(junk)).toBe('auto');
		}
	});
});

describe('a message', () => {
	test('[LANGUAGE-2] is said in the language spoken when it is asked for', async () => {
		expect(hello({ name: 'Ana' })).toBe('Hello Ana');
		expect(await speak('de', fetchWords)).toBe(true);
		expect(currentLanguage()).toBe('de');
		expect(hello({ name: 'Ana' })).toBe('Hallo Ana');
		await speak('en', fetchWords);
		expect(hello({ name: 'Ana' })).toBe('Hello Ana');
	});

	test('is said in English where the language lacks it', async () => {
		await speak('de', fetchWords);
		expect(bye()).toBe('Bye');
	});
});

describe('speaking', () => {
	test('numbers and dates are written as this device does in the language spoken', async () => {
		expect(currentLocale()).toBe('en-GB');
		await speak('de', fetchWords);
		expect(currentLocale()).toBe('de-AT');
	});

	test('words that cannot be fetched leave what was spoken before, and a later try may succeed', async () => {
		const cut = { de: () => Promise.reject(new Error('offline')) };
		expect(await speak('de', cut)).toBe(false);
		expect(currentLanguage()).toBe('en');
		expect(await speak('de', fetchWords)).toBe(true);
		expect(currentLanguage()).toBe('de');
	});

	test('what was asked for last wins, however long the words take', async () => {
		const { promise, resolve } = Promise.withResolvers<never>();
		const slow = speak('de', { de: () => promise });
		await speak('en', {});
		resolve(german as never);
		await slow;
		expect(currentLanguage()).toBe('en');
	});
});
