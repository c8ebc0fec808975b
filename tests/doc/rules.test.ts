import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { resolveConflict } from '#lib/doc/resolve.ts';
import { isRules, readRules, setListed, setRules } from '#lib/doc/rules.ts';
import { readTeam, setTeamName } from '#lib/doc/team.ts';
import { createUndo } from '#lib/doc/undo.ts';
import { defaultRules, mostTerms } from '#lib/okr/houseRules.ts';
import { meet, type Replica, team } from './replicas.ts';

const rules = ({ doc }: Replica) => readRules(doc);

test('a team that has settled nothing has the defaults, and reading writes nothing', () => {
	const { ana } = team('ana');
	expect(rules(ana)).toEqual(defaultRules);
	expect(readTeam(ana.doc).rules).toEqual(defaultRules);
	expect(Y.encodeStateAsUpdate(ana.doc)).toHaveLength(2);
});

test('[RULES-1] different rules changed apart are all there, without a card', () => {
	const { ana, ben } = team('ana', 'ben');
	expect(setRules(ana.doc, ana, { objectives: 7, language: 'de' })).toBe(true);
	setListed(ana.doc, ana, 'silenced', 'no-audience', true);
	setListed(ana.doc, ana, 'vague', 'Exzellent', true);
	setRules(ben.doc, ben, { keyResults: 3, coach: false, cadenceDays: 14 });
	setListed(ben.doc, ben, 'silenced', 'too-long', true);
	setListed(ben.doc, ben, 'vague', 'synergy', true);
	setListed(ben.doc, ben, 'names', 'North Star', true);
	setListed(ana.doc, ana, 'ours', 'We look at the plan on Tuesdays, before lunch.', true);
	setListed(ben.doc, ben, 'ours', 'Every key result has an owner in the room.', true);
	meet(ana, ben);
	expect(rules(ana)).toEqual({
		...{ objectives: 7, keyResults: 3, cadenceDays: 14, coach: false, language: 'de' },
		silenced: ['no-audience', 'too-long'],
		words: { ...defaultRules.words, vague: ['Exzellent', 'synergy'], names: ['North Star'] },
		ours: [
			'Every key result has an owner in the room.',
			'We look at the plan on Tuesdays, before lunch.'
		]
	});
	expect(rules(ben)).toEqual(rules(ana));
	expect(readTeam(ana.doc).conflicts).toEqual([]);
});

test('[RULES-2] two limits or cadences set apart are a card; of two switches the later one stands', () => {
	const { ana, ben } = team('ana', 'ben');
	setRules(ana.doc, ana, { objectives: 7, language: 'de' });
	setRules(ben.doc, ben, { objectives: 4, language: 'en' });
	meet(ana, ben);
	const [card, ...others] = readTeam(ben.doc).conflicts;
	expect([card?.id, others]).toEqual(['rules/objectives', []]);
	expect(rules(ana)).toEqual(rules(ben));
	const side = card?.kind === 'value' ? (card.sides[1]?.key ?? '') : '';
	expect(card && resolveConflict(ben.doc, ben, card, { side })).toBe(true);
	meet(ana, ben);
	expect([readTeam(ana.doc).conflicts, rules(ana).objectives]).toEqual([[], rules(ben).objectives]);
	setRules(ana.doc, ana, { cadenceDays: 14 });
	setRules(ben.doc, ben, { cadenceDays: 28 });
	meet(ana, ben);
	expect(readTeam(ana.doc).conflicts.map(({ id }) => id)).toEqual(['rules/cadenceDays']);
});

test('[RULES-3] a word is in a list once, whatever its capitals, and whoever added it', () => {
	const { ana, ben } = team('ana', 'ben');
	expect(setListed(ana.doc, ana, 'names', '  north   star ', true)).toBe(true);
	expect(setListed(ana.doc, ana, 'names', 'North Star', true)).toBe(false);
	expect(setListed(ben.doc, ben, 'names', 'North Star', true)).toBe(true);
	meet(ana, ben);
	expect(rules(ana).words.names).toHaveLength(1);
	expect(rules(ben)).toEqual(rules(ana));
	expect(setListed(ben.doc, ben, 'names', 'NORTH STAR', false)).toBe(true);
	expect(setListed(ben.doc, ben, 'names', 'NORTH STAR', false)).toBe(false);
	meet(ana, ben);
	expect(rules(ana).words.names).toEqual([]);
	for (const no of ['', '   ', 'x'.repeat(41)])
		expect(setListed(ana.doc, ana, 'vague', no, true)).toBe(false);
});

test('rules take no value they cannot hold, and what others wrote of another shape is not there', () => {
	const { ana } = team('ana');
	for (const wrong of [
		{ objectives: 0 },
		{ keyResults: 2.5 },
		{ objectives: 21 },
		{ cadenceDays: 0 },
		{ cadenceDays: 61 }
	])
		expect(() => setRules(ana.doc, ana, wrong)).toThrow(RangeError);
	const entry = (f: string, v: unknown) => ({ k: `k-${f}`, f, v, by: 'x', n: 1, at: 0 });
	ana.doc
		.getArray('e/rules')
		.push([
			entry('objectives', 'many'),
			entry('coach', 1),
			entry('cadenceDays', 7.5),
			entry('vague:a', 7),
			entry('vague:b', ' b'),
			entry('name:c', 'x'.repeat(41))
		]);
	expect(rules(ana)).toEqual(defaultRules);
	ana.doc
		.getArray('e/rules')
		.push(Array.from({ length: mostTerms + 50 }, (_, at) => entry(`name:${at}`, `w${at}`)));
	expect(rules(ana).words.names).toHaveLength(mostTerms);
});

test('[UNDO-8] what was done to the house rules is taken back apart from the rest of the team', () => {
	const { ana, ben } = team('ana', 'ben');
	const undo = createUndo(ana.doc, { writer: () => ana, covers: isRules });
	setTeamName(ana.doc, ana, 'Core');
	expect(undo.canUndo).toBe(false);
	setRules(ana.doc, ana, { objectives: 7 });
	setListed(ana.doc, ana, 'names', 'Lighthouse', true);
	setTeamName(ana.doc, ana, 'Platform');
	meet(ana, ben);
	setRules(ben.doc, ben, { objectives: 6 });
	meet(ana, ben);
	expect([undo.undo(), rules(ana).words.names]).toEqual([true, []]);
	expect([undo.redo(), rules(ana).words.names]).toEqual([true, ['Lighthouse']]);
	undo.undo();
	expect([undo.undo(), rules(ana).objectives, readTeam(ana.doc).name]).toEqual([
		false,
		6,
		'Platform'
	]);
});

test('[RULES-4] a rule of the team’s own is a sentence: a word may not be that long, and a page is none', () => {
	const { ana } = team('ana');
	const sentence = 'We measure before we promise. '.repeat(5).trim();
	expect(setListed(ana.doc, ana, 'vague', sentence, true)).toBe(false);
	expect(setListed(ana.doc, ana, 'ours', ` ${sentence} `, true)).toBe(true);
	expect(setListed(ana.doc, ana, 'ours', sentence.toUpperCase(), true), 'it is there').toBe(false);
	expect(setListed(ana.doc, ana, 'ours', `${sentence} ${sentence}`, true)).toBe(false);
	expect(rules(ana).ours).toEqual([sentence]);
	expect(setListed(ana.doc, ana, 'ours', sentence, false)).toBe(true);
	expect(rules(ana).ours).toEqual([]);
});
