import { expect, test } from 'vitest';
import * as Y from 'yjs';
import {
	addKeyResult,
	addObjective,
	deleteItem,
	moveItem,
	readCycle,
	restoreItem,
	setKeyResult
} from '#lib/doc/cycle.ts';
import { resolveConflict } from '#lib/doc/resolve.ts';
import { commitText, textOf, writeText } from '#lib/doc/text.ts';
import { addPerson } from '#lib/doc/people.ts';
import { readTeam, setRecord, setTeamName } from '#lib/doc/team.ts';
import { createUndo } from '#lib/doc/undo.ts';
import {
	createRandom,
	keyResultId,
	meet,
	objectiveId,
	personId,
	team,
	type Replica
} from './replicas.ts';

const set = ({ doc }: Replica, id: string, ...entries: { f: string; v: unknown; n: number }[]) =>
	doc
		.getArray(`e/${id}`)
		.push(entries.map((entry) => ({ k: `${entry.f}${entry.n}`, by: 'zoe', at: 1, ...entry })));

/** Anything at all that a document can hold. */
function junk(dice: () => number, depth = 0): unknown {
	const pick = <T>(...list: T[]) => list[Math.floor(dice() * list.length)];
	const plain = [
		...[null, true, 0, -1, 1, 2 ** 50, 1.5, NaN, '', 'objective', 'keyResult', 'a0', '2026-01-01'],
		...['x'.repeat(80), '\uD83D', 10n, undefined, new Uint8Array(2)]
	];
	if (depth > 2 || dice() < 0.4) return pick<unknown>(...plain);
	const inner = () => junk(dice, depth + 1);
	const f = pick(
		'$is',
		'$del',
		'$text.title',
		'$text.metric',
		'order',
		'target',
		'objectiveId',
		'name',
		'kind',
		'record',
		'minReader'
	);
	return pick<() => unknown>(
		() => [inner(), inner()],
		() => ({ seen: [inner(), 'k'] }),
		() => ({ text: inner(), d: inner(), was: [inner(), ['k', 'text', 0]] }),
		() => ({ generation: inner(), record: inner() }),
		() => ({
			k: `k${dice()}`,
			f,
			v: inner(),
			by: inner(),
			n: 1 + Math.floor(dice() * 4),
			at: inner()
		}),
		() => ({
			k: `k${dice()}`,
			f: '$is',
			v: pick('objective', 'keyResult', 'person'),
			by: '',
			n: 1,
			at: 0
		}),
		() => ({ k: 'k', f, v: inner(), by: '', n: 1, at: 0 })
	)?.();
}

test('[READ-1] documents of random junk are read without an error, alike everywhere, and writing goes on', () => {
	for (let seed = 1; seed <= 100; seed++) {
		const dice = createRandom(seed);
		const { ana, ben } = team('ana', 'ben');
		const ids = [objectiveId(), objectiveId(), keyResultId(), 'team', 'meta', 'pens', 'x/y', ''];
		for (const id of ids) {
			for (const name of [`e/${id}`, `c/${id}`, `t/${id}/title`, `t/${id}`, id]) {
				const kind = Math.floor(dice() * 5);
				const count = Math.floor(dice() * 5);
				if (kind < 3) {
					const array = ana.doc.getArray(name);
					for (let at = 0; at < count; at++) {
						const value = junk(dice);
						const isStorable = value !== undefined && typeof value !== 'bigint';
						array.push([isStorable ? value : [value]]);
					}
					if (dice() < 0.2) array.push([new Y.Text('x'), new Y.Map(), new Y.Doc()]);
				} else if (kind === 3) {
					ana.doc.getMap(name).set('k', junk(dice));
				} else {
					const text = ana.doc.getText(name);
					text.insert(0, 'text');
					text.insertEmbed(2, { k: 'k', f: '$is', v: 'objective', n: 1 });
				}
			}
		}
		// Here the roots have a type already, mostly a wrong one.
		readCycle(ana.doc);
		readTeam(ana.doc);
		meet(ana, ben);
		const roots = ben.doc.share.size;
		const snapshot = readCycle(ben.doc);
		readTeam(ben.doc);
		expect(ben.doc.share.size).toBe(roots);
		// A replica that has been read and one that has not, and the writer's own, agree.
		meet(ana, ben);
		const fresh = new Y.Doc();
		Y.applyUpdate(fresh, Y.encodeStateAsUpdate(ben.doc));
		expect(readCycle(fresh)).toEqual(snapshot);
		expect(JSON.stringify(readTeam(fresh))).toBe(JSON.stringify(readTeam(ben.doc)));

		const undo = createUndo(fresh, { writer: () => ben });
		const [o, k] = [objectiveId(), keyResultId()];
		const isOpen = addObjective(fresh, ben, { id: o });
		expect(isOpen).toBe(!snapshot.tooNew);
		expect(addKeyResult(fresh, ben, { id: k, objectiveId: o })).toBe(isOpen);
		expect(writeText(fresh, ben, o, 'title', 'Grow')).toBe(isOpen);
		for (const card of readCycle(fresh).conflicts) {
			if ('edits' in card) resolveConflict(fresh, ben, card, { keep: true });
			else resolveConflict(fresh, ben, card, { side: card.sides[0]?.key ?? '' });
		}
		for (const { id } of readCycle(fresh).deleted) restoreItem(fresh, ben, id);
		for (const { id, keyResults } of readCycle(fresh).plan.objectives) {
			moveItem(fresh, ben, id, { after: o });
			for (const one of keyResults) setKeyResult(fresh, ben, one.id, { target: 7 });
			deleteItem(fresh, ben, id);
		}
		while (undo.undo());
		undo.stop();
		readCycle(fresh);
	}
}, 30_000);

test('[READ-2] a value its field cannot hold counts as unset and is on no card', () => {
	const { ana } = team('ana');
	const [o, k] = [objectiveId(), keyResultId()];
	addObjective(ana.doc, ana, { id: o });
	addKeyResult(ana.doc, ana, { id: k, objectiveId: o });
	setKeyResult(ana.doc, ana, k, { target: 5 });
	set(
		ana,
		k,
		{ f: 'target', v: 'a lot', n: 9 },
		{ f: 'dueOn', v: '2026-02-31', n: 9 },
		{ f: 'ownerId', v: 'root', n: 9 },
		{ f: 'kind', v: 'constructor', n: 9 },
		{ f: '$del', v: true, n: 9 },
		{ f: '$text.metric', v: { text: 7 }, n: 9 }
	);
	const { plan, conflicts } = readCycle(ana.doc);
	expect(conflicts).toEqual([]);
	expect(plan.objectives[0]?.keyResults).toMatchObject([
		{ target: 5, dueOn: null, ownerId: null, kind: 'number' }
	]);
});

test('[READ-2] what does not say what it is, or whose name is no id, does not exist', () => {
	const { ana } = team('ana');
	set(ana, objectiveId(), { f: 'audience', v: 'x', n: 1 });
	set(ana, 'objective', { f: '$is', v: 'objective', n: 1 });
	set(ana, `${objectiveId()}/x`, { f: '$is', v: 'objective', n: 1 });
	set(ana, objectiveId(), { f: '$is', v: '__proto__', n: 1 });
	textOf(ana.doc, objectiveId(), 'title').insert(0, 'x');
	expect(readCycle(ana.doc)).toMatchObject({ plan: { objectives: [] }, deleted: [] });
});

test('[READ-5] an old app keeps the fields and kinds of a newer one', () => {
	const { ana, ben } = team('ana', 'ben');
	const [o, k, p, initiative] = [objectiveId(), keyResultId(), objectiveId(), objectiveId()];
	addObjective(ana.doc, ana, { id: o });
	addObjective(ana.doc, ana, { id: p });
	addKeyResult(ana.doc, ana, { id: k, objectiveId: o });
	set(ana, k, { f: 'evidence', v: { url: 'https://example.org' }, n: 5 });
	set(ana, initiative, { f: '$is', v: 'initiative', n: 1 }, { f: 'name', v: 'x', n: 2 });
	ana.doc.getMap('log').set('x', 1);
	meet(ana, ben);
	setKeyResult(ben.doc, ben, k, { target: 1 });
	moveItem(ben.doc, ben, k, { after: null, objectiveId: p });
	writeText(ben.doc, ben, k, 'metric', 'x');
	commitText(ben.doc, ben, k, 'metric');
	deleteItem(ben.doc, ben, p);
	restoreItem(ben.doc, ben, p);
	meet(ana, ben);
	const kept = (id: string) => JSON.stringify(ben.doc.getArray(`e/${id}`).toJSON());
	expect(kept(k)).toContain('{"k":"evidence5","by":"zoe","at":1,"f":"evidence"');
	expect(kept(initiative)).toContain('"initiative"');
	expect(ben.doc.getMap('log').toJSON()).toEqual({ x: 1 });
	// What the old app cannot show it still does not let go of unseen.
	deleteItem(ben.doc, ben, k);
	set(ana, k, { f: 'evidence', v: 'another', n: 20 });
	meet(ana, ben);
	expect(readCycle(ben.doc).conflicts).toMatchObject([{ edits: [{ field: 'evidence' }] }]);
});

test('[GATE-1] a document that asks for a newer app is read on and written no more', () => {
	const { ana } = team('ana');
	const [o, k] = [objectiveId(), keyResultId()];
	const undo = createUndo(ana.doc);
	addObjective(ana.doc, ana, { id: o });
	set(ana, 'meta', { f: 'minReader', v: 1, n: 1 });
	expect(readCycle(ana.doc).tooNew).toBe(false);
	set(
		ana,
		'meta',
		{ f: 'minReader', v: 2, n: 2 },
		{ f: 'minReader', v: 'no', n: 3 },
		{ f: 'minReader', v: 1, n: 4 }
	);
	expect(readCycle(ana.doc)).toMatchObject({ tooNew: true, plan: { objectives: [{ id: o }] } });
	expect(readTeam(ana.doc).tooNew).toBe(true);
	textOf(ana.doc, o, 'title').insert(0, 'x');
	let writes = 0;
	ana.doc.on('update', () => writes++);
	expect([
		addObjective(ana.doc, ana, { id: objectiveId() }),
		addKeyResult(ana.doc, ana, { id: k, objectiveId: o }),
		setKeyResult(ana.doc, ana, k, { target: 1 }),
		moveItem(ana.doc, ana, o, { after: null }),
		deleteItem(ana.doc, ana, o),
		restoreItem(ana.doc, ana, o),
		commitText(ana.doc, ana, o, 'title'),
		writeText(ana.doc, ana, o, 'title', 'y'),
		setTeamName(ana.doc, ana, 'x'),
		setRecord(ana.doc, ana, 'x', 1),
		addPerson(ana.doc, ana, { id: personId(), name: 'x', colour: 1 }),
		undo.undo(),
		writes
	]).toEqual([...Array<boolean>(12).fill(false), 0]);
});
