import { expect, test } from 'vitest';
import { type CardId, createId } from '#lib/okr/ids.ts';
import { alikeAmong, alikeFrom, likenessOf } from '#lib/workshop/nearDuplicates.ts';
import { createRandom } from '../doc/replicas.ts';

const card = (at: number, text: string) => ({
	id: createId<CardId>(new Uint8Array(10).fill(at)),
	text
});

test('[ALIKE-1] texts are alike by their letters, whatever case, accents, endings, fillers and order, in English and German', () => {
	for (const [a, b] of [
		['Fewer meetings', 'fewer meeting!'],
		['We release every week', 'release: every week'],
		['Customers find their way by themselves', 'customers find themselves their way'],
		['Größere Büros für alle', 'GROESSERE BUEROS FUER ALLE'],
		['Weniger Besprechungen', 'weniger Besprechung'],
		['Kunden finden sich zurecht', 'Die Kunden finden sich zurecht'],
		['café culture', 'cafe culture'],
		['10 new customers', 'New customers: 10']
	] as const)
		expect(likenessOf(a, b), `${a} | ${b}`).toBeGreaterThanOrEqual(alikeFrom);
	for (const [a, b] of [
		['Fewer meetings', 'More coffee'],
		['less meetings', 'meetings: fewer'],
		['10 new customers', '20 new customers'],
		['Weniger Besprechungen', 'Mehr Kunden'],
		['', ''],
		['?!', '?!'],
		['🎉', '🎉']
	] as const)
		expect(likenessOf(a, b), `${a} | ${b}`).toBeLessThan(alikeFrom);
});

test('[ALIKE-2] of random cards each is suggested once at most, with what is alike, and in the same way in every order', () => {
	const random = createRandom(7);
	const words = 'team goal meeting customer release week office coffee quiet docs plan money'.split(
		' '
	);
	const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)]!;
	for (let round = 0; round < 60; round++) {
		const cards = Array.from({ length: 30 }, (_, at) =>
			card(at, Array.from({ length: 1 + Math.floor(random() * 4) }, () => pick(words)).join(' '))
		);
		const groups = alikeAmong(cards);
		expect(alikeAmong(cards.toSorted(() => random() - 0.5))).toEqual(groups);
		const all = groups.flat();
		expect(new Set(all).size).toBe(all.length);
		const textOf = new Map(cards.map(({ id, text }) => [id, text]));
		for (const group of groups) {
			const [first = '', ...others] = group.map((id) => textOf.get(id) ?? '');
			expect(others.length).toBeGreaterThan(0);
			for (const other of others) {
				expect(likenessOf(first, other)).toBeGreaterThanOrEqual(alikeFrom);
				expect(likenessOf(other, first)).toBe(likenessOf(first, other));
			}
		}
		// What is the same to the letter is never apart.
		const groupOf = (id: CardId) => groups.findIndex((group) => group.includes(id));
		for (const a of cards)
			for (const b of cards)
				if (a.text === b.text && a.id !== b.id) expect(groupOf(a.id)).toBe(groupOf(b.id));
	}
});
