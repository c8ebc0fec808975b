// Puts what the plan needs to be drawn into one chunk, where the bundler would make some forty small ones, by which
// pages share what. Together they compress better, and one request fetches them. What any of it asks for later,
// and what only other pages need, is cut apart as ever.
import path from 'node:path';

interface Graph {
	getModuleInfo(id: string): { importedIds: readonly string[] } | null;
}

/** What stands on the screen while one writes the plan. */
const shown = [
	'+layout.ts',
	'+layout.svelte',
	't/[team]/+layout.svelte',
	't/[team]/c/[cycle]/+layout.svelte',
	't/[team]/c/[cycle]/plan/+page.svelte'
];
/** Packages and the words have files that name all there is of them; who needs which is the bundler's to know. */
const left = /\/node_modules\/|\/src\/lib\/messages\//;

/** For `codeSplitting.groups`: the name of a module's chunk; null leaves it to the bundler. */
export function createFirstChunk(): (id: string, graph: Graph) => string | null {
	let first: Set<string> | undefined;
	return (id, graph) => ((first ??= reached(graph)).has(id) ? 'plan' : null);
}

/** Whatever the plan imports, straight or through others. */
function reached(graph: Graph): Set<string> {
	const found = new Set<string>();
	const visit = (id: string): void => {
		if (found.has(id) || left.test(id)) return;
		found.add(id);
		for (const next of graph.getModuleInfo(id)?.importedIds ?? []) visit(next);
	};
	const routes = path.join(import.meta.dirname, '../src/routes').replaceAll(path.sep, '/');
	for (const file of shown) visit(`${routes}/${file}`);
	return found;
}
