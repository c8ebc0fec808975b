import { describe, expect, it } from 'vitest';
import type * as Y from 'yjs';
import { agreePlan, agreeToo, draftOf, fixWording } from '#lib/doc/agreePlan.ts';
import { putAside } from '#lib/doc/aside.ts';
import {
	addKeyResult,
	addObjective,
	deleteItem,
	moveItem,
	readCycle,
	setKeyResult,
	setObjective
} from '#lib/doc/cycle.ts';
import { resolveConflict } from '#lib/doc/resolve.ts';
import { takeBack } from '#lib/doc/takeBack.ts';
import { writeText } from '#lib/doc/text.ts';
import { createUndo } from '#lib/doc/undo.ts';
import { agreedPlanOf } from '#lib/okr/agreedPlan.ts';
import { agreementItem } from '#lib/okr/conflict.ts';
import { createId, type DeviceId } from '#lib/okr/ids.ts';
import { keyResultId, meet, objectiveId, type Replica, team } from './replicas.ts';

const days = { startOn: '2026-10-01', endOn: '2026-12-31' };

/** A plan that is ready, which everybody has. */
function ready<Name extends string>(...names: Name[]) {
	const people = team(...names);
	const ana = people[names[0]!];
	const [o, k] = [objectiveId(), keyResultId()];
	addObjective(ana.doc, ana, { id: o });
	writeText(ana.doc, ana, o, 'title', 'Customers feel at home');
	addKeyResult(ana.doc, ana, { id: k, objectiveId: o });
	writeText(ana.doc, ana, k, 'metric', 'Regulars');
	setKeyResult(ana.doc, ana, k, { baseline: 1, target: 5, unit: '%', dueOn: '2026-12-01' });
	meet(...Object.values<Replica>(people));
	return { ...people, o, k };
}

function keyOf({ by }: Replica) {
	const secretKey = new Uint8Array(32).fill(by.charCodeAt(0));
	return { deviceId: createId<DeviceId>(secretKey.subarray(0, 10)), secretKey };
}

const read = ({ doc }: Replica) => readCycle(doc);

function agree(who: Replica, reason = '') {
	const expected = draftOf(read(who)).hash;
	const options = { expected, reason, device: keyOf(who), days };
	return agreePlan(who.doc, who, read(who), options);
}

/** Writes over what an entry of the document says, as no app of ours does. */
function forge(doc: Y.Doc, root: string, field: string, change: (value: object) => unknown): void {
	const array = doc.getArray<{ f: string; v: object; k: string }>(root);
	const at = array.toArray().findIndex(({ f }) => f.startsWith(field));
	const entry = array.get(at);
	array.delete(at);
	array.push([{ ...entry, k: `${entry.k}x`, v: change(entry.v) as object }]);
}

describe('agreeing', () => {
	it('[AGREE-2] makes a version with its bytes, its hash and this device’s signature', () => {
		const { ana } = ready('ana');
		expect(agree(ana)).toMatchObject({ ok: true, n: 1 });
		const { versions, agreed } = read(ana);
		expect(versions).toEqual([agreed]);
		expect(agreed).toMatchObject({
			n: 1,
			state: 'sound',
			agreements: [{ by: 'ana', reason: '', isSigned: true, device: keyOf(ana).deviceId }]
		});
		expect(agreed?.content?.plan).toEqual(agreedPlanOf(read(ana).plan));
		expect(agreed?.hash).toMatch(/^[0-9a-f]{64}$/);
	});

	it('[AGREE-1] waits for open conflicts and for what is not written', () => {
		const { ana, ben, k } = ready('ana', 'ben');
		setKeyResult(ana.doc, ana, k, { target: 6 });
		setKeyResult(ben.doc, ben, k, { target: 7 });
		meet(ana, ben);
		expect(agree(ana)).toEqual({ ok: false, why: 'open' });
		const [card] = read(ana).conflicts;
		if (card?.kind !== 'value') throw new Error('no card');
		resolveConflict(ana.doc, ana, card, { side: card.sides[0]?.key ?? '' });
		setKeyResult(ana.doc, ana, k, { dueOn: null });
		expect(agree(ana)).toEqual({ ok: false, why: 'open' });
		setKeyResult(ana.doc, ana, k, { dueOn: '2026-12-31' });
		expect(agree(ana).ok).toBe(true);
	});

	it('[AGREE-3] binds to what was read: a change meanwhile asks again', () => {
		const { ana, k } = ready('ana');
		const { hash } = draftOf(read(ana));
		setKeyResult(ana.doc, ana, k, { target: 9 });
		const options = { expected: hash, reason: '', device: keyOf(ana), days };
		expect(agreePlan(ana.doc, ana, read(ana), options)).toEqual({ ok: false, why: 'moved' });
		expect(read(ana).versions).toEqual([]);
	});

	it('[AGREE-4] to the same thing apart is one version with both signatures', () => {
		const { ana, ben } = ready('ana', 'ben');
		agree(ana);
		agree(ben);
		meet(ana, ben);
		for (const who of [ana, ben]) {
			expect(read(who).conflicts).toEqual([]);
			expect(read(who).versions).toHaveLength(1);
			expect(read(who).agreed?.agreements.map(({ by }) => by)).toEqual(['ana', 'ben']);
		}
		expect(agree(ana)).toEqual({ ok: false, why: 'unchanged' });
	});

	it('[AGREE-5] to different things apart is one card, the same everywhere, and neither is lost', () => {
		const { ana, ben, k } = ready('ana', 'ben');
		agree(ana);
		setKeyResult(ben.doc, ben, k, { target: 50 });
		agree(ben);
		meet(ana, ben);
		expect(read(ana)).toEqual(read(ben));
		const [card, more] = read(ana).conflicts;
		expect([card?.item, more]).toEqual([agreementItem, undefined]);
		if (card?.kind !== 'value') throw new Error('no card');
		expect(agree(ana)).toEqual({ ok: false, why: 'open' });
		const first = read(ana).versions.find(({ agreements }) => agreements[0]?.by === 'ana')!;
		const side = card.sides.find(({ value }) => value === first.id)!.key;
		expect(resolveConflict(ben.doc, ben, card, { side })).toBe(true);
		meet(ana, ben);
		expect(read(ana).conflicts).toEqual([]);
		expect(read(ana).agreed?.id).toBe(first.id);
		expect(read(ana).versions).toHaveLength(2);
		// What the other version said stands in the plan, as a change that waits to be agreed.
		expect(draftOf(read(ana)).changes).toMatchObject([
			{ item: k, fields: [{ field: 'target', before: 5, after: 50 }] }
		]);
	});

	it('[AGREE-4] later adds a signature, once', () => {
		const { ana, ben } = ready('ana', 'ben');
		agree(ana);
		meet(ana, ben);
		const id = read(ben).agreed!.id;
		expect(agreeToo(ben.doc, ben, read(ben), id, keyOf(ben))).toBe(true);
		expect(agreeToo(ben.doc, ben, read(ben), id, keyOf(ben))).toBe(false);
		meet(ana, ben);
		expect(read(ana).agreed?.agreements.map(({ isSigned }) => isSigned)).toEqual([true, true]);
	});

	it('[VERSION-1] is no undo step, and what was done before can still be taken back as a change', () => {
		const { ana, k } = ready('ana');
		const undo = createUndo(ana.doc, { writer: () => ana });
		setKeyResult(ana.doc, ana, k, { target: 8 });
		agree(ana);
		undo.undo();
		expect(undo.canUndo).toBe(false);
		expect(read(ana).agreed?.n).toBe(1);
		expect(draftOf(read(ana)).changes).toMatchObject([{ item: k, kind: 'changed' }]);
	});
});

describe('after the agreement', () => {
	it('[VERSION-1] a change makes a new version that names the one before; the old one stays as it was', () => {
		const { ana, k } = ready('ana');
		agree(ana);
		const first = read(ana).agreed!;
		expect(draftOf(read(ana)).changes).toEqual([]);
		setKeyResult(ana.doc, ana, k, { target: 4 });
		expect(agree(ana, ' Two of us left ')).toMatchObject({ ok: true, n: 2 });
		const { agreed, versions } = read(ana);
		expect(agreed?.content?.previous).toBe(first.hash);
		expect(agreed?.agreements[0]?.reason).toBe('Two of us left');
		expect(versions[1]).toEqual(first);
	});

	it('[VERSION-3] a wording fix changes no version, can be undone, and a further edit asks again', () => {
		const { ana, o, k } = ready('ana');
		agree(ana);
		const { text, hash } = read(ana).agreed!;
		const undo = createUndo(ana.doc, { writer: () => ana });
		writeText(ana.doc, ana, o, 'title', 'Customers feel at home here');
		expect(fixWording(ana.doc, ana, read(ana), [k])).toBe(false);
		expect(fixWording(ana.doc, ana, read(ana), [o])).toBe(true);
		expect(draftOf(read(ana)).changes).toEqual([]);
		expect(read(ana).agreed).toMatchObject({ text, hash, state: 'sound', n: 1 });
		expect(read(ana).agreed?.plan?.objectives[0]?.title).toBe('Customers feel at home here');
		expect(read(ana).agreed?.wording).toMatchObject([{ item: o, field: 'title', by: 'ana' }]);
		undo.undo();
		expect(draftOf(read(ana)).changes).toHaveLength(1);
		undo.redo();
		writeText(ana.doc, ana, o, 'title', 'Everybody feels at home');
		expect(draftOf(read(ana)).changes).toHaveLength(1);
	});

	it('[VERSION-5] each change is taken back as one step: fields, words, what was added, deleted or dropped', () => {
		const { ana, o, k } = ready('ana');
		const second = keyResultId();
		addKeyResult(ana.doc, ana, { id: second, objectiveId: o, kind: 'milestone' });
		writeText(ana.doc, ana, second, 'metric', 'Shop open');
		setKeyResult(ana.doc, ana, second, { dueOn: '2026-11-01' });
		agree(ana);
		const agreed = read(ana).agreed!.plan!;
		const undo = createUndo(ana.doc, { writer: () => ana, pauseMs: 0 });
		const added = keyResultId();
		setKeyResult(ana.doc, ana, k, { target: 9, unit: 'people' });
		writeText(ana.doc, ana, k, 'metric', 'Guests');
		addKeyResult(ana.doc, ana, { id: added, objectiveId: o });
		const why = { as: 'deprioritised', why: 'x', decidedBy: '', comeback: '' } as const;
		putAside(ana.doc, ana, second, why);
		setObjective(ana.doc, ana, o, 'audience', 'Guests');
		const now = () => agreedPlanOf(read(ana).plan, read(ana).asides);
		const items = draftOf(read(ana)).changes.map(({ item }) => item);
		expect([...items].sort()).toEqual([o, k, added, second].sort());
		const before = now();
		for (const item of items) expect(takeBack(ana.doc, ana, item, agreed, now())).toBe(true);
		expect(now()).toEqual(agreed);
		expect(takeBack(ana.doc, ana, k, agreed, now())).toBe(false);
		for (let step = 0; step < items.length; step++) undo.undo();
		expect(now()).toEqual(before);
	});

	it('[VERSION-5] what was deleted with its objective comes back, and moved things go home', () => {
		const { ana, o, k } = ready('ana');
		const other = objectiveId();
		addObjective(ana.doc, ana, { id: other });
		writeText(ana.doc, ana, other, 'title', 'Other');
		agree(ana);
		const agreed = read(ana).agreed!.plan!;
		const now = () => agreedPlanOf(read(ana).plan, read(ana).asides);
		moveItem(ana.doc, ana, k, { after: null, objectiveId: other });
		expect(takeBack(ana.doc, ana, k, agreed, now())).toBe(true);
		expect(draftOf(read(ana)).changes).toEqual([]);
		deleteItem(ana.doc, ana, o);
		const gone = draftOf(read(ana)).changes.map(({ item }) => item);
		expect(gone).toEqual([o, k]);
		expect(takeBack(ana.doc, ana, o, agreed, now())).toBe(true);
		expect(draftOf(read(ana)).changes).toEqual([]);
	});
});

describe('[VERSION-6] what is not as it was agreed shows as such', () => {
	const agreedBy = (forged: (who: Replica, root: string) => void) => {
		const { ana } = ready('ana');
		agree(ana);
		forged(ana, `e/${read(ana).agreed!.id}`);
		return read(ana);
	};

	it('when its bytes were changed', () => {
		const { agreed } = agreedBy(({ doc }, root) => {
			forge(doc, root, 'content', (value) => ({
				text: (Reflect.get(value, 'text') as string).replace('"target":5', '"target":4')
			}));
		});
		expect(agreed).toMatchObject({ state: 'tampered', n: 1 });
		expect(agreed?.plan).toBeNull();
		expect(agreed?.hash).toMatch(/^[0-9a-f]{64}$/);
	});

	it('when they are gone, or no plan at all', () => {
		expect(
			agreedBy(({ doc }, root) => {
				forge(doc, root, 'content', () => 7);
			}).agreed
		).toMatchObject({ state: 'tampered', n: 1, content: null });
		const { agreed } = agreedBy(({ doc }, root) => {
			forge(doc, root, 'content', () => ({ text: 'x' }));
		});
		expect(agreed).toMatchObject({ state: 'tampered', text: 'x' });
	});

	it('when a signature does not belong to who, when or why', () => {
		for (const lie of [{ by: 'ben' }, { at: 1 }, { reason: 'because' }, { hash: 'a'.repeat(64) }]) {
			const { agreed } = agreedBy(({ doc }, root) => {
				forge(doc, root, 'agreed:', (value) => ({ ...value, ...lie }));
			});
			expect(agreed, JSON.stringify(lie)).toMatchObject({
				state: 'tampered',
				agreements: [{ isSigned: false }]
			});
		}
	});

	it('and the plan can be agreed anew over it', () => {
		const { ana } = ready('ana');
		agree(ana);
		forge(ana.doc, `e/${read(ana).agreed!.id}`, 'content', () => ({ text: '' }));
		expect(agree(ana, 'The first was broken')).toMatchObject({ ok: true, n: 2 });
		expect(read(ana).agreed?.state).toBe('sound');
	});

	it('while a second copy of the bytes beside the true ones changes nothing', () => {
		const { ana } = ready('ana');
		agree(ana);
		const { id } = read(ana).agreed!;
		const array = ana.doc.getArray<{ f: string; k: string; n: number }>(`e/${id}`);
		const entry = array.toArray().find(({ f }) => f === 'content')!;
		array.push([{ ...entry, k: 'forged', n: 99, v: { text: 'x' } } as never]);
		expect(read(ana).agreed).toMatchObject({ id, state: 'sound' });
	});

	it('and a register that names nothing leaves the latest sound version standing', () => {
		const { ana } = ready('ana');
		agree(ana);
		const { id } = read(ana).agreed!;
		forge(ana.doc, 'e/plan', 'agreed', () => keyResultId());
		expect(read(ana).agreed?.id).toBe(id);
	});
});
