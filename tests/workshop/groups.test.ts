import { describe, expect, it } from 'vitest';
import {
	groupOf,
	groupSizes,
	groupsOf,
	isTimeToRead,
	peopleIn,
	shareOut
} from '#lib/workshop/groups.ts';

const people = (count: number) => Array.from({ length: count }, (_, at) => `person ${at}`);

describe('groups', () => {
	it('[DRAFT-1] everybody has one place, in groups of two to four, whatever the number', () => {
		for (const size of groupSizes)
			for (let count = 1; count <= 31; count++) {
				const groups = groupsOf(people(count), size, 'seed');
				expect(groups.flat().sort()).toEqual(people(count).sort());
				const sizes = groups.map((group) => group.length);
				if (count > 1) expect(Math.min(...sizes)).toBeGreaterThanOrEqual(2);
				expect(Math.max(...sizes)).toBeLessThanOrEqual(4);
				expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
			}
		expect(groupsOf([], 3, 'seed')).toEqual([]);
	});

	it('[DRAFT-1] one seed makes the same groups of the same people, and another one others', () => {
		const groups = groupsOf(people(12), 3, 'a');
		expect(groupsOf(people(12).reverse(), 3, 'a')).toEqual(groups);
		expect(groupsOf([...people(12), 'person 3'], 3, 'a')).toEqual(groups);
		expect(groupsOf(people(12), 3, 'b')).not.toEqual(groups);
	});

	it('[DRAFT-1] clusters are dealt out in turn', () => {
		expect(shareOut(['a', 'b', 'c', 'd', 'e'], 2)).toEqual([
			['a', 'c', 'e'],
			['b', 'd']
		]);
		expect(shareOut([], 2)).toEqual([[], []]);
	});

	it('[DRAFT-2] of several entries of one person one place is found', () => {
		const groups = [
			{ id: 'one' as never, people: ['x'], clusters: [] },
			{ id: 'two' as never, people: ['ana on her phone'], clusters: [] }
		];
		const personOf = (entry: string) => (entry.startsWith('ana') ? 'ana' : entry);
		const twice = [...groups, { id: 'three' as never, people: ['ana', 'ben'], clusters: [] }];
		expect([...peopleIn(twice, personOf).values()]).toEqual([['x'], ['ana'], ['ben']]);
		expect(groupOf(twice, 'ana', personOf)?.id).toBe('two');
		expect(groupOf(groups, 'ana', personOf)?.id).toBe('two');
		expect(groupOf(groups, 'ben', personOf)).toBeNull();
		expect(groupOf(groups, null, personOf)).toBeNull();
	});
});

it('[DRAFT-4] the last eight minutes of the key results are for reading, or a third of a short stage', () => {
	const stage = { id: 's' as never, kind: 'keyResults', minutes: 30 };
	const left = (minutes: number) => ({ ms: minutes * 60_000, isRough: false, isRunning: true });
	expect(isTimeToRead(stage, left(9))).toBe(false);
	expect(isTimeToRead(stage, left(8))).toBe(true);
	expect(isTimeToRead(stage, left(-3))).toBe(true);
	expect(isTimeToRead({ ...stage, minutes: 9 }, left(4))).toBe(false);
	expect(isTimeToRead({ ...stage, minutes: 9 }, left(3))).toBe(true);
	expect(isTimeToRead({ ...stage, kind: 'objectives' }, left(1))).toBe(false);
	expect(isTimeToRead(stage, { ...left(1), isRunning: false })).toBe(false);
	expect(isTimeToRead(stage, null)).toBe(false);
});
