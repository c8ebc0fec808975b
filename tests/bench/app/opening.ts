// How long a page takes from its first instant to the plan on the screen, offline: the server is dead, a worker serves
// the app, the team is on the device, the processor is four times slower. Each round opens the teams in turn.
import type { Browser, BrowserContext, Page } from 'playwright';
import { startRelayProcess } from '../../e2e/relayProcess.ts';
import { joinAsNew, untilControlled, untilSafe } from '../../e2e/steps.ts';
import { fullQuarter } from '../../doc/fullQuarter.ts';
import { medianOf, printRatio } from './measure.ts';
import { seedTeam } from './seed.ts';

const rounds = 9;
const slowdown = 4;
const older = 7;

export async function measureOpening(browser: Browser): Promise<void> {
	const relay = await startRelayProcess();
	const { url } = relay;
	try {
		const teams = [
			await seedTeam(url, 0),
			await seedTeam(url, 1),
			await seedTeam(url, 1, 'everybody'),
			await seedTeam(url, 1 + older)
		];
		const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'UTC' });
		const page = await context.newPage();
		for (const [at, { link, planPath }] of teams.entries()) {
			await joinAsNew(page, link, 'Zoe');
			await page.goto(url + planPath);
			await page
				.locator(at === 0 ? noRows : lastRow)
				.first()
				.waitFor();
			await untilControlled(page);
			await untilSafe(page);
		}
		await page.close();
		await relay.kill();

		const times = teams.map((): number[] => []);
		for (let round = -1; round < rounds; round++)
			for (const [at, { planPath }] of teams.entries()) {
				const ms = await open(context, url + planPath, at === 0 ? noRows : lastRow);
				if (round >= 0) times[at]?.push(ms);
			}
		const [empty = NaN, full = NaN, fullest = NaN, grown = NaN] = times.map(medianOf);
		const [, one, most, eight] = teams;
		console.log(
			`a full quarter: ${kB(one?.cycleBytes)}, checked in by everybody ${kB(most?.cycleBytes)}, its team ${kB(one?.teamBytes)}; after 8 cycles: ${kB(eight?.cycleBytes)}, its team ${kB(eight?.teamBytes)}`
		);
		printRatio('open a full quarter offline, against an empty team', full, empty, 1.5);
		printRatio('open one that everybody checked in, against the empty team', fullest, empty, 1.5);
		printRatio('open the newest of 8 cycles, against the only one', grown, full, 1.1);
		await context.close();
	} finally {
		await relay.close();
	}
}

/** The same of the first check-in, from the home screen's address, against the page that a device begins with. */
export async function measureFirstCard(browser: Browser): Promise<void> {
	const relay = await startRelayProcess();
	const { url } = relay;
	try {
		const { link } = await seedTeam(url, 1);
		const context = await browser.newContext({
			...{ locale: 'en-GB', timezoneId: 'UTC' },
			...{ viewport: { width: 360, height: 740 }, hasTouch: true }
		});
		const page = await context.newPage();
		await joinAsNew(page, link, 'Zoe');
		await page.goto(`${url}/check-in`);
		await page.locator(card).first().waitFor();
		await untilControlled(page);
		await untilSafe(page);
		await page.close();
		await relay.kill();
		const [cards, empties]: [number[], number[]] = [[], []];
		for (let round = -1; round < rounds; round++) {
			const [empty, first] = [
				await open(context, `${url}/`, 'main h1, main h2'),
				await open(context, `${url}/check-in`, card)
			];
			if (round < 0) continue;
			empties.push(empty);
			cards.push(first);
		}
		printRatio(
			'the first check-in offline, against the first page',
			medianOf(cards),
			medianOf(empties),
			1.5
		);
		await context.close();
	} finally {
		await relay.close();
	}
}

const noRows = '.empty button';
const card = '[data-check-in]';
const lastRow = `li:nth-child(${fullQuarter.objectives}) li:nth-child(${fullQuarter.keyResultsEach}) [data-item]`;

/** In ms from the start of the navigation to the frame that shows what the selector names. */
async function open(context: BrowserContext, url: string, drawn: string): Promise<number> {
	const page = await context.newPage();
	await slow(page);
	await page.addInitScript((selector) => {
		const look = (): void => {
			if (!document.querySelector(selector)?.checkVisibility()) requestAnimationFrame(look);
			else requestAnimationFrame(() => setTimeout(() => performance.mark('drawn')));
		};
		look();
	}, drawn);
	await page.goto(url, { waitUntil: 'commit' });
	const ms = await page
		.waitForFunction(() => performance.getEntriesByName('drawn')[0]?.startTime)
		.then((handle) => handle.jsonValue());
	await page.close();
	return ms ?? NaN;
}

async function slow(page: Page): Promise<void> {
	const devtools = await page.context().newCDPSession(page);
	await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
}

function kB(bytes = NaN): string {
	return `${(bytes / 1000).toFixed(1)} kB`;
}
