import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

// Made from src/words by every build, so it says nothing new, and is absent in a fresh clone.
const generated = /^src[\\/](?:lib[\\/]messages|project\.inlang[\\/](?!settings))/;
const root = path.join(import.meta.dirname, '..');

/**
 * A short hash of everything the client build is made from: same sources, same version, no update prompt.
 * @returns {string}
 */
export function contentVersion() {
	return versionOf(
		['src', 'static'],
		['package-lock.json', 'svelte.config.js', 'vite.config.ts', 'tools/words.ts']
	);
}

/**
 * A short hash of everything the bundled server is made from.
 * @returns {string}
 */
export function serverVersion() {
	return versionOf(['server', 'src/lib/protocol'], ['package-lock.json', 'tools/bundle.ts']);
}

/**
 * A short hash of everything the headless client is made from.
 * @returns {string}
 */
export function clientVersion() {
	return versionOf(
		['tools/cairn', 'src/lib', 'src/words'],
		['package-lock.json', 'tools/bundleCairn.ts', 'tools/words.ts']
	);
}

/**
 * @param {string[]} folders
 * @param {string[]} others
 */
function versionOf(folders, others) {
	const files = folders.flatMap((dir) =>
		readdirSync(path.join(root, dir), { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile() && !entry.name.includes('.test.'))
			.map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
			.filter((file) => !generated.test(file))
	);
	const hash = createHash('sha256');
	for (const file of [...files.sort(), ...others]) {
		hash.update(`${file}\0`).update(readFileSync(path.join(root, file)));
	}
	return hash.digest('hex').slice(0, 12);
}
