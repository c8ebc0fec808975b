import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { addObjective, deleteItem, readCycle } from '#lib/doc/cycle.ts';
import { resolveConflict } from '#lib/doc/resolve.ts';
import { commitText, textOf, writeText } from '#lib/doc/text.ts';
import { createRandom, meet, objectiveId, type Replica, team, type } from './replicas.ts';

const title = ({ doc }: Replica) => readCycle(doc).plan.objectives[0]?.title;
const cards = ({ doc }: Replica) => readCycle(doc).conflicts;
const commit = (replica: Replica, id: string) => commitText(replica.doc, replica, id, 'title');

function started(text: string) {
	const { ana, ben } = team('ana', 'ben');
	const o = objectiveId();
	addObjective(ana.doc, ana, { id: o });
	writeText(ana.doc, ana, o, 'title', text);
	meet(ana, ben);
	/** What somebody alone makes of the text, burst by burst. */
	const makes = (replica: Replica, ...texts: string[]) => {
		for (const text of texts) {
			const old = title(replica) ?? '';
			let start = 0;
			while (start < text.length && text[start] === old[start]) start++;
			let end = 0;
			const most = Math.min(text.length, old.length) - start;
			while (end < most && text.at(-1 - end) === old.at(-1 - end)) end++;
			const inserted = text.slice(start, text.length - end);
			type(replica, o, 'title', start, inserted, old.length - start - end);
			expect(commit(replica, o)).toBe(true);
		}
	};
	return { ana, ben, o, makes };
}

test('[TEXT-1] what two people made of one place apart is a card with the text of each', () => {
	const { ana, ben, o, makes } = started('Grow weekly actives');
	makes(ana, 'Double weekly actives');
	makes(ben, 'Triple weekly actives');
	meet(ana, ben);
	const [card] = cards(ana);
	expect(card).toMatchObject({
		kind: 'text',
		id: `${o}/title`,
		base: 'Grow weekly actives',
		now: title(ana)
	});
	if (card?.kind !== 'text') return;
	expect(card.sides.map(({ value }) => value).sort()).toEqual([
		'Double weekly actives',
		'Triple weekly actives'
	]);
	expect(cards(ben)).toEqual([card]);
	expect(commit(ana, o)).toBe(false);
	expect(resolveConflict(ben.doc, ben, card, { side: card.sides[1]?.key ?? '' })).toBe(true);
	meet(ana, ben);
	expect([title(ana), cards(ana), cards(ben)]).toEqual([card.sides[1]?.value, [], []]);
	expect(commit(ana, o)).toBe(false);
});

test('[TEXT-1] words changed apart in different places merge without a question', () => {
	const { ana, ben, o, makes } = started('Grow weekly actives');
	makes(ana, 'Double weekly actives');
	makes(ben, 'Grow weekly users');
	meet(ana, ben);
	expect([title(ana), cards(ana)]).toEqual(['Double weekly users', []]);
	expect(commit(ana, o)).toBe(true);
	meet(ana, ben);
	expect(commit(ben, o)).toBe(false);
});

test('[TEXT-1] however many bursts each has typed apart, they are compared with what both knew', () => {
	const { ana, ben, makes } = started('Grow weekly actives');
	const bursts = (text: string) =>
		Array.from({ length: 40 }, (_, at) => text.replace('#', 'x'.repeat(at + 1)));
	makes(ana, ...bursts('Grow# weekly actives'));
	makes(ben, ...bursts('Grow weekly actives#').slice(0, 13));
	meet(ana, ben);
	expect(cards(ana)).toEqual([]);
	expect(title(ana)).toMatch(/^Growx{40} weekly activesx{13}$/);
});

test('[TEXT-3] the same correction made apart asks, once, as the letters are in it twice', () => {
	const { ana, ben, makes } = started('Grow wekly actives');
	makes(ana, 'Grow weekly actives');
	makes(ben, 'Grow weekly actives');
	meet(ana, ben);
	expect(title(ana)).toBe('Grow weeekly actives');
	const [card] = cards(ben);
	if (card?.kind !== 'text') throw new Error('expected a card');
	expect(card.sides).toHaveLength(2);
	// Both choose the same, apart: the letter is taken out once.
	for (const one of [ana, ben]) {
		expect(resolveConflict(one.doc, one, card, { side: card.sides[0]?.key ?? '' })).toBe(true);
	}
	meet(ana, ben);
	expect([title(ana), cards(ana)]).toEqual(['Grow weekly actives', []]);
});

test('[TEXT-4] two people who settle a text apart, one each way, are at odds again', () => {
	const { ana, ben, makes } = started('Grow weekly actives');
	makes(ana, 'Double weekly actives');
	makes(ben, 'Triple weekly actives');
	meet(ana, ben);
	const [card] = cards(ana);
	if (card?.kind !== 'text') throw new Error('expected a card');
	resolveConflict(ana.doc, ana, card, { side: card.sides[0]?.key ?? '' });
	resolveConflict(ben.doc, ben, card, { side: card.sides[1]?.key ?? '' });
	meet(ana, ben);
	expect(cards(ana)).toMatchObject([{ kind: 'text', base: 'Grow weekly actives' }]);
	const [again] = cards(ben);
	if (!again) return;
	expect(resolveConflict(ben.doc, ben, again, { text: 'Grow as we can 😀' })).toBe(true);
	meet(ana, ben);
	expect([title(ana), cards(ana)]).toEqual(['Grow as we can 😀', []]);
});

test('[MERGE-7] a choice is not taken over typing or sides it did not show', () => {
	const { ana, ben, o, makes } = started('Grow weekly actives');
	makes(ana, 'Double weekly actives');
	makes(ben, 'Triple weekly actives');
	meet(ana, ben);
	const [card] = cards(ana);
	if (card?.kind !== 'text') throw new Error('expected a card');
	type(ben, o, 'title', 0, 'We ');
	meet(ana, ben);
	expect(resolveConflict(ana.doc, ana, card, { side: card.sides[0]?.key ?? '' })).toBe(false);
	expect(title(ana)).toContain('We ');
	const [now] = cards(ana);
	expect(now && resolveConflict(ana.doc, ana, now, { side: 'nobody' })).toBe(false);
	expect(now && resolveConflict(ana.doc, ana, now, { keep: true })).toBe(false);
	expect(now && resolveConflict(ana.doc, ana, now, { text: 'x' })).toBe(true);
	expect(now && resolveConflict(ana.doc, ana, now, { text: 'y' })).toBe(false);
});

test('a version is noted only where it says something new, and not for what is gone', () => {
	const { ana, o } = started('');
	expect(commit(ana, o)).toBe(false);
	type(ana, o, 'title', 0, 'Grow');
	expect([commit(ana, o), commit(ana, o)]).toEqual([true, false]);
	expect(commitText(ana.doc, ana, o, 'audience')).toBe(false);
	expect(commitText(ana.doc, ana, objectiveId(), 'title')).toBe(false);
	deleteItem(ana.doc, ana, o);
	expect([commit(ana, o), writeText(ana.doc, ana, o, 'title', 'x')]).toEqual([false, false]);
});

test('[TEXT-5] versions of a text edited all day stay small', () => {
	const { ana, o } = started('A title of sixty characters, as they are written every day…');
	for (let burst = 0; burst < 300; burst++) {
		type(ana, o, 'title', 0, 'x', 1);
		type(ana, o, 'title', 0, String.fromCharCode(97 + (burst % 26)), 1);
		commit(ana, o);
	}
	expect(Y.encodeStateAsUpdate(ana.doc).length).toBeLessThan(300 * 32);
	for (const letter of 'abcdef') writeText(ana.doc, ana, o, 'title', letter.repeat(10_000));
	expect(Y.encodeStateAsUpdate(ana.doc).length).toBeLessThan(40_000);
});

test('[READ-3] what strangers put between the letters does not shift a choice', () => {
	const { ana, o } = started('Grow weekly actives');
	const shared = textOf(ana.doc, o, 'title');
	shared.insertEmbed(5, { image: 'x' });
	shared.insertEmbed(0, new Y.Map());
	shared.format(2, 4, { bold: true });
	expect(title(ana)).toBe('Grow weekly actives');
	writeText(ana.doc, ana, o, 'title', 'Grow daily actives');
	expect(title(ana)).toBe('Grow daily actives');
});

test('writing a whole text gives exactly that text, whatever was there', () => {
	const { ana, o } = started('');
	const random = createRandom(9);
	const letters = ['a', 'ab', ' ', '週', '😀', '\uD83D'];
	for (let round = 0; round < 300; round++) {
		const text = Array.from({ length: random() * 8 }, () => letters[Math.floor(random() * 6)]);
		writeText(ana.doc, ana, o, 'title', text.join(''));
		expect(title(ana)).toBe(text.join('').replaceAll(/\p{Surrogate}/gu, '\uFFFD'));
	}
});
