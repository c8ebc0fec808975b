import { spawn } from 'node:child_process';
import { cp, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';

const root = path.join(import.meta.dirname, '../..');
const sources = [
	'src',
	'static',
	'tools',
	'server',
	'package.json',
	'package-lock.json',
	'svelte.config.js',
	'tsconfig.json',
	'vite.config.ts'
];

/**
 * Builds the next version of the app: the same sources with one sentence changed. It is made in a
 * folder of its own, so that neither `build/` nor `.svelte-kit/` here are touched.
 * Resolves to the folder of the built app; rejects with what the build printed.
 */
export async function buildOtherVersion(folder: string): Promise<string> {
	for (const source of sources)
		await cp(path.join(root, source), path.join(folder, source), { recursive: true });
	await symlink(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
	const words = path.join(folder, 'src/words/en/places.json');
	const before = await readFile(words, 'utf8');
	await writeFile(words, before.replace('Cairn, version {version}', 'Next Cairn, {version}'));
	const bin = path.join(root, 'node_modules/.bin');
	const env: NodeJS.ProcessEnv = { ...process.env, PATH: `${bin}:${process.env.PATH ?? ''}` };
	// Both would be handed on from a build that is running around this one.
	delete env.APP_VERSION;
	delete env.CAIRN_BUILD;
	await run('npm', ['run', '--silent', 'build'], folder, env);
	return path.join(folder, 'build');
}

function run(command: string, args: string[], cwd: string, env: NodeJS.ProcessEnv): Promise<void> {
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
		let printed = '';
		const read = (chunk: Buffer): void => {
			printed += chunk.toString();
		};
		child.stdout.on('data', read);
		child.stderr.on('data', read);
		child.once('error', reject);
		child.once('exit', (code) => {
			if (code === 0) resolve();
			else reject(new Error(`The build did not succeed:\n${printed}`));
		});
	});
}
