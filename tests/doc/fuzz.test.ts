import { expect, test } from 'vitest';
import * as Y from 'yjs';
import {
	addIdea,
	addKeyResult,
	addObjective,
	deleteItem,
	moveItem,
	readCycle,
	restoreItem,
	setKeyResult,
	setObjective
} from '#lib/doc/cycle.ts';
import { agreeToo, fixWording, storeVersion } from '#lib/doc/agreePlan.ts';
import { bringBack, putAside } from '#lib/doc/aside.ts';
import { addInitiative, makeInitiative, setInitiative } from '#lib/doc/initiatives.ts';
import { resolveConflict, type Choice } from '#lib/doc/resolve.ts';
import { commitText } from '#lib/doc/text.ts';
import { agreementItem } from '#lib/okr/conflict.ts';
import {
	createId,
	type DeviceId,
	type InitiativeId,
	type ItemId,
	type KeyResultId,
	type ObjectiveId
} from '#lib/okr/ids.ts';
import type { Conflict } from '#lib/okr/conflict.ts';
import { Oracle, rawEntries, texts, type View } from './oracle.ts';
import { idOfAside } from '#lib/okr/aside.ts';
import { createBytes, createRandom, type Replica, type } from './replicas.ts';

/*
 * Random histories of three people: verbs, meetings that are whole, partial, late, shuffled, doubled
 * or merged, and restarts. After every step each replica must hold what the oracle says; in the end
 * all must agree, every word must be there, and one choice for each card must leave none.
 *
 * A failing history prints its seed; `CAIRN_FUZZ_SEED` runs just that one, `CAIRN_FUZZ_RUNS` sets how many.
 */

const runs = Number(process.env.CAIRN_FUZZ_RUNS ?? 150);
const seeds = process.env.CAIRN_FUZZ_SEED
	? [Number(process.env.CAIRN_FUZZ_SEED)]
	: Array.from({ length: runs }, (_, index) => index + 1);
const steps = 30;
const deeds = 18;

/** Kinds of cards any replica ever showed: a fuzz that meets none proves nothing. */
const met = new Set<string>();

interface Peer extends Replica {
	seen: Set<number>;
}

/** A copy somebody took at some time: it may arrive much later. */
interface Parcel {
	update: Uint8Array;
	seen: Set<number>;
}

class History {
	readonly random: () => number;
	readonly oracle = new Oracle();
	readonly updates = new Map<number, Uint8Array[]>();
	readonly parcels: Parcel[] = [];
	readonly peers: Peer[];
	/** How often each kind of deed happens: some never, some all the time, so that rare ones meet. */
	readonly moods: number[];

	constructor(seed: number) {
		this.random = createRandom(seed);
		const moods = Array.from({ length: deeds }, (_, deed) => deed);
		this.moods = moods.flatMap((deed) => Array<number>(this.pick([0, 1, 1, 5]) ?? 1).fill(deed));
		const bytes = createBytes(this.random);
		let clock = 1_790_000_000_000;
		this.peers = ['ana', 'ben', 'cleo'].map((by, index) => ({
			by,
			doc: this.newDoc(),
			// One clock is five days fast, another stands still.
			now: () => [432e6 + clock++, clock++, 1][index] ?? 0,
			random: bytes,
			seen: new Set()
		}));
	}

	newDoc(): Y.Doc {
		const doc = new Y.Doc();
		doc.clientID = Math.floor(this.random() * 2 ** 31);
		return doc;
	}

	chance(share: number): boolean {
		return this.random() < share;
	}

	below(count: number): number {
		return Math.floor(this.random() * count);
	}

	pick<T>(list: readonly T[]): T | undefined {
		return list[this.below(list.length)];
	}

	shuffle<T>(list: readonly T[]): T[] {
		return list
			.map((value) => ({ value, at: this.random() }))
			.sort((a, b) => a.at - b.at)
			.map(({ value }) => value);
	}

	/** Runs a deed and keeps its updates, as a relay would. */
	deed<T>(peer: Peer, act: () => T): T {
		const sent: Uint8Array[] = [];
		const listen = (update: Uint8Array) => sent.push(update);
		peer.doc.on('update', listen);
		const result = this.oracle.deed(peer.doc, peer.seen, act);
		peer.doc.off('update', listen);
		this.updates.set(this.oracle.last, sent);
		return result;
	}

	view(peer: Peer): View {
		return this.oracle.view(peer.seen);
	}
}

/** Two objectives with two key results each, which all three have, one title among them. */
function start(history: History): void {
	const [ana] = history.peers;
	if (!ana) return;
	for (let count = 0; count < 2; count++) {
		const id = createId<ObjectiveId>(ana.random(10));
		history.deed(ana, () => addObjective(ana.doc, ana, { id }));
		for (let child = 0; child < 2; child++) {
			const keyResult = createId<KeyResultId>(ana.random(10));
			history.deed(ana, () => addKeyResult(ana.doc, ana, { id: keyResult, objectiveId: id }));
		}
		for (let word = 0; word < 3; word++) typeWord(history, ana, id);
	}
	meetAll(history);
}

function act(history: History, peer: Peer): void {
	const { doc } = peer;
	const view = history.view(peer);
	const { plan, conflicts, deleted } = readCycle(doc);
	const objectives = plan.objectives.map(({ id }) => id);
	const keyResults = plan.objectives.flatMap((one) => one.keyResults.map(({ id }) => id));
	const items: ItemId[] = [...objectives, ...keyResults];
	const all = view
		.items()
		.filter((id) => ['objective', 'keyResult'].includes(view.kind(id))) as ItemId[];
	const o = history.pick(objectives);
	const k = history.pick(keyResults);
	const item = history.pick(items);
	// Now and then somebody acts on what is not there any more.
	const any = history.chance(0.1) ? history.pick(all) : item;
	const deed = (verb: () => boolean, expected: boolean) => {
		expect(history.deed(peer, verb)).toBe(expected);
	};
	switch (history.pick(history.moods)) {
		case 0:
			if (objectives.length < 3) {
				const id = createId<ObjectiveId>(peer.random(10));
				deed(
					() => addObjective(doc, peer, { id, after: history.pick([null, undefined, o]) }),
					true
				);
			}
			return;
		case 1:
			if (o && keyResults.length < 5) {
				const id = createId<KeyResultId>(peer.random(10));
				deed(() => addKeyResult(doc, peer, { id, objectiveId: o, after: k }), true);
			}
			return;
		case 2: {
			const id = history.chance(0.1) ? (history.pick(view.items('keyResult')) as typeof k) : k;
			const patch = history.chance(0.7)
				? { target: history.below(3) + 1 }
				: { unit: history.pick(['%', '€']), baseline: history.below(2) + 1 };
			if (id) deed(() => setKeyResult(doc, peer, id, patch), !view.isGone(doc, id));
			return;
		}
		case 3:
			if (o) deed(() => setObjective(doc, peer, o, 'audience', `a${history.below(3)}`), true);
			return;
		case 4: {
			const after = history.pick([null, ...items]) ?? null;
			const to = k && history.chance(0.6) ? o : undefined;
			const moved = to ? k : any;
			if (moved) {
				deed(
					() => moveItem(doc, peer, moved, { after, objectiveId: to }),
					!view.isGone(doc, moved)
				);
			}
			return;
		}
		case 5:
		case 6:
			if (item) typeWord(history, peer, item);
			return;
		case 7:
			if (item) endBurst(history, peer, item);
			return;
		case 8:
			if (any) {
				deed(
					() => deleteItem(doc, peer, any),
					!view.isGone(doc, any) && view.fate(doc, any) === 'standing'
				);
			}
			return;
		case 9: {
			const lost = history.pick(deleted);
			if (lost) deed(() => restoreItem(doc, peer, lost.id), true);
			return;
		}
		case 10: {
			const card = history.pick(conflicts);
			if (card) settle(history, peer, card);
			return;
		}
		default:
			actBeside(history, peer, k);
	}
}

/** Deeds about what is aside, about initiatives, and about what was agreed. */
function actBeside(history: History, peer: Peer, k: KeyResultId | undefined): void {
	const { doc } = peer;
	const view = history.view(peer);
	const snapshot = readCycle(doc);
	const deed = (verb: () => boolean, expected: boolean) => {
		expect(history.deed(peer, verb)).toBe(expected);
	};
	const any = history.pick(
		view.items().filter((id) => ['objective', 'keyResult'].includes(view.kind(id)))
	) as ItemId | undefined;
	const initiatives = [...snapshot.initiatives.values()].flat();
	const initiative = history.pick(initiatives)?.id;
	switch (history.below(7)) {
		case 0: {
			const as = history.chance(0.7) ? 'deprioritised' : 'notThisCycle';
			const aside = {
				as,
				why: history.pick(['a', 'b']) ?? '',
				decidedBy: '',
				comeback: ''
			} as const;
			if (any) deed(() => putAside(doc, peer, any, aside), !view.isGone(doc, any));
			return;
		}
		case 1: {
			const isAside = any !== undefined && Boolean(view.value(any, 'aside'));
			if (any) deed(() => bringBack(doc, peer, any), isAside && !view.isGone(doc, any));
			return;
		}
		case 2: {
			const id = createId<InitiativeId>(peer.random(10));
			const title = history.pick(['', 'call', 'write']);
			if (k && initiatives.length < 5)
				deed(() => addInitiative(doc, peer, { id, keyResultId: k, title }), true);
			return;
		}
		case 3: {
			if (!initiative) return;
			if (history.chance(0.3)) {
				const after = history.pick(initiatives)?.id ?? null;
				deed(() => moveItem(doc, peer, initiative, { after, keyResultId: k }), true);
			} else if (history.chance(0.4)) {
				const isFree = view.fate(doc, initiative) === 'standing';
				deed(() => deleteItem(doc, peer, initiative), isFree);
			} else {
				const patch = history.chance(0.5) ? { title: history.pick(['x', 'y']) } : { done: true };
				deed(() => setInitiative(doc, peer, initiative, patch), true);
			}
			return;
		}
		case 4: {
			const id = createId<InitiativeId>(peer.random(10));
			const from = history.pick(view.items('keyResult')) as KeyResultId | undefined;
			if (!k || !from || from === k) return;
			const isFree = !view.isGone(doc, from) && view.fate(doc, from) === 'standing';
			deed(() => makeInitiative(doc, peer, from, { id, keyResultId: k }), isFree);
			return;
		}
		case 5: {
			const before = snapshot.versions.length;
			history.deed(peer, () => storeVersion(doc, peer, snapshot, '', keyOf(peer)));
			const { versions, agreed } = readCycle(doc);
			expect(versions.length).toBe(before + 1);
			expect([agreed?.state, agreed?.n]).toEqual(['sound', (snapshot.agreed?.n ?? 0) + 1]);
			return;
		}
		default: {
			const version = history.pick(snapshot.versions)?.id;
			if (history.chance(0.3)) {
				const id = createId<ObjectiveId>(peer.random(10));
				deed(() => addIdea(doc, peer, id), true);
			} else if (version && history.chance(0.5)) {
				history.deed(peer, () => agreeToo(doc, peer, snapshot, version, keyOf(peer)));
			} else if (any) {
				history.deed(peer, () => fixWording(doc, peer, snapshot, [any]));
			}
		}
	}
}

/** Each of them has a device with a key of its own. */
function keyOf({ by }: Peer) {
	const secretKey = new Uint8Array(32).fill(by.charCodeAt(0));
	return { deviceId: createId<DeviceId>(secretKey.subarray(0, 10)), secretKey };
}

function fieldOf(view: View, id: string): string {
	return texts[view.kind(id)] ?? '';
}

/** Puts a word in beside another, or takes one out, and mostly ends the burst. */
function typeWord(history: History, peer: Peer, id: ItemId): void {
	const view = history.view(peer);
	const field = fieldOf(view, id);
	const text = view.read(peer.doc, id);
	const present = [...text.matchAll(/\S+/g)];
	if (present.length > 0 && history.chance(0.3)) {
		const word = history.pick(present);
		if (word) {
			history.deed(peer, () => {
				type(peer, id, field, word.index, '', word[0].length);
			});
			noteGone(history, id, text, text.replace(word[0], ''));
		}
	} else {
		const word = createId<ObjectiveId>(peer.random(10)).slice(0, 7);
		const before = history.pick(present);
		const at = before && history.chance(0.6) ? before.index : text.length;
		history.deed(peer, () => {
			type(peer, id, field, at, at < text.length ? `${word} ` : text ? ` ${word}` : word);
		});
		history.oracle.words.push({ text: id, word, deed: history.oracle.last, gone: [] });
	}
	if (history.chance(0.7)) endBurst(history, peer, id);
}

/** Nothing is noted over a card: only a choice clears it. */
function endBurst(history: History, peer: Peer, id: ItemId): void {
	const field = fieldOf(history.view(peer), id);
	const isOnCard = readCycle(peer.doc).conflicts.some((card) => card.id === `${id}/${field}`);
	const isNoted = history.deed(peer, () => commitText(peer.doc, peer, id, field));
	if (isOnCard) expect(isNoted).toBe(false);
}

/** The words the last deed took out of a text. */
function noteGone(history: History, id: string, before: string, after: string): void {
	for (const { text, word, gone } of history.oracle.words) {
		if (text === id && before.includes(word) && !after.includes(word))
			gone.push(history.oracle.last);
	}
}

function settle(history: History, peer: Peer, card: Conflict): void {
	let choice: Choice;
	if ('edits' in card) {
		choice = history.chance(0.5) ? { keep: true } : { drop: true };
	} else if (history.chance(0.7)) {
		choice = { side: history.pick(card.sides)?.key ?? '' };
	} else if (card.kind === 'text') {
		choice = { text: history.chance(0.5) ? card.now : `${card.now} ${card.sides[0]?.value}` };
	} else {
		choice = { value: card.sides[0]?.value };
	}
	expect(history.deed(peer, () => resolveConflict(peer.doc, peer, card, choice))).toBe(true);
	if (card.kind !== 'text') return;
	const chosen = 'side' in choice ? card.sides.find(({ key }) => key === choice.side)?.value : '';
	const text = 'text' in choice ? choice.text : chosen;
	expect(history.view(peer).read(peer.doc, card.item)).toBe(text);
	// Whoever chose had all sides and the merged text before them.
	const shown = [card.now, ...card.sides.map(({ value }) => value)].join('\n');
	noteGone(history, card.item, shown, history.view(peer).read(peer.doc, card.item));
}

/** Whom it brought something, if anybody. */
function meetSomebody(history: History): Peer | undefined {
	const from = history.pick(history.peers);
	const to = history.pick(history.peers);
	if (!from || !to || from === to) return undefined;
	const how = history.below(5);
	if (how === 0) {
		history.parcels.push({
			update: Y.encodeStateAsUpdate(from.doc),
			seen: new Set(from.seen)
		});
	} else if (how === 1) {
		const parcel = history.pick(history.parcels);
		if (!parcel) return undefined;
		Y.applyUpdate(to.doc, parcel.update, 'parcel');
		for (const deed of parcel.seen) to.seen.add(deed);
	} else {
		if (how === 2) {
			Y.applyUpdate(to.doc, Y.encodeStateAsUpdate(from.doc, Y.encodeStateVector(to.doc)), 'meet');
		} else {
			deliver(history, from, to);
		}
		for (const deed of from.seen) to.seen.add(deed);
	}
	return to;
}

/** Everything one has and the other lacks, deed by deed: out of order, some twice, some merged. */
function deliver(history: History, from: Peer, to: Peer): void {
	const missing = [...from.seen].filter((deed) => !to.seen.has(deed) || history.chance(0.1));
	let updates = history.shuffle(missing.flatMap((deed) => history.updates.get(deed) ?? []));
	if (updates.length > 2 && history.chance(0.5)) {
		const half = history.below(updates.length - 1) + 1;
		updates = [Y.mergeUpdates(updates.slice(0, half)), ...updates.slice(half)];
	}
	for (const update of updates) Y.applyUpdate(to.doc, update, 'deliver');
}

function restart(history: History, peer: Peer): void {
	const bytes = Y.encodeStateAsUpdate(peer.doc);
	peer.doc.destroy();
	peer.doc = history.newDoc();
	Y.applyUpdate(peer.doc, bytes, 'disk');
}

/** Everybody ends with everything, by way of one of them. */
function meetAll(history: History): void {
	const [hub, ...others] = history.shuffle(history.peers);
	if (!hub) return;
	const ways = [...others.map((other) => [other, hub]), ...others.map((other) => [hub, other])];
	for (const [from, to] of ways as [Peer, Peer][]) {
		deliver(history, from, to);
		for (const deed of from.seen) to.seen.add(deed);
	}
}

/** The replica holds exactly what causality says. */
function check(history: History, peer: Peer): void {
	const { doc } = peer;
	const view = history.view(peer);
	const held = [...new Set(rawEntries(doc).map(({ k }) => k))].sort();
	agree(held, view.visible.map(({ k }) => k).sort());
	const roots = doc.share.size;
	let writes = 0;
	const count = () => writes++;
	doc.on('update', count);
	const snapshot = readCycle(doc);
	for (const { kind } of snapshot.conflicts) met.add(kind);
	doc.off('update', count);
	agree([writes, doc.share.size], [0, roots]);
	const items = snapshot.plan.objectives.flatMap((one) => [one, ...one.keyResults]);
	agree(
		items.map(({ id }) => id),
		view.outline(doc)
	);
	for (const item of items) {
		const expected = view.fields(item.id);
		agree(
			Object.keys(expected).map((f) => Reflect.get(item, f) as unknown),
			Object.values(expected)
		);
	}
	agree(snapshot.asides.map((one) => idOfAside(one) as string).sort(), view.asides(doc));
	for (const id of items.map((item) => item.id as KeyResultId)) {
		if (view.kind(id) !== 'keyResult') continue;
		const shown = snapshot.initiatives.get(id) ?? [];
		agree(
			shown.map((one) => one.id as string),
			view.initiatives(doc, id)
		);
		for (const one of shown) {
			const expected = view.fields(one.id);
			agree(
				Object.keys(expected).map((f) => Reflect.get(one, f) as unknown),
				Object.values(expected)
			);
		}
	}
	agree(snapshot.versions.map(({ id }) => id as string).sort(), view.items('version').sort());
	expect(snapshot.versions.filter(({ state }) => state !== 'sound')).toEqual([]);
	const standing = view.value(agreementItem, 'agreed') as string | undefined;
	agree(snapshot.agreed?.id, standing);
	const isText = ({ kind }: Conflict) => kind === 'text';
	const cards = snapshot.conflicts.filter((card) => !isText(card)).map(({ id }) => id);
	agree(cards.sort(), view.cards(doc));
	agree(snapshot.deleted.map(({ id }) => id as string).sort(), view.deleted(doc));
	for (const { text, word } of history.oracle.wordsThatStand(peer.seen))
		if (!view.read(doc, text).includes(word)) expect(view.read(doc, text)).toContain(word);
	const onCards = snapshot.conflicts.filter(isText).map(({ item }) => item);
	for (const { id } of items) {
		const expected = history.oracle.textCard(view, id);
		if (expected !== 'open') agree(onCards.includes(id), expected === 'must');
	}
}

/** `toEqual` of plain values, quick where they are. */
function agree(actual: unknown, expected: unknown): void {
	if (JSON.stringify(actual) !== JSON.stringify(expected)) expect(actual).toEqual(expected);
}

function run(seed: number): void {
	const history = new History(seed);
	start(history);
	for (let step = 0; step < steps; step++) {
		let peer = history.pick(history.peers);
		if (!peer) continue;
		if (history.chance(0.2)) peer = meetSomebody(history);
		else if (history.chance(0.03)) restart(history, peer);
		else act(history, peer);
		if (peer) check(history, peer);
	}
	meetAll(history);
	const [ana, ...others] = history.peers;
	if (!ana) return;
	for (const peer of history.peers) check(history, peer);
	for (const other of others) expect(readCycle(other.doc)).toEqual(readCycle(ana.doc));

	// What comes back into the plan may bring cards along that could wait until then.
	for (let round = 0; round < 3; round++) {
		for (const { id } of readCycle(ana.doc).conflicts) {
			const peer = history.pick(history.peers) ?? ana;
			// A choice about the whole may have settled the parts.
			const card = readCycle(peer.doc).conflicts.find((one) => one.id === id);
			if (card) settle(history, peer, card);
			meetAll(history);
		}
	}
	for (const peer of history.peers) {
		check(history, peer);
		expect(readCycle(peer.doc).conflicts).toEqual([]);
		expect(readCycle(peer.doc)).toEqual(readCycle(ana.doc));
	}
}

test('[MERGE-8] random histories of three people agree with causality on every replica', () => {
	for (const seed of seeds) {
		try {
			run(seed);
		} catch (cause) {
			throw new Error(`the history of CAIRN_FUZZ_SEED=${seed} failed`, { cause });
		}
	}
	if (seeds.length >= 100) expect([...met].sort()).toEqual(['delete', 'drop', 'text', 'value']);
}, 1_500_000);
