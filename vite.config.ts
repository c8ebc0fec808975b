import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { sveltekit } from '@sveltejs/kit/vite';
import { playwright } from '@vitest/browser-playwright';
import { VitePWA } from 'vite-plugin-pwa';
import { defineConfig } from 'vitest/config';
import { launchOptions } from './tools/chromium.ts';

const client = '.svelte-kit/output/client';

export default defineConfig({
	plugins: [
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
	test: {
		projects: [
			{
				extends: true,
				test: {
					name: 'unit',
					environment: 'node',
					include: ['tests/**/*.test.ts'],
					exclude: ['tests/**/*.svelte.test.ts', 'tests/e2e/**']
				}
			},
			{
				extends: true,
				test: {
					name: 'browser',
					testTimeout: 5000,
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
