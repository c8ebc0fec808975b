import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { sveltekit } from '@sveltejs/kit/vite';
import { playwright } from '@vitest/browser-playwright';
import type { Plugin, PreviewServer, ViteDevServer } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { defineConfig } from 'vitest/config';
import { createFirstChunks } from './tools/firstChunk.ts';
import { launchOptions } from './tools/chromium.ts';

/** Serves the relay inside `vite dev` and `vite preview`, on the same port as the app. */
function relayPlugin(): Plugin {
	async function attach({ httpServer }: ViteDevServer | PreviewServer): Promise<void> {
		if (!httpServer || process.env.VITEST) return;
		// By its address, so that the bundling of this file leaves the server's own files alone.
		const place = new URL('./server/dev.ts', import.meta.url).href;
		const { attachRelay } = (await import(place)) as typeof import('./server/dev.ts');
		const close = attachRelay(httpServer as Server);
		httpServer.once('close', () => void close());
	}
	return { name: 'cairn-relay', configureServer: attach, configurePreviewServer: attach };
}

/**
 * A module of the package has both hashes, and lies with the plan for the one that everything is named by. The other,
 * which signatures alone are made with, comes with them.
 */
function signingApart(): Plugin {
	const signs = /\/src\/lib\/(?:doc\/curve|protocol\/record)\.ts$/;
	return {
		name: 'cairn-signing-apart',
		apply: 'build',
		enforce: 'pre',
		async resolveId(source, importer) {
			if (source !== '@noble/hashes/sha2.js' || !signs.test(importer ?? '')) return null;
			const found = await this.resolve(source, importer, { skipSelf: true });
			return found && !found.external ? `${found.id}?signing` : found;
		}
	};
}

/**
 * One style sheet, asked for by the page itself: some ninety small ones each cost a request, a file of the worker's, and
 * a look at every style on the page when they came.
 */
const styles = { name: 'styles', test: /\.css$/, priority: 9 };

const client = '.svelte-kit/output/client';

export default defineConfig({
	plugins: [
		relayPlugin(),
		signingApart(),
		sveltekit(),
		VitePWA({
			strategies: 'injectManifest',
			srcDir: 'src/sw',
			filename: 'sw.ts',
			outDir: client,
			// Kit builds with a relative base; the worker must be the same one from every page.
			base: '/',
			registerType: 'prompt',
			injectRegister: false,
			manifest: false,
			injectManifest: {
				rollupFormat: 'iife',
				globDirectory: client,
				globPatterns: ['**/*.{js,css,html,svg,png,ico,webp,woff2,webmanifest}'],
				globIgnores: ['.vite/**'],
				dontCacheBustURLsMatching: /^_app\/immutable\//,
				manifestTransforms: [
					// The adapter writes 200.html after the worker is made; it changes exactly when one of these does.
					async (entries) => {
						const hash = createHash('sha256');
						hash.update(
							entries
								.map((entry) => `${entry.url} ${entry.revision}\n`)
								.sort()
								.join('')
						);
						for (const file of ['src/app.html', 'svelte.config.js'])
							hash.update(await readFile(file));
						const revision = hash.digest('hex').slice(0, 16);
						return { manifest: [...entries, { url: '200.html', revision, size: 0 }] };
					}
				]
			}
		})
	],
	resolve: {
		alias: [
			// The same Dexie without what browsers of 2017 needed.
			{ find: /^dexie$/, replacement: 'dexie/dist/modern/dexie.mjs' },
			// Yjs logs two warnings; the way that Node takes needs no colours, no console of its own and no schema language.
			{ find: /^lib0\/logging$/, replacement: fileURLToPath(import.meta.resolve('lib0/logging')) }
		]
	},
	build: {
		modulePreload: {
			resolveDependencies: (_, deps, { hostId }) => (hostId.includes('/entry/') ? deps : [])
		},
		rolldownOptions: {
			output: {
				codeSplitting: { groups: [styles, ...createFirstChunks()] }
			}
		}
	},
	// Found late, a package makes Vite bundle anew in the middle of a browser test, with a second copy of Yjs.
	optimizeDeps: {
		include: [
			'@noble/ciphers/chacha.js',
			'@noble/ed25519',
			'@noble/hashes/hkdf.js',
			'@noble/hashes/hmac.js',
			'@noble/hashes/scrypt.js',
			'@noble/hashes/sha2.js',
			'@noble/hashes/utils.js',
			'dexie',
			'fractional-indexing',
			'lib0/decoding',
			'lib0/encoding',
			'qr',
			'y-indexeddb',
			'y-protocols/awareness',
			'y-protocols/sync',
			'y-websocket',
			'yjs'
		]
	},
	test: {
		// Vitest's own choice leaves a core alone; many tests wait for processes and clocks more than they compute.
		maxWorkers: '100%',
		projects: [
			{
				extends: true,
				test: {
					name: 'unit',
					environment: 'node',
					// Some start processes, and a machine may be busy.
					testTimeout: 20_000,
					setupFiles: ['tests/signatures.ts'],
					include: ['tests/**/*.test.ts'],
					exclude: [
						'tests/**/*.svelte.test.ts',
						'tests/e2e/**',
						'tests/bench/**',
						// Two more browsers and the built app: `npm run test:long` brings them.
						...(process.env.CAIRN_ENGINES ? [] : ['tests/engines/**'])
					]
				}
			},
			{
				extends: true,
				test: {
					name: 'browser',
					testTimeout: 15_000,
					include: ['tests/**/*.svelte.test.ts'],
					browser: {
						enabled: true,
						headless: true,
						screenshotFailures: false,
						provider: playwright({ launchOptions }),
						instances: [{ browser: 'chromium' }]
					}
				}
			}
		]
	}
});
