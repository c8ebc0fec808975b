import type { Page } from '@playwright/test';
import { tallyOf } from '#lib/workshop/ballot.ts';
import type { ObjectiveId } from '#lib/okr/ids.ts';
import type { KeyResult } from '#lib/okr/keyResult.ts';
import { dismiss, joinAsHands, until } from './crew.ts';
import { storedIn } from './ears.ts';
import { standIn } from './hands.ts';
import {
	type Member,
	type SeatBrowser,
	type Seat,
	placeOf,
	stageOf,
	takePart,
	takeSeat
} from './kickoffCast.ts';
import { createKickoffLog, type KickoffLog } from './kickoffLog.ts';
import { comeIn, prepareKickoff, typeIdea } from './workshopStages.ts';
import { createLedger, type Ledger } from './ledger.ts';
import type { RelayProcess } from './relayProcess.ts';
import { expect } from './screen.ts';
import { joinAsNew, linksOf, startTeam, untilControlled, untilSafe } from './world.ts';

/** How large a kickoff is, and how bad its network. */
export interface KickoffSize {
	/** The first one prepares it, the last one is the phone that is offline for long. */
	browsers: [string, string, ...string[]];
	/** The first one is given the lead. */
	hands: [string, string, ...string[]];
	/** How long the relay is dead, each time. */
	darkMs: number;
}

/** A kickoff that has taken place. */
export interface Kickoff {
	relay: RelayProcess;
	log: KickoffLog;
	seats: Seat[];
	/** Offline from the silent ideas until the key results are written. */
	phone: Seat;
	isPhoneAway: boolean;
	hands: Member[];
	lead: Member;
	/** What was typed, by where it has to be in the end. */
	cards: Ledger;
	plan: Ledger;
	planUrl: string;
	/** For how long the phone could not have heard of the reveal. */
	unheardMs: number;
}

/** In these the relay is killed, and the team goes on to the next one while it is dead. */
const darkStages = ['ideas', 'keyResults'];

/** A whole kickoff: people come in, browsers die in each of its stages, the relay dies twice, and a plan is agreed. */
export async function runKickoff(
	relay: RelayProcess,
	newBrowser: () => Promise<SeatBrowser>,
	size: KickoffSize
): Promise<Kickoff> {
	const kickoff = await gather(relay, newBrowser, size);
	const { lead, seats, hands } = kickoff;
	const { agenda } = lead.workshop.snapshot();
	for (const [at, { kind }] of agenda.entries()) {
		await untilAllAt(kickoff, at);
		if (kind === 'ideas') await sendAway(kickoff);
		const isDark = darkStages.includes(kind);
		if (isDark) await relay.kill();
		const diedAt = Date.now();
		await stages[kind]?.(kickoff);
		await loseOne(kickoff, at, kind);
		if (agenda[at + 1]) lead.workshop.next();
		if (isDark) await shine(kickoff, diedAt + size.darkMs);
		if (kind === 'keyResults') await callBack(kickoff);
	}
	const people = seats.length + hands.length;
	if (!lead.workshop.end({ people, team: people })) throw new Error('It did not end.');
	return kickoff;
}

/** Hands let go of the team, and nothing is noted any more. */
export async function disperse({ hands, log }: Kickoff): Promise<void> {
	log.stop();
	await dismiss(hands);
}

async function gather(
	relay: RelayProcess,
	newBrowser: () => Promise<SeatBrowser>,
	{ browsers, hands: names }: KickoffSize
): Promise<Kickoff> {
	const log = createKickoffLog();
	const seats = await Promise.all(
		browsers.map(async (name) => takeSeat(name, await newBrowser(), log))
	);
	const pages = seats.map(({ page }) => page);
	const [ana, ...others] = pages as [Page, ...Page[]];
	await startTeam(ana, relay.url, { team: 'Lighthouse', name: browsers[0] });
	const planUrl = ana.url();
	const { edit } = await linksOf(ana);
	await prepareKickoff(ana);
	const come = async (page: Page, name: string): Promise<void> => {
		await joinAsNew(page, edit, name);
		await comeIn(page);
	};
	const [crew] = await Promise.all([
		joinAsHands(relay.url, edit, names),
		...others.map((page, at) => come(page, browsers[at + 1]!))
	]);
	const hands = await Promise.all(crew.map((hand) => takePart(hand, log)));
	const [lead] = hands as [Member];
	await ana.getByRole('button', { name: new RegExp(`${lead.name}`) }).click();
	await ana.getByRole('menuitem', { name: 'Pass the lead' }).click();
	await ana.getByRole('link', { name: 'To the stage' }).click();
	await until(() => lead.workshop.lead() === 'lead', 'The lead');
	for (const page of pages) await untilControlled(page);
	return {
		...{ relay, log, seats, phone: seats.at(-1)!, isPhoneAway: false, hands, lead, planUrl },
		...{ cards: createLedger(), plan: createLedger(), unheardMs: 0 }
	};
}

const connected = ({ seats, phone, isPhoneAway }: Kickoff): Seat[] =>
	seats.filter((seat) => seat !== phone || !isPhoneAway);

async function untilAllAt(kickoff: Kickoff, at: number): Promise<void> {
	for (const { name, workshop } of kickoff.hands)
		await until(() => placeOf(workshop) === at + 1, `${name}’s stage ${at + 1}`);
	for (const seat of connected(kickoff)) await showsStage(seat, at);
}

const showsStage = ({ page }: Seat, at: number): Promise<void> =>
	expect(page.getByText(new RegExp(`^${at + 1} of \\d+$`))).toBeVisible();

async function sendAway(kickoff: Kickoff): Promise<void> {
	kickoff.isPhoneAway = true;
	await kickoff.phone.page.context().setOffline(true);
}

async function callBack(kickoff: Kickoff): Promise<void> {
	kickoff.isPhoneAway = false;
	const [reveal] = kickoff.lead.workshop.snapshot().reveals.values();
	kickoff.unheardMs = Date.now() - reveal!.at;
	await kickoff.phone.page.context().setOffline(false);
}

/** The relay comes back once it has been dead for so long. */
async function shine({ relay }: Kickoff, at: number): Promise<void> {
	await new Promise((resolve) => setTimeout(resolve, Math.max(0, at - Date.now())));
	await relay.start();
}

/** One browser dies, another one in each stage, and comes back to where it stood with what was half-typed. */
async function loseOne(kickoff: Kickoff, at: number, kind: string): Promise<void> {
	const there = connected(kickoff);
	const seat = there[at % there.length]!;
	await expect(seat.page.locator('[data-disk]')).toHaveAttribute('data-disk', 'safe');
	const half = kickoff.cards.write(`${seat.name}${kind}half`);
	const field = seat.page.getByLabel('Your idea');
	if (kind === 'ideas') {
		await field.pressSequentially(half);
		await expect.poll(() => storedIn(seat.page)).toContain(half);
	} else kickoff.cards.strike(half);
	await seat.kill();
	await seat.comeBack();
	await showsStage(seat, at);
	if (kind !== 'ideas') return;
	const again = seat.page.getByLabel('Your idea');
	await expect(again).toHaveValue(half);
	await again.press('Enter');
}

/** What people do in a stage, by its kind; in others they talk. */
const stages: Record<string, (kickoff: Kickoff) => Promise<void>> = {
	async ideas({ seats, hands, cards }) {
		for (const { name, workshop } of hands)
			for (const [text, isSigned] of [
				[`${name}ideaone`, true],
				[`${name}ideatwo`, false]
			] as const)
				writeByVerbs(workshop, cards.write(text), isSigned);
		await Promise.all(seats.map(({ name, page }) => typeIdea(page, cards.write(`${name}idea`))));
	},

	async reveal(kickoff) {
		const { lead, seats, hands, cards, phone } = kickoff;
		for (const { name, team } of hands)
			await until(() => team.safety().relay.at === 'safe', `${name}’s ack`);
		for (const { page } of connected(kickoff)) await untilSafe(page);
		lead.workshop.reveal(stageOf(lead.workshop, 'ideas'));
		const wanted = hands.length * 2 + seats.length;
		for (const { name, workshop } of hands)
			await until(() => workshop.snapshot().cards.length >= wanted, `${name}’s wall`);
		// All of them lay cards at once, and one has another idea.
		const clusters = hands.slice(0, 3).map(({ name, workshop }) => ({
			id: workshop.addCluster(cards.write(`${name}group`), [])!,
			maker: name
		}));
		for (const { name, workshop } of hands)
			await until(() => workshop.snapshot().clusters.length === 3, `${name}’s groups`);
		for (const [at, { workshop }] of hands.entries())
			for (const [nth, { id }] of workshop.snapshot().cards.entries())
				if (nth % hands.length === at) workshop.group(id, clusters[nth % 3]!.id);
		writeByVerbs(lead.workshop, cards.write('afterthought'), true);
		for (const { page } of seats.filter((seat) => seat !== phone))
			await expect(page.getByText('afterthought')).toBeVisible();
	},

	async vote(kickoff) {
		const { lead, hands } = kickoff;
		const id = lead.workshop.openRound(stageOf(lead.workshop, 'vote'), 'dots')!;
		const [group] = lead.workshop.snapshot().clusters;
		for (const { name, workshop } of hands) {
			await until(() => workshop.snapshot().rounds.some((one) => one.id === id), `${name}’s round`);
			await workshop.castBallot(id, { [group!.id]: 1 });
		}
		const voters = connected(kickoff);
		for (const { page } of voters) {
			await page.getByRole('button', { name: `One more dot for “${group!.name}”` }).click();
			await page.getByRole('button', { name: 'Seal my vote' }).click();
			await untilSafe(page);
		}
		const sleeper = hands.at(-1)!;
		await sleeper.sleep();
		const all = hands.length + voters.length;
		await until(() => tallyIn(lead).sealed.length === all, 'A seal');
		lead.workshop.closeRound(id);
		await until(() => tallyIn(lead).counted.length === all - 1, 'A vote');
		lead.workshop.countRound(id);
		await until(() => lead.team.safety().relay.at === 'safe', 'The count');
		await sleeper.wake();
		await until(() => tallyIn(lead).late.length === 1, 'The late vote');
	},

	async objectives({ seats, hands, plan, planUrl }) {
		for (const { name, cycle } of hands.slice(0, 3)) {
			const id = cycle.addObjective()!;
			cycle.text(id, 'title').edit([{ at: 0, del: 0, ins: plan.write(`${name}objective`) }]);
			cycle.leave(id, 'title');
		}
		await Promise.all(
			seats.map(async ({ name, page }) => {
				const stage = page.url();
				await page.goto(planUrl);
				const add = /^(Write the first objective|Add an objective)$/;
				await page.getByRole('button', { name: add }).click();
				await expect(page.locator('article[data-item] textarea:focus')).toHaveValue('');
				await page.keyboard.type(plan.write(`${name}objective`));
				await expect(page.locator('[data-disk]')).toHaveAttribute('data-disk', 'safe');
				await page.goto(stage);
			})
		);
	},

	async keyResults({ seats, hands, plan, planUrl }) {
		for (const [at, { name, cycle }] of hands.entries()) {
			const { objectives } = cycle.snapshot().plan;
			const id = cycle.addKeyResult(objectives[at % objectives.length]!.id)!;
			cycle.text(id, 'metric').edit([{ at: 0, del: 0, ins: plan.write(`${name}metric`) }]);
			cycle.leave(id, 'metric');
			cycle.setKeyResult(id, { baseline: at, target: at + 10 });
		}
		await Promise.all(
			seats.map(async ({ name, page }) => {
				const stage = page.url();
				await page.goto(planUrl);
				await standIn({ page }, await objectiveOf(page, `${name}objective`), 'End');
				await page.keyboard.press('Enter');
				await expect(page.locator('article[data-item] textarea:focus')).toHaveValue('');
				await page.keyboard.type(plan.write(`${name}metric`));
				await expect(page.locator('[data-disk]')).toHaveAttribute('data-disk', 'safe');
				await page.goto(stage);
			})
		);
	},

	async quality(kickoff) {
		const { lead, hands } = kickoff;
		const id = lead.workshop.openRound(stageOf(lead.workshop, 'quality'), 'confidence')!;
		for (const { name, workshop } of hands) {
			await until(() => workshop.snapshot().rounds.some((one) => one.id === id), `${name}’s round`);
			await workshop.castBallot(id, { [keyResultsOf(lead)[0]!.id]: 4 });
		}
		const voters = connected(kickoff);
		for (const { page } of voters) {
			await page.getByRole('radio', { name: /^4/ }).first().check({ force: true });
			await page.getByRole('button', { name: 'Seal my vote' }).click();
			await untilSafe(page);
		}
		const all = hands.length + voters.length;
		await until(() => tallyIn(lead, 'confidence').sealed.length === all, 'A seal');
		lead.workshop.closeRound(id);
		for (const hand of hands)
			await until(() => tallyIn(hand, 'confidence').counted.length === all, 'A vote');
	},

	async stop({ seats, hands, cards }) {
		for (const { name, workshop } of hands)
			writeByVerbs(workshop, cards.write(`${name}stops`), true, 'stop');
		for (const { name, page } of seats) {
			await page.getByLabel('We stop …').fill(cards.write(`${name}stops`));
			await page.getByLabel('We stop …').press('Enter');
		}
	},

	async agree({ lead, hands, plan }) {
		const words = () => plan.missingFrom(planOf(lead));
		await until(() => words().length === 0, `The whole plan (${words().join()})`);
		const [cycle] = lead.team.snapshot().cycles;
		for (const { id, baseline, target, unit, dueOn } of keyResultsOf(lead)) {
			lead.cycle.setKeyResult(id, {
				...{ baseline: baseline ?? 0, target: target ?? 1, unit: unit === '' ? '%' : unit },
				dueOn: dueOn ?? cycle!.endOn
			});
		}
		const agreed = lead.cycle.agree({
			...{ expected: lead.cycle.draft().hash, reason: '', days: cycle! }
		});
		if (!agreed.ok) throw new Error(`It was not agreed: ${agreed.why}`);
		for (const { name, cycle: own } of hands)
			await until(() => own.snapshot().agreed?.n === 1, `${name}’s version 1`);
	}
};

function writeByVerbs(
	workshop: Member['workshop'],
	text: string,
	isSigned: boolean,
	kind = 'ideas'
): void {
	const id = workshop.beginIdea(stageOf(workshop, kind), { text, isSigned });
	if (!id || !workshop.finishIdea(id)) throw new Error(`"${text}" was not written.`);
}

/** The round of a kind, as this person's screen counts it. */
export function tallyIn({ workshop }: Member, kind = 'dots') {
	const round = workshop.snapshot().rounds.find((one) => one.kind === kind)!;
	return tallyOf(
		round.id,
		round,
		() => true,
		(entry) => entry
	);
}

async function objectiveOf(page: Page, title: string): Promise<ObjectiveId> {
	const find = (wanted: string): string | undefined =>
		[...document.querySelectorAll('article[data-item]')]
			.find((one) => one.querySelector('textarea')?.value.includes(wanted))
			?.getAttribute('data-item') ?? undefined;
	await expect.poll(() => page.evaluate(find, title)).toBeTruthy();
	return (await page.evaluate(find, title)) as ObjectiveId;
}

const keyResultsOf = ({ cycle }: Member): KeyResult[] =>
	cycle.snapshot().plan.objectives.flatMap(({ keyResults }) => keyResults);

/** What a hand's replica has of the plan, and of the wall, in the shape in which a ledger looks for words. */
export function planOf({ cycle }: Member) {
	const { objectives } = cycle.snapshot().plan;
	return {
		plan: objectives.map(({ title, keyResults }) => ({
			title,
			keyResults: keyResults.map(({ metric }) => metric)
		})),
		cards: []
	};
}

export function wallOf({ workshop }: Member) {
	const { cards, clusters, stops } = workshop.snapshot();
	const words = [
		...[...cards, ...stops].map(({ text }) => text),
		...clusters.map(({ name }) => name)
	];
	return { plan: words.map((title) => ({ title, keyResults: [] })), cards: [] };
}
