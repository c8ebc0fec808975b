// Makes src/lib/messages from src/words, by `npm run words`. Paraglide compiles every language into one module with
// all of its messages. English is cut into a module per message, so that each part of the app carries its own words
// only; every other language stays one module, fetched when somebody chooses it (docs/decisions/0017).
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { compile } from '@inlang/paraglide-js';

const root = path.join(import.meta.dirname, '..');
const project = path.join(root, 'src/project.inlang');
const out = path.join(root, 'src/lib/messages');
const { baseLocale: base, locales } = JSON.parse(
	readFileSync(path.join(project, 'settings.json'), 'utf8')
) as { baseLocale: string; locales: string[] };

/** A message as Paraglide wrote it: the type of its inputs, and the function. */
interface Compiled {
	inputs: string;
	code: string;
}

const compiled = mkdtempSync(path.join(tmpdir(), 'cairn-words-'));
await compile({ project, outdir: compiled, outputStructure: 'locale-modules' });
const files = new Map([
	['registry.js', readCompiled('registry.js')],
	['messages.js', `export * as m from './${base}/index.js';\n`],
	['languages.js', languages()]
]);
for (const locale of locales) {
	const messages = readMessages(locale);
	if (locale === base) addModules(messages);
	else files.set(`${locale}.js`, oneModule(messages));
}
rmSync(compiled, { recursive: true });
write();

function readCompiled(name: string): string {
	return readFileSync(path.join(compiled, name), 'utf8');
}

/** The messages that a language has itself; where it has none, Paraglide passes on those of the base. */
function readMessages(locale: string): Map<string, Compiled> {
	const text = readCompiled(`messages/${locale}.js`);
	const types = new Map(
		[...text.matchAll(/^\/\*\* @typedef \{(.*)\} (\w+) \*\/$/gm)].map(
			([, type = '', name = '']) => [name, type]
		)
	);
	const messages = new Map<string, Compiled>();
	for (const part of text.split(/^(?=export )/m).slice(1)) {
		const own =
			/^export const (\w+) = \/\*\* @type \{\(inputs: (\w+)\) => LocalizedString\} \*\/ ([^]*?);?\s*$/.exec(
				part
			);
		if (own) {
			const [, key = '', alias = '', code = ''] = own;
			messages.set(key, {
				inputs: types.get(alias) ?? '{}',
				code: code.replaceAll('/** @type {LocalizedString} */ ', '')
			});
		} else if (!part.startsWith('export {')) {
			throw new Error(`Paraglide writes otherwise than it did: ${part}`);
		}
	}
	return messages;
}

/** A module for each message, and an index of them. */
function addModules(messages: Map<string, Compiled>): void {
	for (const [key, { inputs, code }] of messages) {
		const argument = inputs === '{}' ? '' : `inputs: ${inputs}`;
		files.set(
			`${base}/${key}.js`,
			`import { word } from '../../state/language.svelte.ts';\n${registryFor(code, '../')}
export const ${key} = /* @__PURE__ */ word('${key}', /** @type {(${argument}) => string} */ (${code}));\n`
		);
	}
	files.set(
		`${base}/index.js`,
		[...messages.keys()].map((key) => `export * from './${key}.js';\n`).join('')
	);
	// Lets the bundler leave out what a part of the app does not say.
	files.set(`${base}/package.json`, '{ "type": "module", "sideEffects": false }\n');
}

function oneModule(messages: Map<string, Compiled>): string {
	const lines = [...messages].map(([key, { code }]) => `\t${key}: ${code}`);
	const text = lines.join(',\n');
	return `// @ts-nocheck\n${registryFor(text, './')}
/** @type {import('#lib/state/language.svelte.ts').Words} */
export const words = {\n${text}\n};\n`;
}

function registryFor(code: string, way: string): string {
	return code.includes('registry.') ? `import * as registry from '${way}registry.js';\n` : '';
}

/** How to fetch the words of every language but the base, which is always there. */
function languages(): string {
	const lines = locales
		.filter((locale) => locale !== base)
		.map((locale) => `\t${locale}: async () => (await import('./${locale}.js')).words`);
	return `/** @type {Record<string, () => Promise<import('#lib/state/language.svelte.ts').Words>>} */
export const fetchWords = {\n${lines.join(',\n')}\n};\n`;
}

/** Touches only what is different, so that a running dev server keeps what it has. */
function write(): void {
	mkdirSync(path.join(out, base), { recursive: true });
	const found = readdirSync(out, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => path.join(entry.parentPath, entry.name));
	const wanted = new Map([...files].map(([name, text]) => [path.join(out, name), text]));
	for (const file of found) if (!wanted.has(file)) rmSync(file);
	for (const [file, text] of wanted) {
		if (!found.includes(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
	}
}
