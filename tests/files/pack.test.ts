import { expect, test } from 'vitest';
import { readCycleFile, writeCycleFile } from '#lib/files/cycleFile.ts';
import type { Exported } from '#lib/files/exported.ts';
import { readPackItems } from '#lib/files/packFile.ts';
import { readPaste } from '#lib/files/paste/readPaste.ts';
import { linesToPlan } from '#lib/files/paste/toPlan.ts';
import { planToMarkdown } from '#lib/files/planText.ts';
import { createKeyResultDraft } from '#lib/okr/planDraft.ts';
import { longestPackText, mostPackItems, type PackDraft } from '#lib/okr/pack.ts';

const pack: PackDraft[] = [
	{ section: 'mission', text: 'Ferries for *everybody*', source: '', figure: '' },
	{
		...{ section: 'evidence', text: '# 1. Half of them come once', figure: '52 %' },
		source: 'https://stats.example/q3'
	},
	{ section: 'links', text: 'Board', source: 'javascript:alert(1)', figure: '' }
];
const exported: Exported = {
	team: 'Ferry',
	cycle: { name: 'Q4', startOn: '2026-10-01', endOn: '2026-12-31', timeZone: 'UTC' },
	plan: {
		objectives: [
			{
				...{ id: 'o' as never, title: 'Guests come back', audience: '', lifecycle: 'draft' },
				keyResults: [{ id: 'k' as never, ...createKeyResultDraft({ metric: 'Second visits' }) }]
			}
		]
	},
	pack,
	nameOf: () => undefined,
	locale: 'en-GB',
	now: 0
};
const context = { locale: 'en-GB', startOn: '2026-10-01', endOn: '2026-12-31', people: [] };
const word = (text: string) => text;
const words = {
	...{ audience: word, fromTo: word, from: word, to: word, above: word, below: word, by: word },
	...{ question: word, evidence: word, decision: word },
	...{ untitled: '–', pack: 'Context pack', section: word }
};

test('[PACK-4] the JSON of a cycle brings its pack back as it was', () => {
	const text = writeCycleFile(exported);
	const read = readCycleFile(text);
	expect(read.ok && read.file.pack).toEqual(pack);
	const pasted = readPaste(text, context);
	expect(pasted.ok && pasted.pack).toEqual(pack);
	expect(writeCycleFile({ ...exported, pack: [] })).not.toContain('"pack"');
});

test('[PACK-4] what is no line of a pack is left out, and a long one is cut', () => {
	expect(readPackItems('lots')).toEqual({});
	expect(readPackItems([null, 7, {}, { section: 'weather', text: 'x' }])).toEqual({});
	expect(readPackItems([{ section: 'mission', text: ' ', source: 3 }])).toEqual({});
	const long = { section: 'mission', text: 'x'.repeat(longestPackText + 1), figure: null };
	const read = readPackItems(Array.from({ length: mostPackItems + 1 }, () => long));
	expect(read.pack).toHaveLength(mostPackItems);
	expect(read.pack?.[0]).toEqual({
		...{ section: 'mission', text: 'x'.repeat(longestPackText), source: '', figure: '' }
	});
});

test('[PACK-4] Markdown has the pack behind the plan, and pastes as the plan alone', () => {
	const text = planToMarkdown(exported, words);
	expect(text).toContain('> **Context pack**');
	expect(text).toContain('> - Ferries for \\*everybody\\*');
	expect(text).toContain('(52 %; https://stats.example/q3)');
	expect(text).toContain('(javascript:alert(1))');
	const read = readPaste(text, context);
	if (!read.ok) throw new Error(read.why);
	const { objectives } = linesToPlan(read.lines);
	expect(objectives).toHaveLength(1);
	expect(objectives).toMatchObject([
		{ title: 'Guests come back', keyResults: [{ metric: 'Second visits' }] }
	]);
});
