import { expect, test } from 'vitest';
import { wallPartOf } from '#lib/workshop/projector.ts';

const standing = { hasEnded: false, isRevealed: true, cards: 3, hasRound: false, stops: 0 };

test('[WALL-7] the wall follows the stage: how one comes in, the pack, a number, cards, votes, the plan', () => {
	const parts = [
		null,
		'join',
		'context',
		'ideas',
		'reveal',
		'vote',
		'objectives',
		'agree',
		'break'
	];
	expect(parts.map((stage) => wallPartOf({ ...standing, stage }))).toEqual([
		...['join', 'join', 'pack', 'cards', 'cards', 'cards', 'plan', 'plan', 'words']
	]);
	expect(wallPartOf({ ...standing, stage: 'vote', hasRound: true })).toBe('round');
	expect(wallPartOf({ ...standing, stage: 'quality', hasRound: true })).toBe('round');
	expect(wallPartOf({ ...standing, stage: 'stop' })).toBe('plan');
	expect(wallPartOf({ ...standing, stage: 'stop', stops: 1 })).toBe('stops');
	expect(wallPartOf({ ...standing, stage: 'agree', stops: 1 })).toBe('plan');
	expect(wallPartOf({ ...standing, stage: 'vote', cards: 0 })).toBe('words');
	expect(wallPartOf({ ...standing, stage: 'a stage of tomorrow' })).toBe('words');
	expect(wallPartOf({ ...standing, stage: 'reveal', hasEnded: true })).toBe('ended');
});

test('[WALL-7] before the reveal it shows how many ideas there are, whatever cards there are already', () => {
	for (const stage of ['ideas', 'reveal']) {
		expect(wallPartOf({ ...standing, stage, isRevealed: false })).toBe('ideas');
		expect(wallPartOf({ ...standing, stage, cards: 0 })).toBe('ideas');
	}
});
