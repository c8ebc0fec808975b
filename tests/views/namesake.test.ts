import { expect, test } from 'vitest';
import { createId, type PersonId } from '#lib/okr/ids.ts';
import { namesakeOf, type Person } from '#lib/views/namesake.ts';

const person = (name: string, byte: number): Person => ({
	id: createId<PersonId>(new Uint8Array(10).fill(byte)),
	name,
	colour: 0,
	devices: 1,
	keys: 0,
	removed: false,
	also: []
});
const ana = person('Ana Novák', 1);
const jose = person('José', 2);

test('[JOIN-3] whoever types a name of the team is asked about it, whatever the case and the spaces', () => {
	for (const typed of ['Ana Novák', ' ana  novák ', 'ANA NOVÁK', 'Ana Nova\u0301k'])
		expect(namesakeOf(typed, [jose, ana])).toBe(ana);
});

test('[JOIN-3] a name that was merged into another, or was removed, is asked about too', () => {
	const before = { ...person('Annie', 3), removed: true };
	const now = { ...ana, also: [{ id: person('Annie', 4).id, name: 'Annie' }] };
	expect(namesakeOf('annie', [before, jose])).toBe(before);
	expect(namesakeOf('annie', [before, jose, now])).toBe(now);
});

test('a name that only looks alike is another name', () => {
	expect(namesakeOf('Jose', [jose, ana])).toBeNull();
	expect(namesakeOf('Ana', [jose, ana])).toBeNull();
	expect(namesakeOf('Ana', [])).toBeNull();
});
