import type { BrowserContext, Page } from '@playwright/test';
import { openTeam } from '#lib/team/team.ts';
import type { OpenWorkshop } from '#lib/team/workshop.ts';
import type { StageId } from '#lib/okr/ids.ts';
import { type Hand, until } from './crew.ts';
import type { KickoffLog } from './kickoffLog.ts';
import type { OwnBrowser } from './ownBrowser.ts';

/** Somebody in a browser, which can be killed and come back. */
export interface Seat {
	name: string;
	readonly page: Page;
	/** It dies in the middle of whatever it did: no page hides, nothing is flushed. */
	kill(): Promise<void>;
	/** Opens the stage anew. */
	comeBack(): Promise<void>;
}

/** Somebody without a browser who takes part. */
export interface Member extends Hand {
	workshop: OpenWorkshop;
	/** Their device is off. */
	sleep(): Promise<void>;
	wake(): Promise<void>;
}

const lookEveryMs = 50;

/** Where a page shows that it stands, and whether it says that it has caught up with the relay. */
function watchStage(everyMs: number): void {
	let before = '';
	setInterval(() => {
		const head = document.querySelector('main h1')?.parentElement?.querySelector('p');
		const place = /^(\d+) of \d+$/.exec(head?.textContent?.trim() ?? '')?.[1];
		const relay = document.querySelector('[data-relay]')?.getAttribute('data-relay');
		const now = JSON.stringify([
			place ? Number(place) : null,
			relay === 'safe' || relay === 'behind'
		]);
		if (now === before) return;
		before = now;
		void (globalThis as unknown as { tellStage: (...told: unknown[]) => void }).tellStage(
			...(JSON.parse(now) as unknown[]),
			Date.now()
		);
	}, everyMs);
}

/** What somebody's pages are opened in, and how it dies with them. */
export interface SeatBrowser {
	readonly context: BrowserContext;
	kill(page: Page): Promise<void>;
	/** Starts it again, where it went with its pages. */
	revive(): Promise<void>;
}

/** A part of the browser that all share: a renderer dies, and the browser goes on. */
export function inShared(context: BrowserContext): SeatBrowser {
	return {
		context,
		async kill(page) {
			const session = await context.newCDPSession(page);
			const gone = page.waitForEvent('crash');
			session.send('Page.crash').catch(() => undefined);
			await gone;
			await page.close();
		},
		revive: () => Promise.resolve()
	};
}

/** A browser of one's own, which dies as a whole and comes back on its profile. */
export function inOwn(own: OwnBrowser): SeatBrowser {
	return {
		get context() {
			return own.context;
		},
		kill: () => own.kill(),
		async revive() {
			await own.start();
		}
	};
}

/** Has a browser's every stage noted, from the next page on that it opens. */
export async function takeSeat(name: string, browser: SeatBrowser, log: KickoffLog): Promise<Seat> {
	const note = (_: unknown, stage: number | null, isLive: boolean, at: number): void =>
		log.note(name, stage, isLive, at);
	let watched: BrowserContext | null = null;
	const open = async (): Promise<Page> => {
		const { context } = browser;
		if (watched !== context) {
			watched = context;
			await context.exposeBinding('tellStage', note);
			await context.addInitScript(watchStage, lookEveryMs);
		}
		return context.newPage();
	};
	let page = await open();
	let stage = '';
	return {
		name,
		get page() {
			return page;
		},
		async kill() {
			stage = page.url();
			await browser.kill(page);
			log.note(name, null, false);
		},
		async comeBack() {
			await browser.revive();
			page = await open();
			await page.goto(stage);
		}
	};
}

/** Has a hand take part in the one workshop of its cycle, and notes every stage it comes to. */
export async function takePart(hand: Hand, log: KickoffLog): Promise<Member> {
	let workshop = await enter(hand, log);
	const member: Member = {
		...hand,
		get workshop() {
			return workshop;
		},
		async sleep() {
			await workshop.settle();
			await until(() => member.team.safety().relay.at === 'safe', `${hand.name}’s ack`);
			log.note(hand.name, placeOf(workshop), false);
			await member.team.close();
		},
		async wake() {
			const team = await openTeam(hand.device, member.team.teamId);
			if (!team) throw new Error('The team is not in the catalogue.');
			member.team = team;
			member.cycle = await team.openCycle(member.cycle.cycleId);
			workshop = await enter(member, log);
		}
	};
	return member;
}

async function enter({ name, team, cycle }: Hand, log: KickoffLog): Promise<OpenWorkshop> {
	const workshops = await cycle.workshops();
	await until(() => workshops.list().length > 0, 'The workshop');
	const workshop = await workshops.open(workshops.list()[0]!.id);
	if (!workshop) throw new Error('There is no workshop.');
	await until(() => workshop.snapshot().agenda.length > 0, 'Its agenda');
	const note = (): void => {
		const { at } = workshop.safety().relay;
		log.note(name, placeOf(workshop), at === 'safe' || at === 'behind');
	};
	workshop.onChange(note);
	note();
	const me = team.snapshot().people.find(({ id }) => id === team.me);
	workshop.present(me ? { person: me.id, name: me.name, colour: me.colour } : null);
	workshop.enter('room');
	return workshop;
}

/** From 1; null before the start. */
export function placeOf(workshop: OpenWorkshop): number | null {
	const { agenda, standing } = workshop.snapshot();
	const at = agenda.findIndex(({ id }) => id === standing.step?.to);
	return at < 0 ? null : at + 1;
}

export function stageOf(workshop: OpenWorkshop, kind: string): StageId {
	const stage = workshop.snapshot().agenda.find((one) => one.kind === kind);
	if (!stage) throw new Error(`There is no stage "${kind}".`);
	return stage.id;
}
