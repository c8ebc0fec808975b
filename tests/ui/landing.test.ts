import { describe, expect, it } from 'vitest';
import { landingAt, scrollSpeed, type ListSpan } from '#lib/ui/landing.ts';

const line = (id: string, top: number, height = 20) => ({ id, top, bottom: top + height });
const lists: ListSpan[] = [
	{
		id: 'one',
		top: 0,
		bottom: 100,
		emptyAt: 80,
		lines: [line('a', 10), line('b', 30), line('c', 50)]
	},
	{ id: 'two', top: 120, bottom: 200, emptyAt: 180, lines: [] }
];

describe('[DRAG-1] a line that is held', () => {
	it.each([
		[-50, 'one', null, 1, 3],
		[12, 'one', null, 1, 3],
		[41, 'one', 'b', 2, 3],
		[59, 'one', 'b', 2, 3],
		[61, 'one', 'c', 3, 3],
		[105, 'one', 'c', 3, 3],
		[115, 'two', null, 1, 1],
		[900, 'two', null, 1, 1]
	])('at %s px lands in %s behind %s', (y, list, after, place, of) => {
		expect(landingAt(lists, 'a', y)).toMatchObject({ list, after, place, of });
	});

	it('stays where it stands until it passes the middle of a line beside it', () => {
		const stays = (y: number) => landingAt(lists, 'b', y)?.stays;
		expect([19, 21, 40, 59, 61].map(stays)).toEqual([false, true, true, true, false]);
		expect(landingAt(lists, 'b', 150)?.stays).toBe(false);
	});

	it('is shown the gap it goes into', () => {
		const gap = (id: string, y: number) => landingAt(lists, id, y)?.y;
		expect(gap('c', 0)).toBe(10);
		expect(gap('c', 25)).toBe(30);
		expect(gap('a', 90)).toBe(70);
		expect(gap('a', 150)).toBe(180);
	});

	it('lands nowhere where there is no list', () => {
		expect(landingAt([], 'a', 10)).toBeNull();
	});
});

describe('[DRAG-5] the page', () => {
	it('scrolls the faster the nearer its edge is, and stands in the middle', () => {
		const speeds = [-20, 0, 48, 96, 400, 752, 800, 900].map((y) => scrollSpeed(y, 800));
		expect(speeds.map(Math.round)).toEqual([-1200, -1200, -300, 0, 0, 300, 1200, 1200]);
	});

	it('leaves three fifths of a low screen still', () => {
		expect(scrollSpeed(41, 200) + scrollSpeed(159, 200)).toBe(0);
		expect(scrollSpeed(39, 200)).toBeLessThan(0);
	});
});
