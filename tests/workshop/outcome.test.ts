import { expect, test } from 'vitest';
import { type CardId, createId, type StageId } from '#lib/okr/ids.ts';
import { sealOf, sealsToClose } from '#lib/workshop/ballot.ts';
import { longestOutcomeName, outcomeOf, withLateStops } from '#lib/workshop/outcome.ts';
import { roundIdOf } from '#lib/workshop/round.ts';
import { standingAfter } from '#lib/workshop/steps.ts';
import { stopsIn, stopsOf } from '#lib/workshop/stops.ts';
import { chosenOf } from '#lib/workshop/vote.ts';
import type { Round, Workshop } from '#lib/workshop/workshop.ts';

const stage = (fill: number, kind: string) => ({
	...{ id: createId<StageId>(new Uint8Array(10).fill(fill)), kind, minutes: 5 }
});
const card = (fill: number, text: string, stageId: StageId) => ({
	...{ id: createId<CardId>(new Uint8Array(10).fill(fill)), stageId, text, by: '' },
	...{ isLate: false, clusterId: null }
});
const [ideas, vote, stop] = [stage(1, 'ideas'), stage(2, 'vote'), stage(3, 'stop')];
const [dog, boat] = [card(10, 'a dog', ideas.id), card(11, 'a boat', ideas.id)];
const weekly = card(12, 'the weekly report', stop.id);
const self = (entry: string): string => entry;
const facts = { endedAt: 900, people: 2, team: 3, agreed: null, personOf: self };

const empty: Workshop = {
	...{ agenda: [ideas, vote, stop], removed: [], standing: standingAfter([]), timer: null },
	...{
		lease: null,
		reveals: new Map(),
		cards: [],
		stops: [],
		groups: [],
		clusters: [],
		rounds: []
	},
	marks: { seats: new Map(), ready: new Map(), ideas: [], asking: [] },
	...{ endedAt: null, tooNew: false }
};

function voted(more: Partial<Round>): Workshop {
	const id = roundIdOf(vote.id, 'dots', 0);
	const opening = { by: 'ana', salt: 'salt', value: { [boat.id]: 2, [dog.id]: 1 } };
	const seals = [{ by: 'ana', seal: sealOf(id, opening), n: 1 }];
	const round: Round = {
		...{ id, stageId: vote.id, kind: 'dots', turn: 0, dots: 3, cut: null },
		...{ seals, openings: [opening], closed: sealsToClose(seals, self), counted: null, ...more }
	};
	return { ...empty, cards: [dog, boat], rounds: [round] };
}

test('[OUTCOME-1] a workshop leaves behind what was voted, what was left out, what is stopped, which version stood and where it went', () => {
	const step = { from: [], by: 'ana', place: 0 };
	const standing = standingAfter([
		{ ...step, to: ideas.id, at: 100 },
		{ ...step, to: vote.id, at: 400, place: 1 },
		{ ...step, to: ideas.id, at: 90 }
	]);
	const workshop = {
		...voted({ cut: { below: [dog.id], why: 'no room' } }),
		...{ standing, stops: [weekly] }
	};
	expect(outcomeOf(workshop, { ...facts, agreed: { n: 1, hash: 'abc' } })).toEqual({
		...{ startedAt: 90, endedAt: 900, people: 2, team: 3, cards: 2, clusters: [] },
		vote: {
			people: 1,
			options: [
				{ name: 'a boat', dots: 2, isOut: false },
				{ name: 'a dog', dots: 1, isOut: true }
			]
		},
		...{ stops: ['the weekly report'], lateStops: [] },
		agreed: { n: 1, hash: 'abc' },
		stages: [
			{ kind: 'ideas', at: 90 },
			{ kind: 'vote', at: 400 }
		]
	});
});

test('[OUTCOME-1] a workshop in which nothing happened ends too, and a vote that is open or a line that was not decided leaves nothing out', () => {
	expect(outcomeOf(empty, facts)).toEqual({
		...{ startedAt: 900, endedAt: 900, people: 2, team: 3, cards: 0, clusters: [] },
		...{ vote: null, stops: [], lateStops: [], agreed: null, stages: [] }
	});
	expect(outcomeOf(voted({ closed: null }), facts).vote).toBeNull();
	const still = outcomeOf(voted({ cut: { below: [dog.id], why: null } }), facts).vote;
	expect(still?.options.map(({ isOut }) => isOut)).toEqual([false, false]);
});

test('[OUTCOME-1] a vote that was begun anew and left open does not throw the one before it away', () => {
	const first = voted({ cut: { below: [dog.id], why: 'no room' } });
	const again: Round = {
		...{ id: roundIdOf(vote.id, 'dots', 1), stageId: vote.id, kind: 'dots', turn: 1, dots: 3 },
		...{ cut: null, seals: [], openings: [], closed: null, counted: null }
	};
	const both = { ...first, rounds: [...first.rounds, again] };
	expect(outcomeOf(both, facts).vote).toEqual(outcomeOf(first, facts).vote);
	expect(chosenOf(both).map(({ id }) => id)).toEqual([boat.id]);
});

test('[OUTCOME-1] what is cut to its longest ends with a whole character', () => {
	const stops = [{ ...weekly, text: `${'x'.repeat(longestOutcomeName - 1)}🐳` }];
	const [said] = outcomeOf({ ...empty, stops }, facts).stops;
	expect(said).toBe(`${'x'.repeat(longestOutcomeName - 1)}\uFFFD`);
});

test('[STOP-2] stops that arrive after the end are added once, and two that say the same are two', () => {
	const outcome = outcomeOf({ ...empty, stops: [weekly] }, facts);
	expect(withLateStops(outcome, [weekly])).toBeNull();
	expect(withLateStops(outcome, [])).toBeNull();
	const again = { ...weekly, id: dog.id };
	const late = withLateStops(outcome, [boat, weekly, again]);
	expect(late).toEqual({
		...outcome,
		...{ stops: [weekly.text, 'a boat', weekly.text], lateStops: ['a boat', weekly.text] }
	});
	expect(late && stopsOf(late)).toEqual([
		{ text: weekly.text, isLate: false },
		{ text: 'a boat', isLate: true },
		{ text: weekly.text, isLate: true }
	]);
	expect(late && withLateStops(late, [again, boat, weekly])).toBeNull();
});

test('[STOP-3] what came late is marked in what a workshop leaves behind too', () => {
	const late = { ...weekly, id: dog.id, text: 'the fax', isLate: true };
	const outcome = outcomeOf({ ...empty, stops: [weekly, late] }, facts);
	expect(outcome).toMatchObject({ stops: [weekly.text, 'the fax'], lateStops: ['the fax'] });
	expect(stopsOf(outcome).map(({ isLate }) => isLate)).toEqual([false, true]);
	expect(withLateStops(outcome, [weekly, late])).toBeNull();
	// A mark for what is not there marks nothing.
	expect(stopsOf({ stops: ['a'], lateStops: ['b', 'b'] })).toEqual([{ text: 'a', isLate: false }]);
});

test('[STOP-1] what is said in a stage of stops is no card of the wall', () => {
	const isStop = stopsIn([ideas, vote, stop]);
	expect([dog, boat, weekly].map(isStop)).toEqual([false, false, true]);
});
