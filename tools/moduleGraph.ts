// What the bundler knows of the modules, asked for what is to lie together.
import path from 'node:path';

export interface Graph {
	getModuleInfo(id: string): {
		importedIds: readonly string[];
		dynamicallyImportedIds: readonly string[];
		code: string | null;
	} | null;
}

/** Where the places lie. */
export const routes = path.join(import.meta.dirname, '../src/routes').replaceAll(path.sep, '/');

/** Packages and the words have files that name all there is of them; who needs which is the bundler's to know. */
const left = /\/node_modules\/|\/src\/lib\/messages\//;

/** Whatever a module imports, straight or through others, and itself. */
export function reachedFrom(graph: Graph, root: string): Set<string> {
	const found = new Set<string>();
	const visit = (id: string): void => {
		if (found.has(id) || left.test(id)) return;
		found.add(id);
		for (const next of graph.getModuleInfo(id)?.importedIds ?? []) visit(next);
	};
	visit(root);
	return found;
}

/** The keys of the words that these modules show. */
export function messagesOf(graph: Graph, ids: ReadonlySet<string>): Set<string> {
	const texts = [...ids].map((id) => graph.getModuleInfo(id)?.code ?? '');
	return new Set(texts.flatMap((text) => [...text.matchAll(/\bm\.(\w+)/g)].map(([, key]) => key!)));
}
