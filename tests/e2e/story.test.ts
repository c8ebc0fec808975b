import type { Page } from '@playwright/test';
import { deleteObjective, rewrite, setTarget, step, typeAt, typeNumbers } from './hands.ts';
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
	gather,
	pasteBeside,
	untilGone,
	writeOneLine,
	writePlan,
	writeWhileMoved,
	type Draft
} from './story.ts';
import { joinAsNew, openPlan, test, untilSafe } from './world.ts';

// Pictures of every step of several pages would cost more than the steps themselves.
test.use({ trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false } });

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

test('three people write one plan together, part, lose the relay, and meet without losing a word', async ({
	relay,
	browserOf
}) => {
	test.setTimeout(240_000);
	const cast = await gather(browserOf, relay.url);
	const { ana, ben, cem, link, ledger } = cast;
	const three = [ana, ben, cem];

	// Together.
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

	// Cem loses the network; Ana and Ben go on, each seeing what the other does.
	await untilControlled(cem.page);
	await cem.page.context().setOffline(true);
	await expect(cem.page.locator('[data-relay]')).toHaveAttribute('data-relay', 'off');
	const titleBefore = await lineOf(ana.page, ferries).inputValue();
	ledger.strike(titleBefore);
	ledger.strike('11');
	await rewrite(ben.page, ferries, ledger.write('Nobody waits longer'));
	await setTarget(ana.page, delays, ledger.write('9'));
	await deleteObjective(ana.page, fishers);
	await deleteObjective(ben.page, visitors);
	for (const { page } of [ana, ben]) await expect.poll(() => objectivesOn(page)).toEqual([ferries]);
	await untilSafe(ben.page);
	await untilSafe(ana.page);

	// The relay dies; now everybody is alone.
	await relay.kill();
	await step(ana.page, complaints, 'ArrowUp');
	await addKeyResult(ana.page, ferries, [
		ledger.write('Timetables printed'),
		ledger.write('58'),
		ledger.write('99')
	]);
	await typeAt(ana.page, boarding, 'End', ledger.write(' aboard'));
	await typeAt(ben.page, boarding, 'Home', ledger.write('Weekend '));

	await expect(lineOf(cem.page, ferries)).toHaveValue(titleBefore);
	await rewrite(cem.page, ferries, ledger.write('Crossings feel effortless'));
	await reloadOffline(cem.page);
	await expect(lineOf(cem.page, ferries)).toHaveValue('Crossings feel effortless');
	await setTarget(cem.page, delays, ledger.write('7'));
	await typeAt(cem.page, visitors, 'End', ledger.write(' unaided'));
	await typeAt(cem.page, warnings, 'End', ledger.write(' ashore'));
	await addKeyResult(cem.page, ferries, [
		ledger.write('Gangways cleared'),
		ledger.write('34'),
		ledger.write('95')
	]);
	await step(cem.page, visitors, 'ArrowUp', 'ArrowUp');
	await expect.poll(() => objectivesOn(cem.page)).toEqual([visitors, ferries, fishers]);

	// The relay is back, and so is everybody; Dan comes to it fresh.
	await relay.start();
	await Promise.all([untilSafe(ana.page), untilSafe(ben.page)]);
	await cem.page.context().setOffline(false);
	await untilSafe(cem.page);
	const dan = await joinAsNew(await browserOf(), link, 'Dan');
	const four = [...three, dan];
	const met = await untilAllSeeTheSame(four, ledger);
	expect(await objectivesOn(dan.page)).toEqual([visitors, ferries, fishers]);
	expect(met.plan.map(({ keyResults }) => keyResults.length)).toEqual([3, 5, 3]);
	expect(met.cards.map(({ id }) => id).sort()).toEqual(
		[`${ferries}/title`, `${delays}/target`, `${fishers}/deleted`, `${visitors}/deleted`].sort()
	);

	// One chooses, on the plan or among what Now asks for, and the card is gone everywhere.
	await cem.page.getByRole('link', { name: 'Now' }).click();
	await expect(cem.page.getByRole('heading', { name: '4 things to settle' })).toBeVisible();
	await choose(ben, `${ferries}/title`, 'Use this: Crossings feel effortless');
	ledger.strike('Nobody waits longer');
	await choose(ana, `${delays}/target`, 'Use this: 9');
	ledger.strike('7');
	await choose(cem, `${visitors}/deleted`, 'Keep it');
	await untilGone(four, [`${ferries}/title`, `${delays}/target`, `${visitors}/deleted`]);
	await openPlan(cem.page);
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
});

/** Waits until the worker serves this page, so that it opens without any server. */
async function untilControlled(page: Page): Promise<void> {
	await page.evaluate(async () => {
		const { serviceWorker } = navigator;
		await serviceWorker.ready;
		if (serviceWorker.controller) return;
		await new Promise((resolve) => {
			serviceWorker.addEventListener('controllerchange', resolve, { once: true });
		});
	});
}

/** Reloads with neither network nor server, once the words are said to be safe on this device. */
async function reloadOffline(page: Page): Promise<void> {
	await expect(page.locator('[data-disk]')).toHaveAttribute('data-disk', 'safe');
	await page.reload();
	await expect(page.locator('[data-relay]')).toHaveAttribute('data-relay', 'off');
}

async function addKeyResult(
	page: Page,
	objective: string,
	[metric, from, to]: [metric: string, from: string, to: string]
): Promise<void> {
	const before = await keyResultsOn(page, objective);
	await itemOn(page, objective).getByRole('button', { name: 'Add a key result' }).click();
	await expect
		.poll(async () => (await keyResultsOn(page, objective)).length)
		.toBe(before.length + 1);
	const added = (await keyResultsOn(page, objective)).find((id) => !before.includes(id)) ?? '';
	await expect(lineOf(page, added)).toBeFocused();
	await page.keyboard.type(metric);
	await typeNumbers(page, from, to);
}
