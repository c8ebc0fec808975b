import { describe, expect, it } from 'vitest';
import { addPlan } from '#lib/doc/addPlan.ts';
import {
	addPackItems,
	movePackItem,
	readPack,
	removePackItem,
	restorePackItem,
	setPackItem
} from '#lib/doc/pack.ts';
import { readCycle } from '#lib/doc/cycle.ts';
import { resolveConflict } from '#lib/doc/resolve.ts';
import { commitText } from '#lib/doc/text.ts';
import { createUndo } from '#lib/doc/undo.ts';
import { meet, type Replica, team, type } from './replicas.ts';

const draft = (text: string, section = 'lessons', more = {}) =>
	({ section, text, source: '', figure: '', ...more }) as never;
const texts = ({ doc }: Replica) => readPack(doc).items.map(({ text }) => text);

function pair() {
	const { ana, ben } = team('ana', 'ben');
	const [a, b] = addPackItems(ana.doc, ana, [
		draft('Ask the guests first', 'lessons'),
		draft('Half of them come once', 'evidence', { figure: '52 %', source: 'https://a.example/' })
	])!;
	meet(ana, ben);
	return { ana, ben, a: a!, b: b! };
}

describe('the context pack', () => {
	it('is read in its order, changed, moved, taken out and brought back', () => {
		const { ana, ben, a, b } = pair();
		expect(readPack(ben.doc).items[1]).toMatchObject({
			...{ section: 'evidence', figure: '52 %', source: 'https://a.example/' }
		});
		expect(movePackItem(ana.doc, ana, b, null)).toBe(true);
		expect(texts(ana)).toEqual(['Half of them come once', 'Ask the guests first']);
		expect(removePackItem(ana.doc, ana, a)).toBe(true);
		expect(removePackItem(ana.doc, ana, a)).toBe(false);
		expect(setPackItem(ana.doc, ana, a, { figure: '1' })).toBe(false);
		expect(restorePackItem(ana.doc, ana, a)).toBe(true);
		meet(ana, ben);
		expect(texts(ben)).toEqual(['Half of them come once', 'Ask the guests first']);
		// The plan knows nothing of it.
		expect(readCycle(ben.doc)).toMatchObject({ plan: { objectives: [] }, deleted: [] });
	});

	it('[PACK-2] words that two rewrote apart, and two figures, are put to a person', () => {
		const { ana, ben, b } = pair();
		type(ana, b, 'text', 0, 'Most', 4);
		commitText(ana.doc, ana, b, 'text');
		type(ben, b, 'text', 0, 'Nearly none', 4);
		commitText(ben.doc, ben, b, 'text');
		setPackItem(ana.doc, ana, b, { figure: '50 %' });
		setPackItem(ben.doc, ben, b, { figure: '3 %' });
		meet(ana, ben);
		const { conflicts } = readPack(ana.doc);
		expect(conflicts).toEqual(readPack(ben.doc).conflicts);
		expect(conflicts.map(({ id }) => id)).toEqual([`${b}/text`, `${b}/figure`]);
		for (const conflict of conflicts)
			if (!('edits' in conflict))
				resolveConflict(ben.doc, ben, conflict, { side: conflict.sides[0]!.key });
		meet(ana, ben);
		expect(readPack(ana.doc).conflicts).toEqual([]);
	});

	it('[PACK-2] a line that is taken out under an edit stays until that is settled', () => {
		const { ana, ben, a } = pair();
		removePackItem(ana.doc, ana, a);
		type(ben, a, 'text', 0, 'Always: ');
		commitText(ben.doc, ben, a, 'text');
		meet(ana, ben);
		expect(texts(ana)).toContain('Always: Ask the guests first');
		expect(readPack(ana.doc).conflicts).toMatchObject([{ kind: 'delete', item: a }]);
	});

	it('[PACK-2] many lines are one step of undo, which leaves what a colleague has touched', () => {
		const { ana, ben } = team('ana', 'ben');
		const undo = createUndo(ana.doc, { writer: () => ana, pauseMs: 0 });
		addPackItems(ana.doc, ana, [draft('one'), draft('two')]);
		expect(undo.undo()).toBe(true);
		expect(texts(ana)).toEqual([]);
		expect(undo.redo()).toBe(true);
		expect(texts(ana)).toEqual(['one', 'two']);
		meet(ana, ben);
		type(ben, readPack(ben.doc).items[0]!.id, 'text', 3, '!');
		meet(ana, ben);
		undo.undo();
		expect(texts(ana)).toContain('one!');
	});

	it('[PACK-4] comes along with a plan, and no line of it twice', () => {
		const { ana } = team('ana');
		const lines = [draft('Ask first'), draft('Ferries', 'mission')];
		expect(addPlan(ana.doc, ana, [], [], lines)).toBe(true);
		expect(addPlan(ana.doc, ana, [], [], lines)).toBe(false);
		expect(addPlan(ana.doc, ana, [], [], [...lines, draft('New')])).toBe(true);
		expect(texts(ana)).toEqual(['Ask first', 'Ferries', 'New']);
	});

	it('of a stranger or a newer app is passed over where it cannot be read', () => {
		const { ana } = pair();
		const junk = { k: 'x'.repeat(12), by: 'x', n: 1, at: 0 };
		for (const [id, v] of [
			['a'.repeat(16), 'weather'],
			['b'.repeat(16), 7]
		] as const)
			ana.doc.getArray(`e/${id}`).push([
				{ ...junk, f: '$is', v: 'packItem' },
				{ ...junk, k: 'y'.repeat(12), f: 'section', v }
			]);
		expect(texts(ana)).toHaveLength(2);
		expect(() => addPackItems(ana.doc, ana, [draft('x', 'weather')])).toThrow(RangeError);
		expect(() => addPackItems(ana.doc, ana, [draft('x', 'past', { figure: 7 })])).toThrow(
			RangeError
		);
		expect(texts(ana)).toHaveLength(2);
	});
});
