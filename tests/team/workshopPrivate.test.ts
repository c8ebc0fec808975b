import { afterEach, expect, test, vi } from 'vitest';
import { saveTeamFile } from '#lib/team/teamFile.ts';
import { bytesIn } from '../bytesIn.ts';
import { safe } from './people.ts';
import {
	allAlike,
	kickoff,
	type Participant,
	stage,
	stageOf,
	wall,
	within,
	write
} from './workshopPeople.ts';

/*
 * Words nobody would write by chance stand for what people write for themselves. Whatever leaves a device of this process is
 * kept: every WebSocket frame of people and relay, every request; and the relay's files are read byte by byte.
 */
let left = '';
// eslint-disable-next-line @typescript-eslint/unbound-method -- it is called with its socket
const realSend = WebSocket.prototype.send;
const realFetch = globalThis.fetch;

function listen(): void {
	left = '';
	WebSocket.prototype.send = function (data) {
		left += Buffer.from(data as Uint8Array).toString('latin1');
		realSend.call(this, data);
	};
	globalThis.fetch = (what, given) => {
		left += JSON.stringify([what, given?.body ?? '']);
		return realFetch(what, given);
	};
}

afterEach(() => {
	WebSocket.prototype.send = realSend;
	globalThis.fetch = realFetch;
});

test('[PRIVATE-6] no word of an idea leaves its device before the reveal, in a frame, a request, presence or the relay, and half-typed ones never do', async () => {
	const { relay, ana, others } = await kickoff('Ben', 'Cleo', 'Dan');
	const people: Participant[] = [ana, ...others];
	ana.workshop.next();
	ana.workshop.next();
	for (const one of people) await vi.waitUntil(() => stage(one) === 'ideas', within);
	await safe(...people);
	listen();
	people.forEach((one, at) => {
		write(one, `canary${at} flies unseen`, at % 2 === 0);
		const half = one.workshop.beginIdea(stageOf(one, 'ideas'), {
			...{ text: `canaryHalf${at}`, isSigned: false }
		});
		for (const letter of 'typed on') {
			const text = (one.workshop.ideas().find(({ id }) => id === half)?.text ?? '') + letter;
			one.workshop.changeIdea(half!, { text });
		}
		one.workshop.setReady(true);
	});
	await allAlike(...people);
	await Promise.all(people.map(({ workshop }) => workshop.settle()));
	// Something was heard: the counts. So it would have been, had it been sent.
	expect(left).toContain('ideas:');
	expect(left).not.toContain('canary');
	expect(await bytesIn(relay.dataDir)).not.toContain('canary');
	for (const { team } of people) expect(await saveTeamFile(team, 0)).not.toContain('canary');
	// It is on the device, and in what its owner takes along.
	expect(JSON.stringify(await ana.device.store.dump())).toContain('canary0 flies unseen');

	ana.workshop.reveal(stageOf(ana, 'ideas'));
	for (const one of people) await vi.waitFor(() => expect(wall(one)).toHaveLength(4), within);
	await allAlike(...people);
	for (let at = 0; at < 4; at++) expect(left).toContain(`canary${at} flies unseen`);
	expect(await bytesIn(relay.dataDir)).toContain('canary3 flies unseen');
	expect(left).not.toContain('canaryHalf');
	expect(await bytesIn(relay.dataDir)).not.toContain('canaryHalf');
});

test('[PRIVATE-7] no word of a vote leaves its device before its round is closed', async () => {
	const { relay, ana, others } = await kickoff('Ben');
	const [ben] = others as [Participant];
	const round = ana.workshop.openRound(stageOf(ana, 'vote'), 'dots')!;
	await vi.waitUntil(() => ben.workshop.snapshot().rounds.length > 0, within);
	listen();
	await ana.workshop.castBallot(round, { canaryOfAna: 3 });
	await ben.workshop.castBallot(round, { canaryOfBen: 5 });
	await allAlike(ana, ben);
	expect(ana.workshop.snapshot().rounds[0]?.seals).toHaveLength(2);
	expect(left).not.toContain('canary');
	for (const { workshop, device } of [ana, ben]) {
		const mine = await device.store.openPrivate();
		const kept = await mine.listBallots(ana.team.teamId, workshop.workshopId);
		expect(kept).toHaveLength(1);
		expect(left).not.toContain(kept[0]?.salt);
	}
	expect(await bytesIn(relay.dataDir)).not.toContain('canary');
	ana.workshop.closeRound(round);
	await vi.waitFor(() => expect(left).toContain('canaryOfBen'), within);
	await vi.waitFor(
		() => expect(ana.workshop.snapshot().rounds[0]?.openings).toHaveLength(2),
		within
	);
});

test('[PRIVATE-5] nothing in a published unsigned card equals anything that presence ever showed', async () => {
	const { ana, others } = await kickoff('Ben');
	const [ben] = others as [Participant];
	ana.workshop.next();
	ana.workshop.next();
	await vi.waitUntil(() => stage(ben) === 'ideas', within);
	write(ben, 'unsigned one');
	write(ben, 'unsigned two');
	ana.workshop.reveal(stageOf(ana, 'ideas'));
	await vi.waitFor(() => expect(wall(ana)).toHaveLength(2), within);
	const cards = ana.workshop.snapshot().cards;
	const shown = JSON.stringify(cards);
	for (const { team } of [ana, ben]) {
		expect(shown).not.toContain(team.me);
		for (const { name } of team.snapshot().people) expect(shown).not.toContain(name);
	}
});
