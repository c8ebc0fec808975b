import { deleteObjective, press, rewrite, setTarget, step, typeAt, typeNumbers } from './hands.ts';
import type { RelayProcess } from './relayProcess.ts';
import {
	expect,
	itemOn,
	keyResultsOn,
	lineOf,
	objectivesOn,
	screenOf,
	untilAllSeeTheSame
} from './screen.ts';
import {
	choose,
	composeBeside,
	pasteBeside,
	untilGone,
	writeOneLine,
	writePlan,
	writeWhileMoved,
	type Cast,
	type Draft
} from './story.ts';
import { untilSafe, type Person } from './world.ts';

/*
 * The story that every way of reaching Cairn has to stand: three people write a plan of three objectives
 * with three key results each, part, lose the relay, meet again with a fourth, and settle what is at odds.
 */

/** How the one who loses the network goes on and comes back, where that differs. */
export interface Turns {
	/** In the middle of writing alone. */
	breakOff: (cem: Person) => Promise<void>;
	/** The relay is there again. */
	comeBack: (cem: Person) => Promise<void>;
	/** Somebody comes to it fresh. */
	arrive: () => Promise<Person>;
}

/** What the story is about, by the id of its item. */
interface Items {
	ferries: string;
	fishers: string;
	visitors: string;
	delays: string;
	boarding: string;
	complaints: string;
	warnings: string;
}

const drafts: [Draft, Draft, Draft] = [
	{
		title: 'Ferries arrive on time',
		keyResults: [
			['Sailings delayed', '19', '11'],
			['Passengers queueing', '52', '68'],
			['Complaints received', '31', '13']
		]
	},
	{
		title: 'Fishers trust our weather',
		keyResults: [
			['Forecasts opened', '21', '64'],
			['Warnings heard', '37', '88'],
			['Nets lost', '44', '16']
		]
	},
	{
		title: 'Visitors find their way',
		keyResults: [
			['Maps taken', '23', '71'],
			['Wrong turns', '45', '17'],
			['Tours booked', '26', '83']
		]
	}
];

/** Plays it from the empty plan to the settled one, and gives back everybody who is in at the end. */
export async function playTheStory(
	cast: Cast,
	relay: RelayProcess,
	turns: Turns
): Promise<Person[]> {
	const { ana, ben, cem } = cast;
	const items = await writeTogether(cast);
	await part(cast, items);
	await relay.kill();
	await goOnAlone(cast, items, turns.breakOff);
	await relay.start();
	await Promise.all([untilSafe(ana.page), untilSafe(ben.page)]);
	await turns.comeBack(cem);
	await untilSafe(cem.page);
	const four = [ana, ben, cem, await turns.arrive()];
	await meet(cast, items, four);
	await settle(cast, items, four);
	return four;
}

async function writeTogether(cast: Cast): Promise<Items> {
	const { ana, ben, cem, ledger } = cast;
	const three = [ana, ben, cem];
	const [ferries = '', fishers = '', visitors = ''] = await writePlan(three, drafts, ledger);
	const [delays = '', boarding = '', complaints = ''] = await keyResultsOn(ana.page, ferries);
	const [, warnings = ''] = await keyResultsOn(cem.page, fishers);
	await writeOneLine(cast, ferries);
	await composeBeside(cast, boarding);
	await pasteBeside(cast, warnings);
	await writeWhileMoved(cast, complaints);
	for (const { page } of three) await untilSafe(page);
	const together = await untilAllSeeTheSame(three, ledger);
	expect(together.plan.map(({ keyResults }) => keyResults.length)).toEqual([3, 3, 3]);
	expect(together.cards).toEqual([]);
	return { ferries, fishers, visitors, delays, boarding, complaints, warnings };
}

/** Cem loses the network; Ana and Ben go on, each seeing what the other does. */
async function part(
	{ ana, ben, cem, ledger }: Cast,
	{ ferries, fishers, visitors, delays }: Items
): Promise<void> {
	await cem.page.context().setOffline(true);
	await expect(cem.page.locator('[data-relay]')).toHaveAttribute('data-relay', 'off');
	const titleBefore = await lineOf(ana.page, ferries).inputValue();
	ledger.strike(titleBefore);
	ledger.strike('11');
	await rewrite(ben, ferries, ledger.write('Nobody waits longer'));
	await setTarget(ana, delays, ledger.write('9'));
	await deleteObjective(ana, fishers);
	await deleteObjective(ben, visitors);
	for (const { page } of [ana, ben]) await expect.poll(() => objectivesOn(page)).toEqual([ferries]);
	await untilSafe(ben.page);
	await untilSafe(ana.page);
	await expect(lineOf(cem.page, ferries)).toHaveValue(titleBefore);
}

/** There is no relay; everybody is alone. */
async function goOnAlone(
	{ ana, ben, cem, ledger }: Cast,
	{ ferries, fishers, visitors, delays, boarding, complaints, warnings }: Items,
	breakOff: Turns['breakOff']
): Promise<void> {
	await step(ana, complaints, 'ArrowUp');
	await addKeyResult(ana, ferries, [
		ledger.write('Timetables printed'),
		ledger.write('58'),
		ledger.write('99')
	]);
	await typeAt(ana, boarding, 'End', ledger.write(' aboard'));
	await typeAt(ben, boarding, 'Home', ledger.write('Weekend '));

	await rewrite(cem, ferries, ledger.write('Crossings feel effortless'));
	await breakOff(cem);
	await expect(lineOf(cem.page, ferries)).toHaveValue('Crossings feel effortless');
	await setTarget(cem, delays, ledger.write('7'));
	await typeAt(cem, visitors, 'End', ledger.write(' unaided'));
	await typeAt(cem, warnings, 'End', ledger.write(' ashore'));
	await addKeyResult(cem, ferries, [
		ledger.write('Gangways cleared'),
		ledger.write('34'),
		ledger.write('95')
	]);
	await step(cem, visitors, 'ArrowUp', 'ArrowUp');
	await expect.poll(() => objectivesOn(cem.page)).toEqual([visitors, ferries, fishers]);
}

async function meet(
	{ ledger }: Cast,
	{ ferries, fishers, visitors, delays }: Items,
	four: Person[]
): Promise<void> {
	const met = await untilAllSeeTheSame(four, ledger);
	expect(await objectivesOn(four[3]!.page)).toEqual([visitors, ferries, fishers]);
	expect(met.plan.map(({ keyResults }) => keyResults.length)).toEqual([3, 5, 3]);
	expect(met.cards.map(({ id }) => id).sort()).toEqual(
		[`${ferries}/title`, `${delays}/target`, `${fishers}/deleted`, `${visitors}/deleted`].sort()
	);
}

/** One chooses, on the plan or among what Now asks for, and the card is gone everywhere. */
async function settle(
	{ ana, ben, cem, ledger }: Cast,
	{ ferries, fishers, visitors, delays }: Items,
	four: Person[]
): Promise<void> {
	const dan = four[3]!;
	await press(cem, cem.page.getByRole('link', { name: 'Now' }));
	await expect(cem.page.getByRole('heading', { name: '4 things to settle' })).toBeVisible();
	await choose(ben, `${ferries}/title`, 'Use this: Crossings feel effortless');
	ledger.strike('Nobody waits longer');
	await choose(ana, `${delays}/target`, 'Use this: 9');
	ledger.strike('7');
	await choose(cem, `${visitors}/deleted`, 'Keep it');
	await untilGone(four, [`${ferries}/title`, `${delays}/target`, `${visitors}/deleted`]);
	await press(cem, cem.page.getByRole('navigation').getByRole('link', { name: 'Plan' }));
	await cem.page.waitForURL(/\/plan$/);
	ledger.strike(JSON.stringify((await screenOf(dan.page)).plan.at(-1)));
	await choose(dan, `${fishers}/deleted`, 'Delete it all the same');
	await untilGone(four, [`${fishers}/deleted`]);
	const settled = await untilAllSeeTheSame(four, ledger);
	expect(settled.cards).toEqual([]);
	expect(settled.plan.map(({ title }) => title)).toEqual([
		'Visitors find their way unaided',
		'Crossings feel effortless'
	]);
	for (const { page } of four) {
		await expect(itemOn(page, delays).getByLabel('To (target)')).toHaveValue('9');
		await untilSafe(page);
	}
}

async function addKeyResult(
	who: Person,
	objective: string,
	[metric, from, to]: [metric: string, from: string, to: string]
): Promise<void> {
	const { page } = who;
	const before = await keyResultsOn(page, objective);
	await press(who, itemOn(page, objective).getByRole('button', { name: 'Add a key result' }));
	await expect
		.poll(async () => (await keyResultsOn(page, objective)).length)
		.toBe(before.length + 1);
	const added = (await keyResultsOn(page, objective)).find((id) => !before.includes(id)) ?? '';
	await expect(lineOf(page, added)).toBeFocused();
	await page.keyboard.type(metric);
	await typeNumbers(page, from, to);
}
