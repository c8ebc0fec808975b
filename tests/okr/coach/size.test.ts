import { gzipSync } from 'node:zlib';
import path from 'node:path';
import { build, type Rolldown } from 'vite';
import { expect, test } from 'vitest';

const root = path.join(import.meta.dirname, '../../..');

/** Gzipped bytes of what is there at once and of what `loadCoach` fetches. */
async function sizes(): Promise<{ first: number; lazy: number }> {
	const built = (await build({
		configFile: false,
		logLevel: 'silent',
		root,
		build: {
			write: false,
			target: 'es2022',
			// As the app ships it: a library is not minified otherwise.
			rolldownOptions: { output: { minify: true } },
			lib: { entry: path.join(root, 'src/lib/okr/coach/load.ts'), formats: ['es'] }
		}
	})) as Rolldown.RolldownOutput[];
	const size = { first: 0, lazy: 0 };
	for (const chunk of built.flatMap(({ output }) => output)) {
		if (chunk.type !== 'chunk') continue;
		size[chunk.isEntry ? 'first' : 'lazy'] += gzipSync(chunk.code).byteLength;
	}
	return size;
}

test('[COACH-14] next to nothing is loaded at first, and the lazy part stays small', async () => {
	const { first, lazy } = await sizes();
	expect(first).toBeLessThan(1000);
	expect(lazy).toBeGreaterThan(10_000);
	expect(lazy).toBeLessThan(60_000);
}, 30_000);
