import { afterAll, beforeAll, expect, test, vi } from 'vitest';

// The browser whose customs the numbers are written by.
vi.hoisted(() => vi.stubGlobal('navigator', { languages: ['de-DE', 'en'] }));

const { fetchWords } = await import('#lib/messages/languages.js');
const { planToCsv } = await import('#lib/files/planTable.ts');
const { readPaste } = await import('#lib/files/paste/readPaste.ts');
const { linesToPlan } = await import('#lib/files/paste/toPlan.ts');
const { createKeyResultDraft } = await import('#lib/okr/planDraft.ts');
const { currentLocale, speak } = await import('#lib/state/language.svelte.ts');
const { planAsText, tableWords } = await import('#lib/views/exportPlan.ts');

beforeAll(() => speak('de', fetchWords));
afterAll(() => speak('en', fetchWords));

const cycle = {
	name: 'Q4 2026',
	startOn: '2026-10-01',
	endOn: '2026-12-31',
	timeZone: 'Europe/Berlin'
};
const keyResults = [
	createKeyResultDraft({
		metric: 'Zweitbesuche',
		baseline: 12.5,
		target: 40,
		unit: '%',
		dueOn: '2026-12-31'
	}),
	createKeyResultDraft({ metric: 'Neuer Steg offen', kind: 'milestone', ambition: 'learning' }),
	createKeyResultDraft({
		metric: 'Verfügbarkeit',
		kind: 'guard',
		target: 99.9,
		unit: '%',
		ambition: 'aspirational'
	})
];
const objective = { title: 'Gäste kommen wieder', audience: 'Gäste', lifecycle: 'draft' as const };

function exported() {
	return {
		team: 'Fähre',
		cycle,
		plan: { objectives: [{ ...objective, keyResults }] },
		nameOf: () => undefined,
		locale: currentLocale(),
		now: Date.UTC(2026, 10, 26)
	} as unknown as Parameters<typeof planAsText>[0];
}

function landed(text: string) {
	const read = readPaste(text, { ...cycle, locale: currentLocale(), people: [] });
	if (!read.ok) throw new Error(read.why);
	return linesToPlan(read.lines).objectives;
}

test('a German table says its headings and kinds in German, and pastes as the same plan', () => {
	const csv = planToCsv(exported(), tableWords());
	expect(csv).toContain('Ziel;Wer merkt es;Schlüsselergebnis;Art;Von;Auf;Einheit;Fällig am');
	expect(csv).toContain('12,5;40;%;2026-12-31');
	expect(landed(csv)).toEqual([{ ...objective, keyResults }]);
});

test('a German text reads as Germans write, and pastes with its values', () => {
	const text = planAsText(exported()).replaceAll('\u00a0', ' ');
	expect(text).toContain('> Wer merkt es: Gäste');
	expect(text).toContain('- Zweitbesuche von 12,5 % auf 40 % bis 2026-12-31');
	expect(text).toContain('- Verfügbarkeit bleibt über 99,9 %');
	const [first] = landed(text)[0]?.keyResults ?? [];
	expect(first).toMatchObject(keyResults[0]!);
});
