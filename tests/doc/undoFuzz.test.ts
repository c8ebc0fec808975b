import { expect, test } from 'vitest';
import {
	addKeyResult,
	addObjective,
	deleteItem,
	moveItem,
	readCycle,
	restoreItem,
	setKeyResult
} from '#lib/doc/cycle.ts';
import { bringBack, putAside } from '#lib/doc/aside.ts';
import { addInitiative, makeInitiative, setInitiative } from '#lib/doc/initiatives.ts';
import { resolveConflict } from '#lib/doc/resolve.ts';
import { commitText } from '#lib/doc/text.ts';
import { createUndo } from '#lib/doc/undo.ts';
import { idOfAside } from '#lib/okr/aside.ts';
import {
	createId,
	type InitiativeId,
	type ItemId,
	type KeyResultId,
	type ObjectiveId
} from '#lib/okr/ids.ts';
import { rawEntries } from './oracle.ts';
import { createRandom, meet, team, type, type Replica } from './replicas.ts';

/** `CAIRN_FUZZ_SEED` runs one history, `CAIRN_FUZZ_RUNS` sets how many (a quarter of it here). */
const runs = Math.ceil(Number(process.env.CAIRN_FUZZ_RUNS ?? 150) / 4);
const seeds = process.env.CAIRN_FUZZ_SEED
	? [Number(process.env.CAIRN_FUZZ_SEED)]
	: Array.from({ length: runs }, (_, index) => index + 1);

interface Item {
	id: ItemId;
	field: 'title' | 'metric';
	text: string;
}

const outline = ({ doc }: Replica): Item[] =>
	readCycle(doc).plan.objectives.flatMap(({ id, title, keyResults }): Item[] => [
		{ id, field: 'title', text: title },
		...keyResults.map((one): Item => ({ id: one.id, field: 'metric', text: one.metric }))
	]);

/** One random verb. */
function act(me: Replica, dice: () => number): void {
	const pick = <T>(list: readonly T[]) => list[Math.floor(dice() * list.length)];
	const { plan, conflicts, deleted } = readCycle(me.doc);
	const o = pick(plan.objectives)?.id;
	const keyResults = plan.objectives.flatMap((one) => one.keyResults.map(({ id }) => id));
	const k = pick(keyResults);
	const item = pick(outline(me));
	const kind = Math.floor(dice() * 9);
	if (kind === 0 && plan.objectives.length < 3) {
		addObjective(me.doc, me, { id: createId<ObjectiveId>(me.random(10)) });
	} else if (kind === 1 && o && keyResults.length < 4) {
		addKeyResult(me.doc, me, { id: createId<KeyResultId>(me.random(10)), objectiveId: o });
	} else if (kind === 2 && k) {
		setKeyResult(me.doc, me, k, { target: Math.floor(dice() * 4), unit: pick(['%', '€']) });
	} else if (kind === 3 && k) {
		moveItem(me.doc, me, k, { after: null, objectiveId: o });
	} else if (kind === 4 && item && dice() < 0.5) {
		deleteItem(me.doc, me, item.id);
	} else if (kind === 5) {
		const lost = pick(deleted);
		const card = pick(conflicts);
		if (lost) restoreItem(me.doc, me, lost.id);
		else if (card && 'edits' in card) resolveConflict(me.doc, me, card, { keep: true });
		else if (card) resolveConflict(me.doc, me, card, { side: card.sides[1]?.key ?? '' });
	} else if (item) {
		const word = createId<ObjectiveId>(me.random(10)).slice(0, 6) + me.by;
		const old = dice() < 0.3 ? pick([...item.text.matchAll(/\S+/g)]) : undefined;
		if (old) type(me, item.id, item.field, old.index, '', old[0].length);
		else type(me, item.id, item.field, 0, `${word} `);
		if (dice() < 0.7) commitText(me.doc, me, item.id, item.field);
	}
}

/** One random verb about what is aside or done for a key result. */
function actBeside(me: Replica, dice: () => number): void {
	const pick = <T>(list: readonly T[]) => list[Math.floor(dice() * list.length)];
	const { plan, asides, initiatives } = readCycle(me.doc);
	const [k, other] = [0, 0].map(() => pick(plan.objectives.flatMap((one) => one.keyResults))?.id);
	const item = pick(outline(me))?.id;
	const initiative = pick([...initiatives.values()].flat())?.id;
	const id = createId<InitiativeId>(me.random(10));
	const kind = Math.floor(dice() * 6);
	const as = pick(['deprioritised', 'notThisCycle'] as const) ?? 'notThisCycle';
	if (kind === 0 && item)
		putAside(me.doc, me, item, { as, why: 'later', decidedBy: '', comeback: '' });
	else if (kind === 1 && asides[0]) bringBack(me.doc, me, idOfAside(asides[0]));
	else if (kind === 2 && k) addInitiative(me.doc, me, { id, keyResultId: k, title: 'call' });
	else if (kind === 3 && initiative) setInitiative(me.doc, me, initiative, { done: dice() < 0.5 });
	else if (kind === 4 && initiative)
		moveItem(me.doc, me, initiative, { after: null, keyResultId: k });
	else if (k && other) makeInitiative(me.doc, me, other, { id, keyResultId: k });
}

test('[UNDO-1] alone, everything can be taken back to the start and done again to the end', () => {
	for (const seed of seeds) {
		const dice = createRandom(seed);
		const { ana } = team('ana');
		const undo = createUndo(ana.doc, { writer: () => ana, pauseMs: 0 });
		for (let step = 0; step < 30; step++) {
			if (dice() < 0.25) actBeside(ana, dice);
			else act(ana, dice);
		}
		const { plan, asides, initiatives } = readCycle(ana.doc);
		while (undo.undo());
		expect(readCycle(ana.doc), `CAIRN_FUZZ_SEED=${seed}`).toMatchObject({
			plan: { objectives: [] },
			asides: [],
			conflicts: []
		});
		while (undo.redo());
		const again = readCycle(ana.doc);
		expect([again.plan, again.asides, again.initiatives], `CAIRN_FUZZ_SEED=${seed}`).toEqual([
			plan,
			asides,
			initiatives
		]);
	}
}, 1_500_000);

test('[UNDO-2] among others, undo never changes what another wrote', () => {
	for (const seed of seeds) {
		const dice = createRandom(seed);
		const { ana, ben } = team('ana', 'ben');
		addObjective(ben.doc, ben, { id: createId<ObjectiveId>(ben.random(10)) });
		meet(ana, ben);
		const undo = createUndo(ana.doc, { writer: () => ana, pauseMs: 0 });
		const replaced = new Set<string>();
		const deleted = new Set<string>();
		for (let step = 0; step < 40; step++) {
			for (const { id, f } of rawEntries(ana.doc)) if (f === '$del') deleted.add(id);
			if (dice() < 0.25) meet(ana, ben);
			else if (dice() < 0.35) {
				const isBack = dice() < 0.7;
				checkUndo(ana, () => (isBack ? undo.undo() : undo.redo()), { replaced, deleted, seed });
			} else {
				const before = theirs(ana);
				act(dice() < 0.6 ? ana : ben, dice);
				const after = theirs(ana);
				for (const k of before) if (!after.includes(k)) replaced.add(k);
				for (const k of after) if (!before.includes(k)) replaced.add(k);
			}
		}
		meet(ana, ben);
		expect(readCycle(ana.doc), `CAIRN_FUZZ_SEED=${seed}`).toEqual(readCycle(ben.doc));
	}
}, 1_500_000);

/** Entries and words of Ben's that are there; versions left out, they only note what the text says. */
function theirs({ doc }: Replica): string[] {
	const roots = [...doc.share.keys()].filter((name) => name.startsWith('t/'));
	return [
		...rawEntries(doc)
			.filter((entry) => Reflect.get(entry, 'by') === 'ben' && !entry.f.startsWith('$text.'))
			.map(({ k }) => k),
		...roots.flatMap(
			(name) =>
				doc
					.getText(name)
					.toJSON()
					.match(/[a-z2-7]{6}ben/g) ?? []
		)
	];
}

/**
 * `replaced` is what a deed of Ana's took out once, so that doing it again may take it out again, and
 * words of Ben's that she put in, by a choice on a card. `deleted` was deleted by a deed once.
 */
function checkUndo(
	ana: Replica,
	travel: () => boolean,
	known: { replaced: ReadonlySet<string>; deleted: ReadonlySet<string>; seed: number }
): void {
	const hint = `CAIRN_FUZZ_SEED=${known.seed}`;
	const entries = theirs(ana).filter((k) => !known.replaced.has(k));
	const [items, hands] = [outline(ana), rawEntries(ana.doc)];
	const isThere = travel();
	const [kept, after] = [theirs(ana), outline(ana)];
	expect(kept, hint).toEqual(expect.arrayContaining(entries));
	if (!isThere) expect(after, hint).toEqual(items);
	for (const { id, text } of items) {
		const isDeed = hands.some(({ id: of }) => of === id && known.deleted.has(of));
		const wasUnder = hands.some((one) => one.id === id && known.deleted.has(String(one.v)));
		if (after.some((one) => one.id === id) || isDeed || wasUnder) continue;
		// What no deed had ever deleted goes only if nobody else had a hand in it.
		const others = hands.filter((one) => one.id === id && Reflect.get(one, 'by') === 'ben');
		expect([others, text.match(/[a-z2-7]{6}ben/g)], hint).toEqual([[], null]);
	}
}
