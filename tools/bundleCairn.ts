// The headless client as one file that the system's Node 20 runs, in `build-cairn`. `npm run cairn` calls it.
import path from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build } from 'vite';

const root = path.join(import.meta.dirname, '..');

await build({
	root,
	configFile: false,
	logLevel: 'warn',
	publicDir: false,
	// The words are spoken through one module with runes.
	plugins: [svelte({ configFile: false })],
	ssr: { noExternal: true },
	build: {
		outDir: path.join(root, 'build-cairn'),
		ssr: true,
		target: 'node20',
		rolldownOptions: {
			input: { main: path.join(root, 'tools/cairn/main.ts') },
			output: { entryFileNames: '[name].js', codeSplitting: false }
		}
	}
});
