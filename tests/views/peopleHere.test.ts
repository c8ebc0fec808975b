import { expect, test } from 'vitest';
import type { PersonId } from '#lib/okr/ids.ts';
import { peopleHere } from '#lib/views/peopleHere.ts';

/** A team in which Ben was merged into Benjamin. */
const people = [
	{ id: 'ana', name: 'Ana', colour: 0 },
	{ id: 'benjamin', name: 'Benjamin', colour: 4 }
];
const sameAs: Record<string, string> = { ben: 'benjamin' };

function here(others: [person: string, name: string][]) {
	const team = {
		me: 'ana' as PersonId,
		person: (id: string | null) => people.find((one) => one.id === (sameAs[id ?? ''] ?? id)),
		cycle: { others: others.map(([person, name]) => ({ person, name, colour: 9 })) }
	};
	return peopleHere(team as unknown as Parameters<typeof peopleHere>[0]);
}

test('[PEOPLE-1] a colleague with two devices, or with two entries that were merged, is here once', () => {
	const seen = here([
		['ben', 'Ben'],
		['benjamin', 'Benjamin'],
		['benjamin', 'Benjamin'],
		['ana', 'Ana']
	]);
	expect(seen).toEqual([{ key: 'benjamin', name: 'Benjamin', colour: 4 }]);
});

test('a colleague whose entry has not arrived yet is here by the name they say', () => {
	expect(here([['cem', 'Cem']])).toEqual([{ key: 'cem', name: 'Cem', colour: 9 }]);
});
