import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

/**
 * The house: which room may import which, and which packages. docs/house.md draws the same table.
 * `import type` counts. A room may always import itself. A package stands for its subpaths.
 */
const house: Record<string, { rooms: string[]; packages: string[] }> = {
	okr: { rooms: [], packages: [] },
	workshop: { rooms: ['okr'], packages: ['@noble/hashes'] },
	protocol: {
		rooms: [],
		packages: ['lib0', 'yjs', '@noble/hashes', '@noble/ed25519', '@noble/ciphers']
	},
	files: {
		rooms: ['okr', 'workshop', 'protocol'],
		packages: ['qr', 'papaparse', 'ts-ics', '@noble/hashes', '@noble/ciphers']
	},
	doc: {
		rooms: ['okr', 'workshop'],
		packages: ['yjs', 'fractional-indexing', '@noble/hashes', '@noble/ed25519']
	},
	sync: {
		rooms: ['protocol'],
		packages: ['yjs', 'y-websocket', 'y-indexeddb', 'y-protocols', 'lib0']
	},
	device: { rooms: ['okr', 'workshop'], packages: ['dexie'] },
	team: {
		rooms: ['okr', 'workshop', 'files', 'doc', 'sync', 'device', 'protocol'],
		packages: ['yjs']
	},
	state: { rooms: ['team', 'okr', 'workshop'], packages: ['svelte', 'virtual:pwa-register'] },
	ui: { rooms: [], packages: ['svelte', '@fontsource-variable/fraunces', 'd3-scale', 'd3-shape'] },
	views: {
		rooms: ['ui', 'state', 'okr', 'workshop', 'files', 'messages'],
		packages: ['svelte', '$app']
	},
	routes: {
		rooms: ['views', 'ui', 'state', 'okr', 'workshop', 'files', 'messages'],
		packages: ['svelte', '$app', '@sveltejs/kit']
	},
	'hooks.client.ts': { rooms: ['ui'], packages: ['@sveltejs/kit'] },
	server: { rooms: ['protocol'], packages: ['ws', 'sirv', 'lib0', 'yjs', 'qr', 'node:'] },
	cairn: {
		rooms: [
			'team',
			'sync',
			'device',
			'doc',
			'okr',
			'files',
			'protocol',
			'views',
			'state',
			'messages'
		],
		packages: ['ws', 'yjs', 'node:']
	},
	sw: { rooms: ['ui'], packages: ['workbox-core', 'workbox-precaching', 'workbox-routing'] }
};

const root = path.join(import.meta.dirname, '..');

interface Line {
	file: string;
	room: string;
	specifier: string;
}

function sources(dir: string): string[] {
	return readdirSync(path.join(root, dir), { recursive: true, encoding: 'utf8' })
		.filter((name) => /\.(ts|svelte|css)$/.test(name) && !/\.d\.ts$/.test(name))
		.map((name) => path.posix.join(dir, name.split(path.sep).join('/')))
		.filter((name) => !name.startsWith('src/lib/messages/'));
}

/** `src/lib/doc/cycle.ts` → `doc`; `src/routes/+page.svelte` → `routes`; `server/main.ts` → `server`; `tools/cairn/main.ts` → `cairn`. */
function roomOf(file: string): string {
	const [first = '', second = '', third = ''] = file.split('/');
	if (first === 'server') return 'server';
	if (first === 'tools') return second;
	return second === 'lib' ? third : second;
}

function specifiersOf(text: string): string[] {
	const found = text.matchAll(
		/(?:^|[\s;}])(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]|(?:^|[\s;(=])import\s*\(?\s*['"]([^'"]+)['"]|@import\s+(?:url\()?['"]([^'"]+)['"]/g
	);
	return [...found].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}

const files = [...sources('src'), ...sources('server'), ...sources('tools/cairn')];
const lines: Line[] = files.flatMap((file) =>
	specifiersOf(readFileSync(path.join(root, file), 'utf8')).map((specifier) => ({
		file,
		room: roomOf(file),
		specifier
	}))
);

/** The sentence that helps, or nothing where the import is allowed. */
function complaint({ file, room, specifier }: Line): string | undefined {
	const rules = house[room];
	if (!rules) return `${file}: "${room}" is not a room of the house; give it a row in this table`;
	const target = specifier.startsWith('.')
		? path.posix.join(path.posix.dirname(file), specifier)
		: specifier.startsWith('#lib/')
			? `src/lib/${specifier.slice(5)}`
			: undefined;
	if (target === undefined) {
		const allowed = rules.packages.some(
			(name) => specifier === name || specifier.startsWith(name.endsWith(':') ? name : `${name}/`)
		);
		return allowed ? undefined : `${file}: ${room}/ may not import the package ${specifier}`;
	}
	const other = roomOf(target);
	if (other === room || rules.rooms.includes(other)) return undefined;
	return `${file}: ${room}/ may not import ${other}/ (${specifier})`;
}

test('every import stays on its floor', () => {
	expect(lines.map(complaint).filter((sentence) => sentence !== undefined)).toEqual([]);
	expect(lines.length).toBeGreaterThan(20);
});

test('docs/house.md has the same rooms in the same rows', () => {
	const drawn = [
		...readFileSync(path.join(root, 'docs/house.md'), 'utf8').matchAll(
			/^\| (\w+) +\| ([^|]+?) +\|/gm
		)
	].filter(([, room]) => room !== 'room');
	expect(drawn.length).toBeGreaterThan(12);
	for (const [, room = '', rooms = ''] of drawn)
		expect([room, ...(rooms === '–' ? [] : rooms.split(', ')).sort()]).toEqual([
			room,
			...(house[room]?.rooms ?? []).toSorted()
		]);
});

test('the table itself would notice a forbidden import', () => {
	const line = { file: 'src/lib/sync/relay.ts', room: 'sync', specifier: '#lib/doc/cycle.ts' };
	expect(complaint(line)).toBe(
		'src/lib/sync/relay.ts: sync/ may not import doc/ (#lib/doc/cycle.ts)'
	);
	expect(specifiersOf(`import type {\n\tA\n} from '../doc/a.ts';`)).toEqual(['../doc/a.ts']);
});

/** Files of these rooms in which the pattern may not occur, each with the reason in its sentence. */
const manners: { where: RegExp; unless?: RegExp; never: RegExp; because: string }[] = [
	{
		where: /^src\/(?!lib\/doc\/)/,
		never: /['"`](?:e|t|c)\/['"`$]|\$text\.|['"`]\$(?:is|del)['"`]/,
		because: 'keys of the documents are spoken only in doc/'
	},
	{
		where: /^src\/.*\.ts$/,
		unless: /\.svelte\.ts$/,
		never: /\$(?:state|derived|effect)\b/,
		because: 'runes live in .svelte files and in state/*.svelte.ts'
	},
	{
		where: /^src\/lib\/(?:okr|workshop|protocol)\//,
		never:
			/\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bgetRandomValues\(|\bfetch\(|\blocalStorage\b|\bindexedDB\b|\bnew WebSocket\(/,
		because: 'floor 0 knows no clock, randomness, network or storage: they are arguments'
	},
	{
		where: /^src\/(?!lib\/doc\/workshop\/|lib\/team\/publishPrivate\.ts)/,
		never: /\b(?:publishCards|addOpening)\b(?!\.ts)/,
		because: 'what a person wrote for themselves leaves the device in team/publishPrivate.ts alone'
	},
	{
		where: /^src\/lib\/(?!device\/|team\/)/,
		never: /privateStore\.ts/,
		because: 'what is private is asked for by team/ alone'
	},
	{
		where: /^(?:src|server)\//,
		never: /\b(?:\.only|\.skip)\(/,
		because: 'nothing is left out by hand'
	}
];

test.each(manners)('$because', ({ where, unless, never }) => {
	const found = files
		.filter((file) => where.test(file) && !unless?.test(file))
		.filter((file) => never.test(withoutComments(readFileSync(path.join(root, file), 'utf8'))));
	expect(found).toEqual([]);
});

function withoutComments(text: string): string {
	return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}

test('no file has outgrown a reader', () => {
	const long = files.filter(
		(file) =>
			/\.(ts|svelte)$/.test(file) &&
			readFileSync(path.join(root, file), 'utf8').split('\n').length > 320
	);
	expect(long).toEqual([]);
});
