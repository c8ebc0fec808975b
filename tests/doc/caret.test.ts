import { expect, test } from 'vitest';
import { decodeCaret, encodeCaret } from '#lib/doc/caret.ts';
import { addObjective } from '#lib/doc/cycle.ts';
import { writeText } from '#lib/doc/text.ts';
import { meet, objectiveId, team, type } from './replicas.ts';

test('a caret stays beside its letters while colleagues type, and means nothing elsewhere', () => {
	const { ana, ben } = team('ana', 'ben');
	const [o, other] = [objectiveId(), objectiveId()];
	for (const id of [o, other]) addObjective(ana.doc, ana, { id });
	writeText(ana.doc, ana, o, 'title', 'Grow actives');
	const caret = encodeCaret(ana.doc, o, 'title', 5);
	expect(decodeCaret(ben.doc, o, 'title', caret)).toBe(null);
	meet(ana, ben);
	expect(decodeCaret(ben.doc, o, 'title', caret)).toBe(5);
	type(ben, o, 'title', 0, 'We ');
	expect(decodeCaret(ben.doc, o, 'title', caret)).toBe(8);
	expect(decodeCaret(ben.doc, other, 'title', caret)).toBe(null);
	for (const junk of ['', '!', 'AAAA', '////////'])
		expect(decodeCaret(ben.doc, o, 'title', junk)).toBe(null);
});
