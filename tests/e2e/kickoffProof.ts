import { inOwn, inShared } from './kickoffCast.ts';
import {
	disperse,
	type Kickoff,
	type KickoffSize,
	planOf,
	runKickoff,
	tallyIn,
	wallOf
} from './kickoffRun.ts';
import { expect } from './screen.ts';
import { planOn, test } from './world.ts';

/** SYNC.md §6: how long a replica that is connected and has caught up may stand elsewhere than the others. */
const equalWithinMs = 2000;
/** A device that was away during the reveal for less than this is not called late. */
const lateAfterMs = 60_000;

/**
 * Runs a kickoff, and holds every replica to what was typed, agreed and seen. A browser that dies is a renderer in one
 * that all share, or, with `ownBrowsers`, a process of its own with all that belongs to it.
 */
export function testKickoff(title: string, size: KickoffSize, ownBrowsers = false): void {
	test(title, async ({ relay, browserOf, ownBrowserOf }) => {
		test.setTimeout(600_000 + 4 * size.darkMs);
		const newBrowser = async () =>
			ownBrowsers ? inOwn(await ownBrowserOf()) : inShared((await browserOf()).context());
		const kickoff = await runKickoff(relay, newBrowser, size);
		await expectNothingLost(kickoff);
		expectLate(kickoff);
		expectStages(kickoff);
		await disperse(kickoff);
	});
}

async function expectNothingLost({
	lead,
	hands,
	seats,
	cards,
	plan,
	planUrl
}: Kickoff): Promise<void> {
	const hashes = new Set<string | null | undefined>();
	for (const hand of hands) {
		await expect.poll(() => cards.missingFrom(wallOf(hand)), hand.name).toEqual([]);
		await expect.poll(() => plan.missingFrom(planOf(hand)), hand.name).toEqual([]);
		expect(cards.doubledIn(wallOf(hand)), hand.name).toEqual([]);
		expect(plan.doubledIn(planOf(hand)), hand.name).toEqual([]);
		for (const { kind } of lead.workshop.snapshot().rounds)
			expect(tallyIn(hand, kind)).toEqual(tallyIn(lead, kind));
		hashes.add(hand.cycle.snapshot().agreed?.hash);
	}
	for (const { name, page } of seats) {
		await expect(page.getByText('This workshop has ended.', { exact: false })).toBeVisible();
		await expect(async () => {
			const shown = await page.locator('main').evaluate(textsIn);
			const wall = { plan: [{ title: shown, keyResults: [] }], cards: [] };
			expect(cards.missingFrom(wall), `${name}’s wall`).toEqual([]);
		}).toPass({ timeout: 60_000 });
		await page.goto(planUrl);
		await expect(async () => {
			const shown = { plan: await planOn(page), cards: [] };
			expect(plan.missingFrom(shown), `${name}’s plan`).toEqual([]);
			expect(plan.doubledIn(shown), `${name}’s plan`).toEqual([]);
		}).toPass({ timeout: 60_000 });
		await page.goto(`${planUrl}/versions`);
		hashes.add(await page.locator('code[title]').first().getAttribute('title'));
	}
	expect(hashes.size, 'one version 1').toBe(1);
	expect([...hashes][0]).toMatch(/^[0-9a-f]{64}$/);
}

/** Everything that can be read in an element, also far below what is drawn, and in its fields. */
function textsIn(element: HTMLElement): string {
	const texts: string[] = [];
	const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
	while (walker.nextNode()) texts.push(walker.currentNode.textContent ?? '');
	const fields = element.querySelectorAll<HTMLInputElement>('input, textarea');
	return [...texts, ...[...fields].map(({ value }) => value)].join(' ').replace(/\s+/g, ' ');
}

/** What came after the reveal is marked, on every replica alike, and nothing else is. */
function expectLate({ hands, lead, phone, unheardMs }: Kickoff): void {
	const late = ({ workshop }: (typeof hands)[0]): string[] =>
		workshop
			.snapshot()
			.cards.filter(({ isLate }) => isLate)
			.map(({ text }) => text)
			.sort();
	// Around the minute it is either; a kickoff on a quick machine may be that short.
	const fromPhone = `${phone.name}idea`;
	const isLong = late(lead).includes(fromPhone);
	if (Math.abs(unheardMs - lateAfterMs) > 5000) expect(isLong).toBe(unheardMs > lateAfterMs);
	for (const hand of hands)
		expect(late(hand)).toEqual([...(isLong ? [fromPhone] : []), 'afterthought']);
}

/** Nobody was moved back, everybody came to the end, and whoever came back stood where the others stood soon after. */
function expectStages({ log, lead, seats, hands }: Kickoff): void {
	const { length } = lead.workshop.snapshot().agenda;
	expect(log.people()).toHaveLength(seats.length + hands.length);
	for (const who of log.people()) {
		const places = log.placesOf(who);
		expect(places, who).toEqual([...places].sort((a, b) => a - b));
		expect(places.at(-1), who).toBe(length);
	}
	const lags = log.lags().map(({ ms }) => ms);
	const worst = Math.max(...lags);
	const allowanceMs = log.starvedMs();
	console.log(
		`${lags.length} times a replica was connected again or saw another one come: equal within ${worst} ms; ` +
			`this process waited up to ${allowanceMs} ms for a processor meanwhile`
	);
	expect(lags.length).toBeGreaterThan(seats.length + hands.length);
	expect(worst).toBeLessThan(equalWithinMs + allowanceMs);
}
