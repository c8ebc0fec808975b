import { expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import {
	addPerson,
	mergePeople,
	removePerson,
	restorePerson,
	setPerson,
	splitPerson
} from '#lib/doc/people.ts';
import { readTeam } from '#lib/doc/team.ts';
import { createUndo, type Undo } from '#lib/doc/undo.ts';
import { createId, type PersonId } from '#lib/okr/ids.ts';
import { type SameWord, unifyPeople, wordsToMerge, wordsToSplit } from '#lib/okr/samePeople.ts';
import { createBytes, createRandom, meet, type Replica } from './replicas.ts';

/*
 * Random histories of three people who add, rename, merge, take apart, remove and bring back, meeting
 * now and then. Who is one with whom is told beside it by a bookkeeper who knows what each had seen:
 * a word said stands until somebody who had heard it takes it back.
 */

const runs = Number(process.env.CAIRN_FUZZ_RUNS ?? 40);
vi.setConfig({ testTimeout: 120_000 });

interface Said {
	word: SameWord;
	/** The numbers of the words it takes back; a word itself takes none. */
	back: Set<number>;
}

interface Peer extends Replica {
	seen: Set<number>;
	undo: Undo;
}

const isSame = (a: SameWord, b: SameWord) => a[0] === b[0] && a[1] === b[1];

function history(seed: number, withUndo: boolean) {
	const random = createRandom(seed);
	const below = (count: number) => Math.floor(random() * count);
	const bytes = createBytes(random);
	const said: Said[] = [];
	let clock = 1;
	const peers = ['ana', 'ben', 'cleo'].map((by): Peer => {
		const doc = new Y.Doc();
		doc.clientID = below(2 ** 31);
		return { by, doc, now: () => clock++, random: bytes, seen: new Set(), undo: createUndo(doc) };
	});
	const wordsOf = ({ seen }: Peer): SameWord[] => {
		const heard = [...seen].flatMap((at) => said[at] ?? []);
		const back = new Set(heard.flatMap((one) => [...one.back]));
		return [...seen]
			.filter((at) => !back.has(at))
			.flatMap((at) => {
				const one = said[at];
				return one && one.back.size === 0 ? [one.word] : [];
			});
	};
	const say = (peer: Peer, word: SameWord, isBack: boolean): void => {
		const same = [...peer.seen].filter((at) => said[at] && isSame(said[at].word, word));
		if (isBack && same.length === 0) return;
		peer.seen.add(said.length);
		said.push({ word, back: new Set(isBack ? same : []) });
	};
	const idsOf = (peer: Peer) => [...readTeam(peer.doc).sameAs.keys()] as PersonId[];

	function step(peer: Peer): void {
		const { doc } = peer;
		const ids = idsOf(peer);
		const [one, other] = [ids[below(ids.length)], ids[below(ids.length)]];
		const deed = below(withUndo ? 9 : 8);
		if (deed === 0 || !one || !other) {
			const id = createId<PersonId>(bytes(10));
			addPerson(doc, peer, { id, name: `P${below(9)}`, colour: below(12) });
		} else if (deed === 1) {
			setPerson(doc, peer, one, { name: `P${below(9)}`, colour: below(12) });
		} else if (deed <= 4) {
			const words = wordsOf(peer);
			const into = readTeam(doc).sameAs.get(other) ?? other;
			const more = wordsToMerge(one, into, ids, words);
			if (mergePeople(doc, peer, one, other)) for (const word of more) say(peer, word, false);
		} else if (deed === 5) {
			const words = wordsOf(peer);
			const from = readTeam(doc).sameAs.get(one) ?? one;
			const gone = wordsToSplit(one, from, words);
			if (splitPerson(doc, peer, one)) for (const word of gone) say(peer, word, true);
		} else if (deed === 6) removePerson(doc, peer, one);
		else if (deed === 7) restorePerson(doc, peer, one);
		else if (below(2)) peer.undo.undo();
		else peer.undo.redo();
	}

	function gather(...some: Peer[]): void {
		meet(...some);
		const all = new Set(some.flatMap(({ seen }) => [...seen]));
		for (const peer of some) peer.seen = new Set(all);
	}
	return { peers, step, gather, below, wordsOf, idsOf };
}

test('[PEOPLE-2] whatever three people merge, split and remove apart, a word stands until somebody who heard it takes it back', () => {
	let rings = 0;
	for (let seed = 1; seed <= runs; seed++) {
		const { peers, step, gather, below, wordsOf, idsOf } = history(seed, false);
		for (let at = 0; at < 40; at++) {
			const peer = peers[below(3)]!;
			step(peer);
			const words = wordsOf(peer);
			const wanted = unifyPeople(idsOf(peer), words);
			const { people } = readTeam(peer.doc);
			const found = people.map(({ id, also }) => ({
				id,
				ids: [id, ...also.map((one) => one.id)].sort()
			}));
			const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
			expect(found.sort(byId), `seed ${seed}, step ${at}`).toEqual(wanted.sort(byId));
			if (words.some(([a, b]) => words.some(([c, d]) => a === d && b === c))) rings++;
			if (below(6) === 0) gather(peer, peers[below(3)]!);
		}
		gather(...peers);
		const [ana, ben, cleo] = peers.map(({ doc }) => readTeam(doc));
		expect(ben, `seed ${seed}`).toEqual(ana);
		expect(cleo, `seed ${seed}`).toEqual(ana);
	}
	// A fuzz that meets no ring proves nothing about them.
	expect(rings).toBeGreaterThan(10);
});

test('[PEOPLE-3] with undo and redo in between, all replicas read alike and nobody is lost', () => {
	for (let seed = 1; seed <= runs; seed++) {
		const { peers, step, gather, below } = history(seed + 1000, true);
		const ever = new Set<string>();
		for (let at = 0; at < 40; at++) {
			const peer = peers[below(3)]!;
			step(peer);
			for (const id of readTeam(peer.doc).sameAs.keys()) ever.add(id);
			if (below(6) === 0) gather(peer, peers[below(3)]!);
		}
		gather(...peers);
		const [ana, ben, cleo] = peers.map(({ doc }) => readTeam(doc));
		expect(ben, `seed ${seed}`).toEqual(ana);
		expect(cleo, `seed ${seed}`).toEqual(ana);
		expect([...(ana?.sameAs.keys() ?? [])].sort()).toEqual([...ever].sort());
		for (const shown of ana?.sameAs.values() ?? [])
			expect(ana?.people.filter(({ id }) => id === shown)).toHaveLength(1);
	}
});
