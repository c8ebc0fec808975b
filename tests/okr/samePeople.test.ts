import { expect, test } from 'vitest';
import { isId, type PersonId } from '#lib/okr/ids.ts';
import { type SameWord, unifyPeople, wordsToMerge, wordsToSplit } from '#lib/okr/samePeople.ts';
import { createRandom } from '../doc/replicas.ts';

/** People by one letter each; their ids sort as the letters do. */
const p = (letter: string): PersonId => {
	const id = letter.repeat(16);
	if (!isId<PersonId>(id)) throw new Error(letter);
	return id;
};
const words = (text: string): SameWord[] =>
	text.split(' ').flatMap((word) => (word ? [[p(word.charAt(0)), p(word.charAt(1))]] : []));
const ids = (text: string) => [...text].map(p);
/** `b:abc` is a, b and c shown as b. */
const shown = (people: string, said: string) =>
	unifyPeople(ids(people), words(said))
		.map(({ id, ids }) => `${id.charAt(0)}:${ids.map((one) => one.charAt(0)).join('')}`)
		.join(' ');

test('whoever nobody was merged with is alone', () => {
	expect(shown('cab', '')).toBe('a:a b:b c:c');
	expect(shown('', '')).toBe('');
});

test('[PEOPLE-2] chains lead to their end, in whatever order they were said', () => {
	expect(shown('abc', 'ab')).toBe('b:ab c:c');
	expect(shown('abc', 'ab bc')).toBe('c:abc');
	expect(shown('abc', 'bc ab')).toBe('c:abc');
	expect(shown('abcd', 'cb ba')).toBe('a:abc d:d');
});

test('[PEOPLE-2] a ring is one person, shown as one of those in it', () => {
	expect(shown('abc', 'ab ba')).toBe('a:ab c:c');
	expect(shown('abc', 'ab bc ca')).toBe('a:abc');
	// Who was merged into the ring is not shown, however small the id.
	expect(shown('abc', 'bc cb ab')).toBe('b:abc');
	// Whom the ring was merged into is.
	expect(shown('abc', 'ab ba bc')).toBe('c:abc');
});

test('[PEOPLE-2] one who was merged into two makes them one', () => {
	expect(shown('abc', 'ab ac')).toBe('b:abc');
});

test('words about nobody change nothing', () => {
	expect(shown('ab', 'az za zz')).toBe('a:a b:b');
	expect(shown('ab', 'aa')).toBe('a:a b:b');
});

test('[PEOPLE-1] whoever is merged is shown as the one they were merged into', () => {
	const random = createRandom(5);
	const below = (count: number) => Math.floor(random() * count);
	for (let run = 0; run < 400; run++) {
		const people = ids('abcdefg');
		const said: SameWord[] = Array.from({ length: below(9) }, () => [
			people[below(7)] as PersonId,
			people[below(7)] as PersonId
		]);
		const groups = unifyPeople(people, said);
		expect(groups.flatMap((group) => group.ids).sort()).toEqual(people);
		const [one, other] = [groups[0]!, groups.at(-1)!];
		const more = wordsToMerge(one.id, other.id, people, said);
		const merged = unifyPeople(people, [...said, ...more]);
		const wanted = { id: other.id, ids: [...new Set([...one.ids, ...other.ids])].sort() };
		expect(merged).toContainEqual(wanted);
		expect(wordsToMerge(one.id, other.id, people, [...said, ...more])).toEqual([]);

		const [group] = merged.filter(({ ids }) => ids.length > 1);
		const away = group?.ids.find((id) => id !== group.id);
		if (!group || !away) continue;
		const gone = wordsToSplit(away, group.id, [...said, ...more]);
		const left = [...said, ...more].filter((word) => !gone.includes(word));
		const split = unifyPeople(people, left);
		expect(split.find(({ ids }) => ids.includes(away))?.ids).not.toContain(group.id);
		// The others stay who they were: nobody is torn from the one who is shown but whoever hung on the one taken out.
		expect(split.flatMap(({ ids }) => ids).sort()).toEqual(people);
	}
});

test('[PEOPLE-3] who was merged into the one taken out goes along, and a third stays', () => {
	const split = (said: string, id: string, from: string) =>
		wordsToSplit(p(id), p(from), words(said)).map(([a, b]) => a.charAt(0) + b.charAt(0));
	expect(split('ab bc', 'b', 'c')).toEqual(['bc']);
	expect(split('ab ac', 'c', 'b')).toEqual(['ac']);
	expect(split('ab ba', 'b', 'a')).toEqual(['ab', 'ba']);
	expect(split('ac bc', 'a', 'c')).toEqual(['ac']);
});
