// What a place's first load weighs, from the build's manifest: `node tools/weight.ts [route]` prints it.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const root = path.join(import.meta.dirname, '..');
const client = path.join(root, '.svelte-kit/output/client');
const generated = '.svelte-kit/generated/client-optimized';

interface Chunk {
	file: string;
	css?: string[];
	imports?: string[];
	dynamicImports?: string[];
}

/** What a page fetches before it can be drawn, and what only later. Bytes are of gzip, file by file. */
export interface Weight {
	firstBytes: number;
	/** The same without style sheets. */
	scriptBytes: number;
	/** Source files and packages that open a chunk of the first load. */
	first: string[];
	/** Those that the first load's own code may fetch later, with what each adds to it. */
	later: { source: string; bytes: number }[];
}

/**
 * Weighs a route of the app that was built last, with what else comes before it can be used: other routes on the way
 * to it, and source files that it waits for. Throws where there is no such route, or no build.
 */
export function weigh(
	route: string,
	{ routes = [], sources = [] }: { routes?: string[]; sources?: string[] } = {}
): Weight {
	const manifest = readManifest();
	const entries = [
		'node_modules/@sveltejs/kit/src/runtime/client/entry.js',
		`${generated}/app.js`,
		...[route, ...routes].flatMap(nodesOf).map((node) => `${generated}/nodes/${node}.js`),
		...sources
	];
	const first = closureOf(manifest, entries);
	const fromApp = new Set([`${generated}/app.js`]);
	const laterSources = [...first]
		.filter((source) => !fromApp.has(source))
		.flatMap((source) => manifest[source]?.dynamicImports ?? []);
	return {
		firstBytes: bytesOf(manifest, first),
		scriptBytes: bytesOf(manifest, first, '.js'),
		first: [...first],
		later: [...new Set(laterSources)].map((source) => {
			const more = [...closureOf(manifest, [source])].filter((one) => !first.has(one));
			return { source, bytes: bytesOf(manifest, new Set(more)) };
		})
	};
}

/** The built file that a source file opened, below the app's root. Throws where it opened none. */
export function fileOf(source: string): string {
	const chunk = readManifest()[source];
	if (!chunk) throw new Error(`${source} opens no file of this build.`);
	return chunk.file;
}

function readManifest(): Record<string, Chunk> {
	const text = readFileSync(path.join(client, '.vite/manifest.json'), 'utf8');
	return JSON.parse(text) as Record<string, Chunk>;
}

/** The numbers Kit gave to the layouts and the page of a route. */
function nodesOf(route: string): number[] {
	const app = readFileSync(path.join(root, generated, 'app.js'), 'utf8');
	const dictionary = /export const dictionary = (\{[\s\S]*?\n\s*\});/.exec(app)?.[1] ?? '{}';
	const nodes = (JSON.parse(dictionary) as Record<string, [number, number[]?]>)[route];
	if (!nodes) throw new Error(`There is no route ${route} in this build.`);
	return [0, ...(nodes[1] ?? []), nodes[0]];
}

function closureOf(manifest: Record<string, Chunk>, entries: readonly string[]): Set<string> {
	const found = new Set<string>();
	const visit = (source: string): void => {
		const chunk = manifest[source];
		if (!chunk || found.has(source)) return;
		found.add(source);
		for (const next of chunk.imports ?? []) visit(next);
	};
	for (const entry of entries) visit(entry);
	return found;
}

function bytesOf(
	manifest: Record<string, Chunk>,
	sources: ReadonlySet<string>,
	extension = ''
): number {
	const chunks = [...sources].flatMap((source) => manifest[source] ?? []);
	const files = new Set(chunks.flatMap(({ file, css = [] }) => [file, ...css]));
	const wanted = [...files].filter((file) => file.endsWith(extension));
	return wanted.reduce(
		(sum, file) => sum + gzipSync(readFileSync(path.join(client, file)), { level: 9 }).length,
		0
	);
}

if (import.meta.main) {
	const { firstBytes, later } = weigh(process.argv[2] ?? '/t/[team]/c/[cycle]/plan');
	console.log(`first load: ${(firstBytes / 1000).toFixed(1)} kB gzip`);
	for (const { source, bytes } of later)
		console.log(`later: ${(bytes / 1000).toFixed(1)} kB  ${source}`);
}
