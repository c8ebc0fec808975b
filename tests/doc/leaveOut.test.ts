import * as Y from 'yjs';
import { expect, test } from 'vitest';
import { readCycle } from '#lib/doc/cycle.ts';
import { bringBack, putAside } from '#lib/doc/aside.ts';
import { createUndo } from '#lib/doc/undo.ts';
import { leaveOut, takeInAgain } from '#lib/doc/workshop/leaveOut.ts';
import { leftOutIdOf, type LeftOut } from '#lib/workshop/leftOut.ts';
import { clusterId } from './workshops.ts';
import { createRandom, meet, type Replica, team, type } from './replicas.ts';

const [growth, calm, dog] = ['Growth', 'Calm', 'A dog'].map((title): LeftOut => ({
	id: leftOutIdOf(clusterId()),
	title,
	cards: [`a card of ${title}`]
})) as [LeftOut, LeftOut, LeftOut];
const next = { why: 'fewer dots', was: null };

const shown = ({ doc }: Replica) =>
	readCycle(doc).asides.map((item) =>
		item.kind === 'objective' ? [item.objective.title, item.objective.cards, item.aside.why] : []
	);

test('[VOTE-7] what was left out is among the ideas for another cycle with its reason and its cards, pressed twice or by two at once', () => {
	const { ana, ben } = team('ana', 'ben');
	const ideas = [
		['Growth', ['a card of Growth'], 'fewer dots'],
		['Calm', ['a card of Calm'], 'fewer dots']
	];
	expect(leaveOut(ana.doc, ana, [growth, calm], next)).toBe(true);
	expect(leaveOut(ana.doc, ana, [growth, calm], next)).toBe(true);
	expect(shown(ana)).toEqual(ideas);
	leaveOut(ben.doc, ben, [growth, calm], next);
	meet(ana, ben);
	for (const one of [ana, ben]) {
		expect(shown(one).sort()).toEqual([...ideas].sort());
		expect(readCycle(one.doc).conflicts).toEqual([]);
		expect(readCycle(one.doc).plan.objectives).toEqual([]);
	}
	expect(Y.encodeStateVector(ana.doc)).toEqual(Y.encodeStateVector(ben.doc));
});

test('[VOTE-7] two who call the same thing by other words are asked which, and nothing of either is lost', () => {
	const { ana, ben } = team('ana', 'ben');
	leaveOut(ana.doc, ana, [growth], next);
	leaveOut(ben.doc, ben, [{ ...growth, title: 'Guests' }], next);
	meet(ana, ben);
	for (const { doc } of [ana, ben]) {
		const { asides, conflicts } = readCycle(doc);
		expect(asides).toHaveLength(1);
		expect(conflicts).toMatchObject([{ item: growth.id }]);
		const said = JSON.stringify(conflicts);
		expect([said.includes('Growth'), said.includes('Guests')]).toEqual([true, true]);
	}
});

test('[VOTE-7] leaving out is taken back, done again and said for another reason, and what somebody took into the plan stays in it', () => {
	const { ana } = team('ana');
	const undo = createUndo(ana.doc, { writer: () => ana });
	leaveOut(ana.doc, ana, [growth, calm, dog], next);
	// Undo on the plan would bring an idea into it; this is taken back by a verb of its own.
	expect(undo.canUndo).toBe(false);
	bringBack(ana.doc, ana, calm.id);
	type(ana, calm.id, 'title', 4, ' and quiet');
	const own = { as: 'notThisCycle', why: 'no room for one', decidedBy: '', comeback: '' } as const;
	putAside(ana.doc, ana, dog.id, own);
	takeInAgain(
		ana.doc,
		ana,
		[growth, calm, dog].map(({ id }) => id)
	);
	expect(shown(ana)).toEqual([]);
	const titles = () => readCycle(ana.doc).plan.objectives.map(({ title }) => title);
	expect(titles()).toEqual(['Calm and quiet']);
	leaveOut(ana.doc, ana, [growth, calm], { why: 'too early', was: null });
	expect(shown(ana)).toEqual([['Growth', ['a card of Growth'], 'too early']]);
	leaveOut(ana.doc, ana, [growth, calm], { why: 'no time', was: 'too early' });
	expect(shown(ana)).toEqual([['Growth', ['a card of Growth'], 'no time']]);
	putAside(ana.doc, ana, growth.id, own);
	// A reason that somebody wrote themselves is theirs.
	leaveOut(ana.doc, ana, [growth, calm], { why: 'late', was: 'no time' });
	expect(shown(ana)).toEqual([['Growth', ['a card of Growth'], 'no room for one']]);
	expect(titles()).toEqual(['Calm and quiet']);
});

test('[VOTE-7] whatever two do apart, each idea is there once and alike on both', () => {
	for (let seed = 1; seed <= 60; seed++) {
		const random = createRandom(seed);
		const { ana, ben } = team('ana', 'ben');
		for (let turn = 0; turn < 12; turn++) {
			const who = random() < 0.5 ? ana : ben;
			const some = [growth, calm, dog].filter(() => random() < 0.6);
			if (random() < 0.6) leaveOut(who.doc, who, some, next);
			else
				takeInAgain(
					who.doc,
					who,
					some.map(({ id }) => id)
				);
			if (random() < 0.25) meet(ana, ben);
		}
		meet(ana, ben);
		const all = shown(ana);
		expect(shown(ben)).toEqual(all);
		for (const [title] of all) expect(['Growth', 'Calm', 'A dog']).toContain(title);
		expect(new Set(all.map(([title]) => title)).size).toBe(all.length);
	}
});
