// Puts what the plan needs to be drawn into two chunks, where the bundler would make some forty small ones, by which
// pages share what: together they compress better. The first has what a check-in needs as well, and is all that a phone
// fetches for that but the check-in's own; the second has the rest. What any of it asks for later, and what only other
// pages need, is cut apart as ever.
import path from 'node:path';

interface Graph {
	getModuleInfo(id: string): { importedIds: readonly string[]; code: string | null } | null;
}

/** Around every place of a cycle. */
const around = [
	'+layout.ts',
	'+layout.svelte',
	't/[team]/+layout.svelte',
	't/[team]/c/[cycle]/+layout.svelte'
];
/** Where one writes the plan, and where one says how it goes, perhaps on a phone that fetches it over the air. */
const plan = 't/[team]/c/[cycle]/plan/+page.svelte';
const checkIn = 't/[team]/c/[cycle]/check-in/+page.svelte';
/** Packages and the words have files that name all there is of them; who needs which is the bundler's to know. */
const left = /\/node_modules\/|\/src\/lib\/messages\//;

type Naming = (id: string, graph: Graph) => string | null;

/**
 * For `codeSplitting.groups`: a group for each chunk. A chunk takes along what its modules import that is in none of
 * those before it.
 */
export function createFirstChunks(): { name: Naming; priority: number }[] {
	let nameById: Map<string, string> | undefined;
	return ['cycle', 'plan'].map((chunk, at) => ({
		name: (id, graph) =>
			(nameById ??= chunksIn(graph)).get(messageIn(id) ?? id) === chunk ? chunk : null,
		priority: 2 - at
	}));
}

/** What both places need is one chunk, what only one of them needs another. */
function chunksIn(graph: Graph): Map<string, string> {
	const every = reached(graph, around);
	const [inPlan, inCheckIn] = [reached(graph, [plan]), reached(graph, [checkIn])];
	const named = new Map<string, string>();
	for (const id of inPlan) named.set(id, inCheckIn.has(id) ? 'cycle' : 'plan');
	for (const id of every) named.set(id, 'cycle');
	const saidInPlan = messagesOf(graph, inPlan);
	for (const key of messagesOf(graph, inCheckIn)) if (saidInPlan.has(key)) named.set(key, 'cycle');
	return named;
}

/** The keys of the words that these modules show. */
function messagesOf(graph: Graph, ids: ReadonlySet<string>): Set<string> {
	const texts = [...ids].map((id) => graph.getModuleInfo(id)?.code ?? '');
	return new Set(texts.flatMap((text) => [...text.matchAll(/\bm\.(\w+)/g)].map(([, key]) => key!)));
}

/** The key of the words that a module is; null where it is none. */
function messageIn(id: string): string | null {
	return /\/src\/lib\/messages\/en\/(\w+)\.js$/.exec(id)?.[1] ?? null;
}

/** Whatever these routes import, straight or through others. */
function reached(graph: Graph, files: readonly string[]): Set<string> {
	const found = new Set<string>();
	const visit = (id: string): void => {
		if (found.has(id) || left.test(id)) return;
		found.add(id);
		for (const next of graph.getModuleInfo(id)?.importedIds ?? []) visit(next);
	};
	const routes = path.join(import.meta.dirname, '../src/routes').replaceAll(path.sep, '/');
	for (const file of files) visit(`${routes}/${file}`);
	return found;
}
