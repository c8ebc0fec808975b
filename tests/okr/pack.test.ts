import { describe, expect, it } from 'vitest';
import { carryOver, cycleBefore } from '#lib/okr/carryOver.ts';
import { isInPack, linkOf, packBySection, packEssentials, type PackItem } from '#lib/okr/pack.ts';

describe('links', () => {
	it.each([
		['https://example.org/report?id=7#top', 'example.org'],
		['  http://intranet:8080/x  ', 'intranet:8080'],
		['HTTPS://Example.ORG', 'example.org'],
		// Letters that look like others show as what they are.
		['https://еxample.org/', 'xn--xample-2of.org']
	])('[PACK-1] %s leads to %s', (source, host) => {
		expect(linkOf(source)?.host).toBe(host);
		expect(linkOf(source)?.href).toMatch(/^https?:\/\//);
	});

	it.each([
		'javascript:alert(1)',
		'JaVaScRiPt://example.org/%0aalert(1)',
		'java\nscript:alert(1)',
		'\u0000javascript:alert(1)',
		'data:text/html,<script>alert(1)</script>',
		'file:///etc/passwd',
		'//example.org',
		'example.org',
		'https:example.org',
		'https://',
		'https://bank.example@evil.example/',
		'https://user:word@evil.example/',
		'see https://example.org',
		'The survey of March',
		''
	])('[PACK-1] %j is words', (source) => {
		expect(linkOf(source)).toBeNull();
	});
});

const item = (section: PackItem['section'], text: string): PackItem => ({
	...{ id: `${section}${text}` as PackItem['id'], section, text },
	...{ source: '', figure: '', order: '' }
});

it('sections come in the order in which they are read, and empty ones not at all', () => {
	const items = [item('links', 'a'), item('mission', 'b'), item('links', 'c')];
	expect(packBySection(items).map((one) => [one.section, one.items.length])).toEqual([
		['mission', 1],
		['links', 2]
	]);
});

describe('from the cycle before', () => {
	const aside = { as: 'deprioritised', why: 'No ferry', decidedBy: 'Ana', comeback: 'A ferry' };
	const keyResult = {
		...{ id: 'k', objectiveId: 'o', kind: 'number', metric: 'Second visits', unit: '%' },
		...{ baseline: 0, target: 40, guard: 'above', dueOn: null, ownerId: null },
		...{ ambition: 'committed', measuredEveryDays: null, order: 'a' }
	};
	const objective = { id: 'o', title: 'Guests', audience: '', order: 'a', lifecycle: 'active' };
	const checkIn = (id: string, measuredAt: string, value: number) => ({
		...{ id, measuredAt, value, confidence: 4, writtenAt: 0, by: null, corrects: null },
		...{ note: '', blocker: null, nextStep: null, win: '', takesBack: false }
	});
	const before = (more: object = {}) =>
		carryOver({
			pack: [item('mission', 'Ferries for all'), item('evidence', 'Old'), item('lessons', ' ')],
			plan: { objectives: [{ ...objective, keyResults: [keyResult] }] },
			asides: [
				{
					...{ kind: 'objective', objective: { ...objective, title: 'Islands', keyResults: [] } },
					...{ aside, by: '', at: 0 }
				},
				{
					...{ kind: 'objective', objective: { ...objective, title: 'Idea', keyResults: [] } },
					...{ aside: { ...aside, as: 'notThisCycle' }, by: '', at: 0 }
				}
			],
			checkIns: new Map([['k', [checkIn('1', '2026-09-20', 30), checkIn('2', '2026-10-02', 39)]]]),
			day: '2026-09-30',
			...more
		} as never);

	it('[PACK-3] comes what lasts, what each result came to by its last day, and what was dropped', () => {
		expect(before()).toEqual([
			{
				what: 'item',
				draft: { section: 'mission', text: 'Ferries for all', source: '', figure: '' }
			},
			{ what: 'keyResult', keyResult, objective: 'Guests', value: 30, progress: 0.75 },
			{ what: 'dropped', title: 'Islands', why: 'No ferry', comeback: 'A ferry' }
		]);
		// Nobody measured: that is said, and is not 0.
		expect(before({ checkIns: new Map() })[1]).toMatchObject({ value: null, progress: null });
	});

	it('[PACK-3] nothing comes that says what is there already', () => {
		const there = [item('lessons', 'Ask first')];
		expect(isInPack(there, { section: 'lessons', text: ' Ask first ' })).toBe(true);
		expect(isInPack(there, { section: 'past', text: 'Ask first' })).toBe(false);
	});

	it('the cycle before is the one that began last before it', () => {
		const cycles = [
			{ id: 'c', startOn: '2026-07-01' },
			{ id: 'a', startOn: '2026-01-01' },
			{ id: 'b', startOn: '2026-04-01' }
		] as { id: never; startOn: string }[];
		expect(cycleBefore(cycles, 'c')?.id).toBe('b');
		expect(cycleBefore(cycles, 'a')).toBeNull();
		expect(cycleBefore(cycles, 'gone')).toBeNull();
	});
});

it('[WALL-7] the wall has the first lines of what everybody should know, and how many more there are', () => {
	const line = (section: PackItem['section'], text: string) => ({ section, text });
	const { sections, more } = packEssentials([
		...['One', 'Two', 'Three', 'Four', 'Five'].map((text) => line('lessons', text)),
		line('evidence', 'Half of them come once'),
		line('past', '  '),
		line('mission', 'Ferries for everybody')
	]);
	expect(sections.map(({ section, items }) => [section, items.length])).toEqual([
		['mission', 1],
		['lessons', 4]
	]);
	expect(more).toBe(2);
	expect(packEssentials([])).toEqual({ sections: [], more: 0 });
});
