import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { addEntity } from '#lib/doc/teamEntity.ts';
import { readCycle } from '#lib/doc/cycle.ts';
import { readEntities } from '#lib/doc/entity.ts';
import { createUndo } from '#lib/doc/undo.ts';
import { addStage, moveStage, setStage } from '#lib/doc/workshop/agenda.ts';
import {
	addCluster,
	groupCard,
	readPlacing,
	restorePlacing,
	setCluster
} from '#lib/doc/workshop/cards.ts';
import { addWorkshop, readWorkshops, setWorkshop } from '#lib/doc/workshop/entries.ts';
import { setLease, setReady, setRevealed, setSeat, setTimer } from '#lib/doc/workshop/marks.ts';
import { publishCards, withdrawCard, type NewCard } from '#lib/doc/workshop/publishCards.ts';
import { readWorkshop } from '#lib/doc/workshop/readWorkshop.ts';
import {
	addOpening,
	addRound,
	addSeal,
	closeRound,
	countRound,
	setCut
} from '#lib/doc/workshop/rounds.ts';
import { setField } from '#lib/doc/register.ts';
import { USER, write } from '#lib/doc/writer.ts';
import { sealOf } from '#lib/workshop/ballot.ts';
import { leaseTo } from '#lib/workshop/lease.ts';
import { roundIdOf } from '#lib/workshop/round.ts';
import type { Stage } from '#lib/workshop/agenda.ts';
import { createRandom, meet, team } from './replicas.ts';
import {
	cardId,
	clusterId,
	go,
	prepared,
	roundId,
	stageAt,
	stagesOf,
	workshopId
} from './workshops.ts';

const kinds = ['join', 'ideas', 'reveal', 'vote'];
const stagesIn = (doc: Y.Doc) => [...readEntities(doc).values()];

function newCard({ id }: Stage, text: string, by = ''): NewCard {
	const card = cardId();
	return { id: card, k: card.slice(0, 12), stageId: id, text, by, isLate: false };
}

test('[WORKSHOP-10] an agenda is edited by several people at once, and what is taken out of it can be brought back', () => {
	const { ana, ben } = team('ana', 'ben');
	const [join, ideas, reveal, vote] = prepared(ana, ...kinds) as [Stage, Stage, Stage, Stage];
	meet(ana, ben);
	expect(readWorkshop(ben.doc).agenda).toEqual([join, ideas, reveal, vote]);
	const [talk] = stagesOf('talk') as [Stage];
	setStage(ana.doc, ana, ideas.id, { minutes: 12 });
	addStage(ben.doc, ben, stagesIn(ben.doc), { ...talk, after: join.id });
	moveStage(ben.doc, ben, stagesIn(ben.doc), vote.id, null);
	setStage(ana.doc, ana, reveal.id, { out: true });
	meet(ana, ben);
	const shown = readWorkshop(ana.doc);
	expect(shown).toEqual(readWorkshop(ben.doc));
	expect(shown.agenda).toEqual([vote, join, talk, { ...ideas, minutes: 12 }]);
	expect(shown.removed).toEqual([reveal]);
	setStage(ben.doc, ben, reveal.id, { out: false });
	expect(readWorkshop(ben.doc).agenda).toHaveLength(5);
	expect(setStage(ana.doc, ana, talk.id, { minutes: 1 })).toBe(true);
	expect(() => setStage(ana.doc, ana, talk.id, { minutes: -1 })).toThrow(RangeError);
	expect(setStage(ana.doc, ana, stagesOf('x')[0]!.id, { minutes: 1 })).toBe(false);
});

test('[WORKSHOP-1] two "next" and two reveals at once are one step and one reveal in every replica', () => {
	const { ana, ben, cleo } = team('ana', 'ben', 'cleo');
	const [join, ideas] = prepared(ana, ...kinds) as [Stage, Stage];
	meet(ana, ben, cleo);
	go(ana, join.id);
	meet(ana, ben, cleo);
	go(ana, ideas.id);
	go(ben, ideas.id);
	setRevealed(ana.doc, ana, ideas.id, 2000);
	setRevealed(ben.doc, ben, ideas.id, 1000);
	meet(ana, ben, cleo);
	expect(stageAt(cleo)).toBe('ideas');
	const shown = readWorkshop(cleo.doc);
	expect(shown.standing.heads).toHaveLength(1);
	expect([...shown.reveals]).toEqual([[ideas.id, { at: 1000, by: 'ben' }]]);
	expect(readWorkshop(ana.doc)).toEqual(shown);
	// The timer belongs to the step: one that ran for an earlier stage does not run on.
	const { step } = shown.standing;
	setTimer(ana.doc, ana, step!.id, { endsAt: 5000, isRough: false });
	expect(readWorkshop(ana.doc).timer).toEqual({ endsAt: 5000, isRough: false });
	go(ana, join.id);
	expect(readWorkshop(ana.doc).timer).toBeNull();
});

test('[WORKSHOP-6] of two who take the lead at once one has it, the same one everywhere', () => {
	const { ana, ben, cleo } = team('ana', 'ben', 'cleo');
	prepared(ana, ...kinds);
	meet(ana, ben, cleo);
	expect(readWorkshop(cleo.doc).lease).toEqual({ holder: 'ana', takenFrom: null });
	for (const one of [ben, cleo])
		setLease(one.doc, one, leaseTo(readWorkshop(one.doc).lease, one.by, 'taken'));
	meet(ana, ben, cleo);
	const { lease } = readWorkshop(ana.doc);
	expect(lease).toMatchObject({ takenFrom: 'ana' });
	for (const one of [ben, cleo]) expect(readWorkshop(one.doc).lease).toEqual(lease);
});

test('[WORKSHOP-7] what each says of themselves stands, whoever else says something at the same time', () => {
	const { ana, ben } = team('ana', 'ben');
	const [join] = prepared(ana, ...kinds) as [Stage];
	go(ana, join.id);
	meet(ana, ben);
	const step = readWorkshop(ana.doc).standing.step!.id;
	setSeat(ana.doc, ana, 'room');
	setReady(ben.doc, ben, step);
	setSeat(ben.doc, ben, 'remote');
	meet(ana, ben);
	const { marks } = readWorkshop(ana.doc);
	expect([...marks.seats]).toEqual([
		['ana', 'room'],
		['ben', 'remote']
	]);
	expect([...marks.ready]).toEqual([['ben', step]]);
});

test('[WALL-2] a card that is published twice, by two devices or after a restart, is one card with one text', () => {
	const { ana, ben } = team('ana', 'ben');
	const [stage] = prepared(ana, 'ideas') as [Stage];
	meet(ana, ben);
	const cards = [newCard(stage, 'less waste'), newCard(stage, 'más café 🌱', 'ana')];
	publishCards(ana.doc, cards);
	publishCards(ana.doc, cards);
	publishCards(ben.doc, cards);
	meet(ana, ben);
	const shown = readWorkshop(ana.doc).cards;
	expect(shown.map(({ text }) => text).sort()).toEqual(['less waste', 'más café 🌱']);
	expect(shown.find(({ by }) => by === 'ana')?.text).toBe('más café 🌱');
	expect(readWorkshop(ben.doc).cards).toEqual(shown);
	const held = ana.doc.getArray(`e/${cards[0]!.id}`).length;
	publishCards(ana.doc, cards);
	expect(ana.doc.getArray(`e/${cards[0]!.id}`)).toHaveLength(held);
});

test('[PRIVATE-5] an unsigned card carries neither a person nor a client id that any other entry has', () => {
	const { ana, ben } = team('ana', 'ben');
	const [stage] = prepared(ana, 'ideas') as [Stage];
	meet(ana, ben);
	setSeat(ana.doc, ana, 'room');
	setSeat(ben.doc, ben, 'room');
	meet(ana, ben);
	const known = new Set([...ana.doc.store.clients.keys(), ana.doc.clientID, ben.doc.clientID]);
	const sent: Uint8Array[] = [];
	ana.doc.on('update', (update: Uint8Array) => sent.push(update));
	const cards = ['one', 'two', 'three'].map((text) => newCard(stage, text));
	publishCards(ana.doc, cards);
	withdrawCard(ana.doc, cards[2]!.id, cards[2]!.k);
	const clients = sent.flatMap((update) =>
		Y.decodeUpdate(update).structs.map(({ id }) => id.client)
	);
	expect(clients.length).toBeGreaterThan(3);
	for (const client of clients) expect(known.has(client)).toBe(false);
	// Not even two cards of one person share one.
	const byCard = cards
		.slice(0, 2)
		.map(({ id }) => [...ana.doc.getArray<{ by: string; at: number }>(`e/${id}`)]);
	for (const entries of byCard) for (const { by, at } of entries) expect([by, at]).toEqual(['', 0]);
	expect(new Set(clients).size).toBe(4);
	for (const { text, by } of readWorkshop(ana.doc).cards)
		expect([text === 'three', by]).toEqual([false, '']);
});

test('[WALL-3] a card that its author withdraws is gone, its text with it, also where another device publishes it again', () => {
	const { ana, ben } = team('ana', 'ben');
	const [stage] = prepared(ana, 'ideas') as [Stage];
	meet(ana, ben);
	const card = newCard(stage, 'regretted');
	publishCards(ana.doc, [card]);
	expect(withdrawCard(ana.doc, card.id, card.k)).toBe(true);
	expect(withdrawCard(ana.doc, card.id, card.k)).toBe(false);
	expect(new TextDecoder().decode(Y.encodeStateAsUpdate(ana.doc))).not.toContain('regretted');
	// Ben's second device of the same person had not heard of it.
	publishCards(ben.doc, [card]);
	meet(ana, ben);
	for (const { doc } of [ana, ben]) expect(readWorkshop(doc).cards).toEqual([]);
	publishCards(ben.doc, [card]);
	expect(readWorkshop(ben.doc).cards).toEqual([]);
});

test('[WALL-4] several people group cards at once and none is lost; taking a cluster away leaves its cards', () => {
	const { ana, ben, cleo } = team('ana', 'ben', 'cleo');
	const [stage] = prepared(ana, 'ideas') as [Stage];
	const cards = ['a', 'b', 'c', 'd'].map((text) => newCard(stage, text));
	publishCards(ana.doc, cards);
	meet(ana, ben, cleo);
	const [one, two] = [clusterId(), clusterId()];
	addCluster(ana.doc, ana, stagesIn(ana.doc), { id: one, name: 'Growth', cards: [cards[0]!.id] });
	addCluster(ben.doc, ben, stagesIn(ben.doc), { id: two, name: 'Trust', cards: [cards[0]!.id] });
	meet(ana, ben, cleo);
	groupCard(cleo.doc, cleo, cards[1]!.id, one);
	setCluster(ana.doc, ana, one, { out: true });
	setCluster(ben.doc, ben, two, { name: '  Trust us  ' });
	meet(ana, ben, cleo);
	const shown = readWorkshop(cleo.doc);
	expect(shown.cards.map(({ text }) => text).sort()).toEqual(['a', 'b', 'c', 'd']);
	expect(shown.clusters.map(({ name }) => name)).toEqual(['Trust us']);
	expect(groupCard(ben.doc, ben, cards[2]!.id, one)).toBe(false);
	expect(groupCard(ben.doc, ben, cards[2]!.id, null)).toBe(true);
	for (const { doc } of [ana, ben]) expect(readWorkshop(doc)).toEqual(shown);
});

test('[WALL-10] of two who laid a card at the same moment the one whose laying stands takes it back, and it lies where the other laid it', () => {
	const { ana, ben } = team('ana', 'ben');
	const [stage] = prepared(ana, 'ideas') as [Stage];
	const card = newCard(stage, 'a');
	publishCards(ana.doc, [card]);
	meet(ana, ben);
	const placing = (replica: typeof ana) => readPlacing(replica.doc, card.id) ?? [];
	const laid = [ana, ben].map((who) => {
		const [id, was] = [clusterId(), placing(who)];
		addCluster(who.doc, who, stagesIn(who.doc), { id, name: '', cards: [card.id] });
		return { who, id, was, since: placing(who) };
	});
	meet(ana, ben);
	const home = () => readWorkshop(ana.doc).cards[0]?.clusterId;
	const first = laid.find(({ id }) => id === home())!;
	const second = laid.find((one) => one !== first)!;
	expect(restorePlacing(second.who.doc, card.id, second)).toBe(false);
	expect(restorePlacing(first.who.doc, card.id, first)).toBe(true);
	meet(ana, ben);
	expect(home()).toBe(second.id);
	expect(restorePlacing(second.who.doc, card.id, second)).toBe(true);
	meet(ana, ben);
	expect(home()).toBe(null);
});

test('[BALLOT-6] a round is sealed, closed and opened in the document, and nothing is opened or sealed out of its turn', () => {
	const { ana, ben } = team('ana', 'ben');
	const [stage] = prepared(ana, 'vote') as [Stage];
	const id = roundId();
	addRound(ana.doc, ana, { id, stageId: stage.id, kind: 'dots' });
	meet(ana, ben);
	const votes = [ana, ben].map(({ by }) => ({ by, salt: `salt of ${by}`, value: { card: 2 } }));
	const seals = votes.map((vote) => ({ by: vote.by, seal: sealOf(id, vote), n: 1 }));
	expect(addOpening(ana.doc, id, votes[0]!)).toBe(false);
	expect(addSeal(ana.doc, id, seals[0]!)).toBe(true);
	expect(addSeal(ben.doc, id, seals[1]!)).toBe(true);
	expect(countRound(ana.doc, ana, id, [])).toBe(false);
	meet(ana, ben);
	expect(
		closeRound(
			ana.doc,
			ana,
			id,
			seals.map(({ seal }) => seal)
		)
	).toBe(true);
	expect(closeRound(ana.doc, ana, id, [])).toBe(false);
	expect(addSeal(ana.doc, id, seals[0]!)).toBe(false);
	addOpening(ana.doc, id, votes[0]!);
	expect(countRound(ana.doc, ana, id, [seals[0]!.seal])).toBe(true);
	expect(countRound(ana.doc, ana, id, [])).toBe(false);
	meet(ana, ben);
	const [round] = readWorkshop(ben.doc).rounds;
	expect(round?.seals).toEqual(expect.arrayContaining(seals));
	expect({ ...round, seals }).toEqual({
		...{ id, stageId: stage.id, kind: 'dots', turn: 0, dots: 3, cut: null },
		...{ seals, openings: [votes[0]] },
		closed: seals.map(({ seal }) => seal),
		counted: [seals[0]!.seal]
	});
});

test('[VOTE-2] a round that two open at once is one, and has the larger number of dots, so that no ballot is too large for it', () => {
	const { ana, ben } = team('ana', 'ben');
	const [stage] = prepared(ana, 'vote') as [Stage];
	meet(ana, ben);
	const id = roundIdOf(stage.id, 'dots', 0);
	addRound(ana.doc, ana, { id, stageId: stage.id, kind: 'dots', dots: 5 });
	addRound(ben.doc, ben, { id, stageId: stage.id, kind: 'dots', dots: 3 });
	meet(ana, ben);
	for (const { doc } of [ana, ben])
		expect(readWorkshop(doc).rounds).toMatchObject([{ id, dots: 5, turn: 0, cut: null }]);
	// One that an older app has opened has three.
	const old = roundId();
	write(ana.doc, USER, () => {
		setField(ana.doc, ana, old, '$is', 'round');
		setField(ana.doc, ana, old, 'round', { stage: stage.id, kind: 'dots' });
	});
	expect(readWorkshop(ana.doc).rounds).toContainEqual(
		expect.objectContaining({ id: old, dots: 3, turn: 0 })
	);
	// Of two lines the later one stands, everywhere.
	setCut(ana.doc, ana, id, { below: [stage.id], why: null });
	meet(ana, ben);
	setCut(ben.doc, ben, id, { below: [], why: 'next time' });
	meet(ana, ben);
	for (const { doc } of [ana, ben])
		expect(readWorkshop(doc).rounds.find((round) => round.id === id)?.cut).toEqual({
			...{ below: [], why: 'next time' }
		});
});

test('[WORKSHOP-11] a cycle knows of its workshops and what came of them, without a step to undo or a card in the plan', () => {
	const { ana, ben } = team('ana', 'ben');
	const undo = createUndo(ana.doc, { writer: () => ana });
	const id = workshopId();
	expect(addWorkshop(ana.doc, ana, { id, kind: 'kickoff' })).toBe(true);
	expect(addWorkshop(ana.doc, ana, { id, kind: 'weekly' })).toBe(false);
	meet(ana, ben);
	const outcome = {
		...{ startedAt: 1, endedAt: 2, people: 3, team: 4, cards: 5 },
		...{ clusters: ['Growth'], stops: ['the weekly report'], agreed: { n: 1, hash: 'abc' } },
		lateStops: ['the weekly report'],
		vote: { people: 3, options: [{ name: 'Growth', dots: 4, isOut: false }] },
		stages: [{ kind: 'ideas', at: 1 }]
	};
	setWorkshop(ana.doc, ana, id, 'running');
	setWorkshop(ben.doc, ben, id, 'ended', outcome);
	meet(ana, ben);
	for (const { doc } of [ana, ben]) {
		expect(readWorkshops(doc)).toMatchObject([{ id, kind: 'kickoff', preparedBy: 'ana', outcome }]);
		expect(readCycle(doc)).toMatchObject({ conflicts: [], deleted: [], plan: { objectives: [] } });
	}
	expect(undo.canUndo).toBe(false);
	undo.stop();
	// What an older app wrote says less, and what is junk in it is left out.
	const { startedAt, endedAt, people, team: all, cards, clusters } = outcome;
	const old = { startedAt, endedAt, people, team: all, cards, clusters };
	for (const said of [
		old,
		{ ...old, vote: 'many', stops: [1], lateStops: 3, agreed: 3, stages: [{}] }
	]) {
		write(ana.doc, USER, () => setField(ana.doc, ana, id, 'outcome', said));
		expect(readWorkshops(ana.doc)[0]?.outcome).toEqual({
			...{ ...old, vote: null, stops: [], lateStops: [], agreed: null, stages: [] }
		});
	}
	write(ana.doc, USER, () => setField(ana.doc, ana, id, 'outcome', { ...old, people: 'all' }));
	expect(readWorkshops(ana.doc)[0]?.outcome).toBeNull();
	expect(setWorkshop(ana.doc, ana, workshopId(), 'ended')).toBe(false);
	expect(addEntity(ana.doc, ana, id, 'cycle', {})).toBe(false);
});

/** Anything a document can hold, shaped like what belongs there often enough to hurt. */
function junk(dice: () => number, depth = 0): unknown {
	const pick = <T>(...list: T[]): T => list[Math.floor(dice() * list.length)] as T;
	if (depth > 2 || dice() < 0.35)
		return pick<unknown>(
			...[null, true, 0, -1, 1e20, NaN, '', 's', 'o', 'a0', 'x'.repeat(3000), '\uD83D'],
			...[cardId(), 'f'.repeat(64), new Uint8Array(2)]
		);
	const inner = () => junk(dice, depth + 1);
	const f = pick(
		...['$is', '$del', 'card', 'round', 'closed', 'kind', 'minutes', 'order', 'lease', 'cluster'],
		...[`in:ana`, `timer:${cardId()}`, `ideas:x`, `revealed:${cardId()}`, 'endedAt', 'minReader']
	);
	const entry = (v: unknown) => ({
		k: `k${dice()}`,
		f,
		v,
		by: inner(),
		n: pick(1, 2, 2 ** 50),
		at: 0
	});
	return pick<() => unknown>(
		() => [inner(), inner(), inner(), inner()],
		() => [[cardId(), cardId()], cardId(), 3, inner(), inner()],
		() => ['o', 'ana', 'salt', inner()],
		() => ({ text: inner(), stage: cardId(), seals: [inner()], endsAt: inner(), holder: inner() }),
		() => entry(inner()),
		() => ({ ...entry(pick('stage', 'card', 'cluster', 'round')), f: '$is' }),
		() => ({ k: 'k', f, v: inner(), by: '', n: 1, at: 0 })
	)();
}

test('[WORKSHOP-14] a workshop of random junk is read without an error, alike everywhere, without a root made or a word written', () => {
	for (let seed = 1; seed <= 150; seed++) {
		const dice = createRandom(seed);
		const { ana, ben } = team('ana', 'ben');
		const [stage] = prepared(ana, ...kinds) as [Stage];
		const names = ['moves', 'e/workshop', 'e/meta', 'reached', 'e/', 'b/', ''];
		for (const id of [cardId(), cardId(), stage.id]) names.push(`e/${id}`, `b/${id}`);
		for (const name of names) {
			const kind = Math.floor(dice() * 5);
			if (kind < 3 || ana.doc.share.has(name)) {
				const array = ana.doc.getArray(name);
				for (let at = Math.floor(dice() * 6); at > 0; at--) array.push([junk(dice)]);
				if (dice() < 0.2) array.push([new Y.Text('x'), new Y.Map(), new Y.Doc()]);
			} else if (kind === 3) ana.doc.getMap(name).set('k', junk(dice));
			else ana.doc.getText(name).insert(0, 'text');
		}
		// Here the roots have a type already, and there is half a character that no update can carry.
		readWorkshop(ana.doc);
		meet(ana, ben);
		const shown = readWorkshop(ben.doc);
		const fresh = new Y.Doc();
		Y.applyUpdate(fresh, Y.encodeStateAsUpdate(ana.doc));
		const roots = ben.doc.share.size;
		const before = Y.encodeStateAsUpdate(ben.doc);
		expect(readWorkshop(fresh)).toEqual(shown);
		readWorkshops(ben.doc);
		readCycle(ben.doc);
		expect(ben.doc.share.size).toBe(roots);
		expect(Y.encodeStateAsUpdate(ben.doc)).toEqual(before);
		if (shown.tooNew) continue;
		// And the meeting goes on.
		publishCards(ben.doc, [newCard(stage, 'still here')]);
		expect(readWorkshop(ben.doc).cards.map(({ text }) => text)).toContain('still here');
		const other = shown.agenda.find(({ id }) => id !== shown.standing.step?.to);
		if (other) {
			go(ben, other.id);
			expect(readWorkshop(ben.doc).standing.step?.to).toBe(other.id);
		}
	}
}, 60_000);
