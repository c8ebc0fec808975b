// Small things that several places need: the bundler would make a hundred chunks of them, one for each set of places,
// each a request, and a file that the worker keeps. They are one for each family of places instead.
import { globSync } from 'node:fs';
import path from 'node:path';
import { type Graph, messagesOf, reachedFrom, routes } from './moduleGraph.ts';

/** In characters of the sources that the same places need. Twice as many make the places' first loads 5 % heavier. */
const mostCharacters = 1200;

/** Where places lie, the outermost first: what a family shares with an outer one lies there. */
export const families = [
	{ name: 'outside', of: /\/routes\/(?!t\/)/ },
	{ name: 'inCycle', of: /\/routes\/t\/\[team\]\/c\/\[cycle\]\/(?!w\/|workshops|pack)/ },
	{ name: 'inTeam', of: /\/routes\/t\/(?!.*\/w\/)/ },
	{ name: 'elsewhere', of: /./ }
];

/**
 * The chunk of each module or key of words that is in none as yet, is small, and is needed by several places. One that
 * needs something larger is not among them, or all would bring that along.
 */
export function smallShared(graph: Graph, named: ReadonlyMap<string, string>): Map<string, string> {
	const placesById = new Map<string, string[]>();
	for (const root of roots(graph)) {
		const ids = reachedFrom(graph, root);
		const said = [...messagesOf(graph, ids)];
		for (const id of [...ids, ...said])
			if (!named.has(id)) placesById.set(id, [...(placesById.get(id) ?? []), root]);
	}
	const shared = [...placesById].filter(([, places]) => places.length > 1);
	const alike = Map.groupBy(shared, ([, places]) => places.join());
	const sizeOf = (id: string): number => graph.getModuleInfo(id)?.code?.length ?? 60;
	const small = new Set<string>();
	for (const group of alike.values()) {
		const size = group.reduce((sum, [id]) => sum + sizeOf(id), 0);
		if (size <= mostCharacters) for (const [id] of group) small.add(id);
	}
	const isLight = (id: string): boolean =>
		[...reachedFrom(graph, id)].every((one) => small.has(one) || named.has(one));
	const light = [...small].filter((id) => graph.getModuleInfo(id) === null || isLight(id));
	return new Map(light.map((id) => [id, familyOf(placesById.get(id) ?? [])]));
}

function familyOf(places: readonly string[]): string {
	const pages = places.filter((place) => /\/\+[^/]*$/.test(place));
	return families.find(({ of }) => (pages.length > 0 ? pages : places).some((one) => of.test(one)))!
		.name;
}

/** Every place, and whatever is asked for later. */
function roots(graph: Graph): string[] {
	const found = new Set(
		globSync('**/+{page,layout,error}.{svelte,ts}', { cwd: routes }).map((file) =>
			path.posix.join(routes, file.replaceAll(path.sep, '/'))
		)
	);
	for (const root of found)
		for (const id of reachedFrom(graph, root))
			for (const later of graph.getModuleInfo(id)?.dynamicallyImportedIds ?? []) found.add(later);
	return [...found];
}
