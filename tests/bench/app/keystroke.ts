// How long a keystroke in one browser takes to be painted in another, while ten more people write, and how long it
// takes between the same two pages over a bare socket. Keystrokes of both kinds take turns; both are painted in a
// textarea and looked for in the same way. One machine has one clock.
import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright';
import type { ObjectiveId } from '#lib/okr/ids.ts';
import { createTeam } from '#lib/team/catalogue.ts';
import { openDevice } from '#lib/team/device.ts';
import { launchOptions } from '../../../tools/chromium.ts';
import { startRelayProcess } from '../../e2e/relayProcess.ts';
import { joinAsNew, untilSafe } from '../../e2e/steps.ts';
import { freePort } from './freePort.ts';
import { medianOf, printRatio } from './measure.ts';

const rounds = 40;
const warmUp = 3;
const pauseMs = 120;
/** A machine that is busy with other things says what it has by then. */
const longestMs = 150_000;

const measured = 'article[data-item] textarea';
/** What is typed into this goes over a bare socket. */
export const bare = '#bare';

export async function measureKeystrokes(): Promise<void> {
	const relay = await startRelayProcess();
	const echo = await startEcho();
	const browsers = await Promise.all([1, 2].map(() => chromium.launch(launchOptions)));
	let writers: ChildProcess | null = null;
	try {
		const { link, planPath } = await foundTeam(relay.url);
		const [from, to] = (await Promise.all(
			browsers.map(async (browser, at) => {
				const page = await openPage(browser);
				await joinAsNew(page, link, at === 0 ? 'Zoe' : 'Yan');
				await page.goto(relay.url + planPath);
				await page.locator(measured).first().waitFor();
				await untilSafe(page);
				await connectBare(page, echo.port);
				return page;
			})
		)) as [Page, Page];
		writers = await startWriters(relay.url, link);

		const product: number[] = [];
		const socket: number[] = [];
		const endAt = Date.now() + longestMs;
		for (let round = -warmUp; round < rounds && Date.now() < endAt; round++) {
			const [typed, sent] = [await press(from, to, measured), await press(from, to, bare)];
			if (round < 0 || Number.isNaN(typed + sent)) continue;
			product.push(typed);
			socket.push(sent);
		}
		const worst = (times: number[]): string =>
			[...times].sort((one, other) => one - other)[Math.floor(times.length * 0.95)]?.toFixed(0) ??
			'';
		printRatio(
			'keystroke to paint, ten others writing, against a bare socket',
			medianOf(product),
			medianOf(socket),
			6
		);
		console.log(
			`${product.length} of ${rounds} keystrokes; of 100 keystrokes 95 within ${worst(product)} ms, over the bare socket ${worst(socket)} ms`
		);
	} finally {
		writers?.kill();
		echo.kill();
		await Promise.all(browsers.map((browser) => browser.close()));
		await relay.close();
	}
}

/** A team with an objective for the two browsers and ten key results for the writers. */
async function foundTeam(origin: string): Promise<{ link: string; planPath: string }> {
	const device = await openDevice(`${origin.replace('http', 'ws')}/sync`);
	const today = new Date().getUTCFullYear();
	const made = await createTeam(device, {
		name: 'Writers',
		person: { name: 'Ana', colour: 0 },
		cycle: { name: 'Year', startOn: `${today}-01-01`, endOn: `${today}-12-31`, timeZone: 'UTC' }
	});
	if (!made.ok) throw new Error(made.why);
	const { team, cycleId } = made;
	const cycle = await team.openCycle(cycleId);
	for (let objective = 0; objective < 3; objective++) {
		const id = cycle.addObjective() as ObjectiveId;
		for (let at = 0; at < (objective === 0 ? 0 : 5); at++) cycle.addKeyResult(id);
	}
	while (team.safety().relay.at !== 'safe') await new Promise((done) => setTimeout(done, 50));
	const { edit } = team.links(origin);
	await team.close();
	return { link: edit ?? '', planPath: `/t/${team.teamId}/c/${cycleId}/plan` };
}

/** A server that does nothing but send what comes to everybody. */
export async function startEcho(): Promise<{ port: number; kill: () => void }> {
	const port = await freePort();
	const child = spawn(
		process.execPath,
		[path.join(import.meta.dirname, '../relay/servers/bare.js')],
		{ env: { ...process.env, PORT: String(port) }, stdio: 'inherit' }
	);
	return { port, kill: () => void child.kill() };
}

async function openPage(browser: Browser): Promise<Page> {
	// The page itself lets nobody but its own relay be talked to.
	const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'UTC', bypassCSP: true });
	return context.newPage();
}

/** Puts a textarea on the page whose keys go out on a bare socket, and into which what comes in is written. */
export async function connectBare(page: Page, port: number): Promise<void> {
	await page.evaluate(async (to) => {
		const area = document.createElement('textarea');
		area.id = 'bare';
		area.style.cssText =
			'position: fixed; inset: 0 auto auto 0; width: 4rem; height: 2rem; z-index: 9';
		document.body.append(area);
		const socket = new WebSocket(`ws://127.0.0.1:${to}/bare`);
		await new Promise((resolve) => socket.addEventListener('open', resolve));
		area.addEventListener('input', () => socket.send(area.value));
		socket.binaryType = 'arraybuffer';
		socket.addEventListener('message', ({ data }: MessageEvent<ArrayBuffer>) => {
			const text = new TextDecoder().decode(data);
			// One's own letters come back, perhaps after more were typed.
			if (text.length > area.value.length) area.value = text;
		});
	}, port);
}

/** In ms from the keystroke's own time in one page to the end of the frame that shows it in the other. */
export async function press(from: Page, to: Page, selector: string): Promise<number> {
	const painted = await to.evaluateHandle((wanted) => {
		const area = document.querySelector<HTMLTextAreaElement>(wanted);
		const before = area?.value;
		const shown = new Promise<number>((resolve) => {
			const look = (): void => {
				if (area?.value === before) return void requestAnimationFrame(look);
				const after = new MessageChannel();
				after.port1.onmessage = () => resolve(performance.timeOrigin + performance.now());
				after.port2.postMessage(null);
			};
			requestAnimationFrame(look);
			setTimeout(() => resolve(NaN), 10_000);
		});
		return { shown };
	}, selector);
	await from.evaluate((wanted) => {
		document.querySelector<HTMLTextAreaElement>(wanted)?.focus({ preventScroll: true });
		addEventListener(
			'keydown',
			({ timeStamp }) =>
				Object.assign(globalThis, { struckAt: performance.timeOrigin + timeStamp }),
			{ capture: true, once: true }
		);
	}, selector);
	await from.keyboard.press('x');
	const shownAt = await painted.evaluate(({ shown }) => shown);
	const struckAt = await from.evaluate(() => Reflect.get(globalThis, 'struckAt') as number);
	await painted.dispose();
	await new Promise((resolve) => setTimeout(resolve, pauseMs));
	return shownAt - struckAt;
}

function startWriters(origin: string, link: string): Promise<ChildProcess> {
	const file = path.join(import.meta.dirname, 'writers.ts');
	const child = spawn(process.execPath, [file, origin, link], {
		stdio: ['ignore', 'pipe', 'inherit']
	});
	return new Promise((resolve, reject) => {
		child.stdout.once('data', () => resolve(child));
		child.once('exit', (code) => reject(new Error(`The writers ended with ${code}.`)));
	});
}
