// Puts what the plan needs to be drawn into two chunks, where the bundler would make some forty small ones, by which
// pages share what: together they compress better. The first has what a check-in needs as well, and is all that a phone
// fetches for that but the check-in's own; the second has the rest. What any of it asks for later, and what only other
// pages need, is cut apart as ever. What is left of the check-in are three more: of
// what the first page needs too, of what others do, and its own. Forty files cost a phone more than they weigh.
import { globSync } from 'node:fs';
import path from 'node:path';
import { type Graph, messagesOf, reachedFrom, routes } from './moduleGraph.ts';
import { families, smallShared } from './smallChunks.ts';

/** Around every place of a cycle. */
const around = [
	'+layout.ts',
	'+layout.svelte',
	't/[team]/+layout.svelte',
	't/[team]/c/[cycle]/+layout.svelte'
];
/** Where one writes the plan, and where one says how it goes, perhaps on a phone that fetches it over the air. */
const plan = ['t/[team]/c/[cycle]/plan/+layout.svelte', 't/[team]/c/[cycle]/plan/+page.svelte'];
const checkIn = 't/[team]/c/[cycle]/check-in/+page.svelte';
/** Said and checked at the first card; see `fetchCheckIns`. */
const checkInVerbs = '../lib/team/checkIns.ts';
const home = '+page.svelte';
const now = 't/[team]/c/[cycle]/now/+page.svelte';

type Naming = (id: string, graph: Graph) => string | null;

/**
 * For `codeSplitting.groups`: a group for each chunk. A chunk takes along what its modules import that is in none of
 * those before it.
 */
export function createFirstChunks(): { name: Naming; debugName: string; priority: number }[] {
	let nameById: Map<string, string> | undefined;
	return ['cycle', 'plan', 'home', 'shared', 'checkIn', ...families.map(({ name }) => name)].map(
		(chunk, at) => ({
			name: (id, graph) =>
				(nameById ??= chunksIn(graph)).get(messageIn(id) ?? id) === chunk ? chunk : null,
			debugName: chunk,
			priority: 9 - at
		})
	);
}

/** What both places need is one chunk, what only one of them needs another each. */
function chunksIn(graph: Graph): Map<string, string> {
	const every = reached(graph, around);
	const [inPlan, inCheckIn] = [reached(graph, plan), reached(graph, [checkIn])];
	const named = new Map<string, string>();
	const [atHome, elsewhere] = [reached(graph, [home]), reached(graph, pages())];
	const rest = (isAtHome: boolean, isElsewhere: boolean): string =>
		isAtHome ? 'home' : isElsewhere ? 'shared' : 'checkIn';
	for (const id of reached(graph, [checkIn, checkInVerbs]))
		named.set(id, rest(atHome.has(id), elsewhere.has(id)));
	for (const id of inPlan) named.set(id, inCheckIn.has(id) ? 'cycle' : 'plan');
	for (const id of every) named.set(id, 'cycle');
	const [saidInPlan, saidAtHome] = [messagesOf(graph, inPlan), messagesOf(graph, atHome)];
	const saidElsewhere = messagesOf(graph, elsewhere);
	for (const key of messagesOf(graph, inCheckIn))
		if (saidInPlan.has(key)) named.set(key, 'cycle');
		else named.set(key, rest(saidAtHome.has(key), saidElsewhere.has(key)));
	for (const [id, name] of smallShared(graph, named)) named.set(id, name);
	return named;
}

/** The key of the words that a module is; null where it is none. */
function messageIn(id: string): string | null {
	return /\/src\/lib\/messages\/en\/(\w+)\.js$/.exec(id)?.[1] ?? null;
}

/** All but the check-in and what leads to it. */
function pages(): string[] {
	return globSync('**/+page.svelte', { cwd: routes })
		.map((file) => file.replaceAll(path.sep, '/'))
		.filter((file) => file !== checkIn && file !== now);
}

/** Whatever these routes import, straight or through others. */
function reached(graph: Graph, files: readonly string[]): Set<string> {
	return new Set(files.flatMap((file) => [...reachedFrom(graph, path.posix.join(routes, file))]));
}
