import js from '@eslint/js';
import prettier from 'eslint-config-prettier/flat';
import svelte from 'eslint-plugin-svelte';
import { defineConfig, globalIgnores } from 'eslint/config';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

export default defineConfig(
	globalIgnores([
		'build/',
		'build-server/',
		'build-cairn/',
		'.svelte-kit/',
		'src/lib/messages/',
		'test-results/',
		'playwright-report/'
	]),
	js.configs.recommended,
	ts.configs.recommendedTypeChecked,
	svelte.configs.recommended,
	prettier,
	svelte.configs.prettier,
	{
		languageOptions: {
			globals: { ...globals.browser, ...globals.node },
			parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname }
		},
		rules: { 'no-undef': 'off', '@typescript-eslint/no-deprecated': 'error' }
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: {
			parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig }
		}
	},
	{
		// A component imported into another one is `any` to the linter; svelte-check knows its types.
		files: ['**/*.svelte'],
		rules: {
			'@typescript-eslint/no-unsafe-argument': 'off',
			'@typescript-eslint/no-unsafe-assignment': 'off',
			'@typescript-eslint/no-unsafe-call': 'off',
			'@typescript-eslint/no-unsafe-member-access': 'off',
			'@typescript-eslint/no-unsafe-return': 'off'
		}
	},
	{
		// Kit 2 guards only `$lib/server` and `*.server.*`; and these modules are gone in Kit 3.
		files: ['src/**'],
		rules: {
			'no-restricted-imports': [
				'error',
				{
					paths: ['$app/stores', '$app/environment', '$service-worker'],
					patterns: ['**/server/**', '$env/*']
				}
			]
		}
	},
	{ files: ['**/*.js'], extends: [ts.configs.disableTypeChecked] }
);
