// A kickoff of thirty people and two hundred cards: how long a moved card takes to a colleague's screen, against the same over
// a bare socket between the same two pages; how smooth a wall stays while ten people type, and what a phone keeps in memory.
import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { type Browser, type CDPSession, chromium, type Page } from 'playwright';
import { launchOptions } from '../../../tools/chromium.ts';
import { type RelayProcess, startRelayProcess } from '../../e2e/relayProcess.ts';
import { joinAsNew, untilSafe } from '../../e2e/steps.ts';
import type { CrowdCommand, CrowdPlace } from './crowd.ts';
import { bare, connectBare, press, startEcho } from './keystroke.ts';
import { medianOf, printRatio } from './measure.ts';

const moves = 15;
const warmUp = 2;
const watchMs = 6000;
const slowdown = 4;

interface Crowd {
	place: CrowdPlace;
	tell: (command: CrowdCommand) => Promise<void>;
	leave: () => void;
}

export async function measureWorkshop(): Promise<void> {
	const relay = await startRelayProcess();
	const echo = await startEcho();
	const browsers = await Promise.all([1, 2].map(() => chromium.launch(launchOptions)));
	let crowd: Crowd | null = null;
	try {
		crowd = await startCrowd(relay);
		const { place, tell } = crowd;
		const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };
		const [from, to] = await Promise.all([
			come(browsers[0]!, relay, place, 'Zoe'),
			come(browsers[1]!, relay, place, 'Yan', phone)
		]);
		for (const page of [from, to]) await connectBare(page, echo.port);

		const session = await to.context().newCDPSession(to);
		// Of the processor's time, not the clock's: others want it too.
		await session.send('Performance.enable', { timeDomain: 'threadTicks' });
		const before = await memoryOf(session);
		const empty = await framesOf(to, session);
		await tell('ideas');
		for (const page of [from, to])
			await page.locator('article', { hasText: 'Idea 199' }).waitFor({ timeout: 60_000 });
		await measureMoves(from, to);
		await tell('type');
		const busy = await framesOf(to, session);
		await tell('end');
		await to.getByText('10 of 10').waitFor({ timeout: 60_000 });
		await untilSafe(to);
		const after = await memoryOf(session);

		printRatio(
			'wall, ten people typing, frame p95 at 4 × CPU, against the empty one',
			busy.p95,
			empty.p95,
			2
		);
		console.log(
			`meanwhile the phone’s page computes ${busy.computes.toFixed(0)} ms a second, the empty wall ${empty.computes.toFixed(0)}`
		);
		for (const [what, goal] of [['heap', 1.5] as const, ['nodes', 1.5] as const])
			console.log(
				`a phone’s ${what} after the workshop against before: ${after[what].toFixed(1)} against ` +
					`${before[what].toFixed(1)}, ${(after[what] / before[what]).toFixed(2)} × (goal ${goal} ×)`
			);
	} finally {
		crowd?.leave();
		echo.kill();
		await Promise.all(browsers.map((browser) => browser.close()));
		await relay.close();
	}
}

/** Moves of a card and keystrokes over the bare socket take turns. */
async function measureMoves(from: Page, to: Page): Promise<void> {
	const product: number[] = [];
	const socket: number[] = [];
	for (let round = -warmUp; round < moves; round++) {
		const [moved, sent] = [await move(from, to, round + warmUp), await press(from, to, bare)];
		if (round < 0 || Number.isNaN(moved + sent)) continue;
		product.push(moved);
		socket.push(sent);
	}
	printRatio(
		`card to a colleague’s wall of 200 (${product.length} of ${moves} moves), against a bare socket`,
		medianOf(product),
		medianOf(socket),
		8
	);
}

/** In ms from the tap on the last row of a card's menu to the end of the frame that shows the card elsewhere. */
async function move(from: Page, to: Page, turn: number): Promise<number> {
	const text = `Idea ${100 + turn * 3}:`;
	const painted = await to.evaluateHandle((wanted) => {
		const home = (): string | undefined => {
			const cards = [...document.querySelectorAll('article')];
			const card = cards.find((one) => one.textContent?.includes(wanted));
			return card && (card.closest('section')?.dataset.cluster ?? 'none');
		};
		const before = home();
		const shown = new Promise<number>((resolve) => {
			const look = (): void => {
				const now = home();
				if (now === undefined || now === before) return void requestAnimationFrame(look);
				const after = new MessageChannel();
				after.port1.onmessage = () => resolve(performance.timeOrigin + performance.now());
				after.port2.postMessage(null);
			};
			requestAnimationFrame(look);
			setTimeout(() => resolve(NaN), 10_000);
		});
		return { shown };
	}, text);
	await from.getByRole('button', { name: new RegExp(`^What to do with “${text}`) }).click();
	await from.evaluate(() =>
		addEventListener(
			'click',
			({ timeStamp }) =>
				Object.assign(globalThis, { struckAt: performance.timeOrigin + timeStamp }),
			{ capture: true, once: true }
		)
	);
	await from.locator('[role^=menuitem]', { hasText: `Group ${turn % 10}` }).click();
	const shownAt = await painted.evaluate(({ shown }) => shown);
	const struckAt = await from.evaluate(() => Reflect.get(globalThis, 'struckAt') as number);
	await painted.dispose();
	return shownAt - struckAt;
}

/** Of 100 frames 95 take at most so many ms; and how many ms of each second the page computes. */
async function framesOf(
	page: Page,
	session: CDPSession
): Promise<{ p95: number; computes: number }> {
	await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
	const began = await valueOf(session, 'TaskDuration');
	const frames = await page.evaluate(
		(ms) =>
			new Promise<number[]>((resolve) => {
				const took: number[] = [];
				const end = performance.now() + ms;
				let before = performance.now();
				const next = (): void => {
					const now = performance.now();
					took.push(now - before);
					before = now;
					if (now < end) requestAnimationFrame(next);
					else resolve(took);
				};
				requestAnimationFrame(next);
			}),
		watchMs
	);
	const computed = (await valueOf(session, 'TaskDuration')) - began;
	await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
	return {
		p95: [...frames].sort((a, b) => a - b)[Math.floor(frames.length * 0.95)] ?? NaN,
		computes: (computed * 1000) / (watchMs / 1000)
	};
}

/** What is left after garbage was collected: the heap in MB, and nodes of the document in thousands. */
async function memoryOf(session: CDPSession): Promise<{ heap: number; nodes: number }> {
	for (let turn = 0; turn < 3; turn++) await session.send('HeapProfiler.collectGarbage');
	return {
		heap: (await valueOf(session, 'JSHeapUsedSize')) / 1e6,
		nodes: (await valueOf(session, 'Nodes')) / 1000
	};
}

async function valueOf(session: CDPSession, wanted: string): Promise<number> {
	const { metrics } = await session.send('Performance.getMetrics');
	return metrics.find(({ name }) => name === wanted)?.value ?? NaN;
}

async function come(
	browser: Browser,
	relay: RelayProcess,
	{ link, stagePath }: CrowdPlace,
	name: string,
	options = {}
): Promise<Page> {
	// The page itself lets nobody but its own relay be talked to.
	const how = { locale: 'en-GB', timezoneId: 'UTC', bypassCSP: true, ...options };
	const page = await (await browser.newContext(how)).newPage();
	await joinAsNew(page, link, name);
	await page.goto(relay.url + stagePath);
	await page.getByRole('button', { name: 'I’m in the room' }).click();
	await page.getByText('1 of 10').waitFor();
	await untilSafe(page);
	return page;
}

function startCrowd(relay: RelayProcess): Promise<Crowd> {
	const child: ChildProcess = spawn(
		process.execPath,
		[path.join(import.meta.dirname, 'crowd.ts'), relay.url],
		{ stdio: ['ignore', 'inherit', 'inherit', 'ipc'] }
	);
	const answer = <T>(): Promise<T> =>
		new Promise((resolve, reject) => {
			child.once('message', (told: T) => resolve(told));
			child.once('exit', (code) => reject(new Error(`The crowd ended with ${code}.`)));
		});
	return answer<CrowdPlace>().then((place) => ({
		place,
		async tell(command) {
			child.send(command);
			await answer<string>();
		},
		leave() {
			child.removeAllListeners('exit');
			child.kill();
		}
	}));
}
