import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const src = path.join(import.meta.dirname, '../../src');

/** A message as it stands in the files: one text, or one for each branch. */
type Message =
	string | { declarations: string[]; selectors: string[]; match: Record<string, string> }[];

/** Said alike in both languages. */
const alike = [
	'agree_standing',
	'app_name',
	'backup_passphrase',
	'check_in_page_title',
	'glossary_check_in',
	'glossary_version',
	'initiatives_label',
	'people_name',
	'place_plan',
	'place_team',
	'place_workshops',
	'plan_page_title',
	'plan_title',
	'rules_back',
	'search_kind',
	'settings_language_auto',
	'settings_theme_auto',
	'team_cycle_name',
	'team_link_share_text',
	'team_links',
	'team_title',
	'team_unnamed',
	'versions_back',
	'versions_n',
	'ws_kickoff',
	'ws_min',
	'ws_page_title',
	'ws_weekly'
];

const english = wordsOf('en');
const german = wordsOf('de');
const pairs = [...english].map(([key, message]) => [key, message, german.get(key)] as const);

/** By file and key, as both must be the same. */
function wordsOf(language: string): Map<string, Message> {
	const folder = path.join(src, 'words', language);
	return new Map(
		readdirSync(folder).flatMap((file) => {
			const text = readFileSync(path.join(folder, file), 'utf8');
			return Object.entries(JSON.parse(text) as Record<string, Message>)
				.filter(([key]) => key !== '$schema')
				.map(([key, message]) => [`${file} ${key}`, message] as const);
		})
	);
}

/** The texts by their branches; a message of one text has it under ''. */
function branchesOf(message: Message | undefined): Record<string, string> {
	if (typeof message === 'string') return { '': message };
	return Object.assign({}, ...(message ?? []).map(({ match }) => match)) as Record<string, string>;
}

function inputsOf(text: string): string[] {
	return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name))].sort();
}

describe('[LANGUAGE-3] German says all that English says:', () => {
	test('every message, and none beside', () => {
		expect([...german.keys()].filter((key) => !english.has(key))).toEqual([]);
		expect([...english.keys()].filter((key) => !german.has(key))).toEqual([]);
		expect(english.size).toBeGreaterThan(700);
	});

	test('with the same inputs, plural forms and branches', () => {
		for (const [key, message, translated] of pairs) {
			const [ours, theirs] = [branchesOf(translated), branchesOf(message)];
			expect(Object.keys(ours), key).toEqual(Object.keys(theirs));
			for (const [branch, text] of Object.entries(theirs)) {
				expect(inputsOf(ours[branch] ?? ''), `${key} ${branch}`).toEqual(inputsOf(text));
			}
			if (typeof message === 'string') continue;
			const shapes = [translated, message].map((one) =>
				typeof one === 'string'
					? one
					: one?.map(({ declarations, selectors }) => ({ declarations, selectors }))
			);
			expect(shapes[0], key).toEqual(shapes[1]);
		}
	});

	test('in words, and in its own, except where both say the same', () => {
		const same = new Set<string>();
		for (const [key, message, translated] of pairs) {
			for (const [branch, text] of Object.entries(branchesOf(message))) {
				const ours = branchesOf(translated)[branch] ?? '';
				expect(ours.trim() === '', `${key} ${branch}`).toBe(text.trim() === '');
				const hasWords = /\p{L}/u.test(text.replace(/\{\w+\}/g, ''));
				if (hasWords && ours === text) same.add(key.split(' ')[1] ?? key);
			}
		}
		expect([...same].sort()).toEqual(alike);
	});

	test('with its own signs: „…“, and a space before an ellipsis', () => {
		for (const [key, , translated] of pairs) {
			for (const text of Object.values(branchesOf(translated))) {
				expect(text, key).not.toMatch(/["”]|\.\.\.|[\p{L}\d]…|'/u);
				expect(text.match(/„/g)?.length, key).toBe(text.match(/“/g)?.length);
			}
		}
	});
});

test('the app installs under the same name in both, described in its language', () => {
	const [ours, theirs] = ['manifest.de', 'manifest'].map(
		(name) =>
			JSON.parse(readFileSync(path.join(src, `../static/${name}.webmanifest`), 'utf8')) as Record<
				string,
				unknown
			>
	);
	const { description, shortcuts } = theirs ?? {};
	expect({ ...ours, lang: 'en', description, shortcuts }).toEqual(theirs);
	expect(ours?.lang).toBe('de');
	expect(ours?.description).not.toBe(description);
	const targets = [ours, theirs].map((one) =>
		(one?.shortcuts as { url: string }[]).map(({ url }) => url)
	);
	expect(targets).toEqual([['/check-in'], ['/check-in']]);
	expect(ours?.shortcuts).not.toEqual(shortcuts);
});

test('every file of words is compiled, and for both languages', () => {
	const settings = readFileSync(path.join(src, 'project.inlang/settings.json'), 'utf8');
	const { locales, ...plugins } = JSON.parse(settings) as {
		locales: string[];
		'plugin.inlang.messageFormat': { pathPattern: string[] };
	};
	const named = plugins['plugin.inlang.messageFormat'].pathPattern;
	const files = readdirSync(path.join(src, 'words/en'));
	expect(named.map((pattern) => path.basename(pattern)).sort()).toEqual(files.sort());
	expect(locales).toEqual(['en', 'de']);
});
