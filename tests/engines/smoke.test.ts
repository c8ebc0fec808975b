import { afterEach, describe, expect, test, vi } from 'vitest';
import { startRelayProcess, type RelayProcess } from '../e2e/relayProcess.ts';
import { lastDayIn } from '../lastDay.ts';
import { engines } from './engines.ts';
import { at, click, fill, see, startTeam, textOf, until, untilControlled } from './story.ts';
import { expectedNoise, type Visitor } from './visitor.ts';

// Two real browsers, and whatever else the machine does.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 60_000 });

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
	for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const missing = (engine: string): string =>
	`${engine} cannot be installed here: NOTHING WAS PROVED IN IT`;

async function cast(engine: keyof typeof engines) {
	const ben = await engines[engine]();
	if (!ben) return null;
	cleanups.push(() => ben.close());
	const ana = (await engines.Chromium())!;
	cleanups.push(() => ana.close());
	const relay = await startRelayProcess();
	cleanups.push(() => relay.close());
	return { ana, ben, relay };
}

test('[ENGINE-1] what an engine complains of counts, unless the server is away', () => {
	for (const told of [
		"WebSocket connection to 'ws://localhost:1/sync/a.team' failed: Error in connection establishment: net::ERR_CONNECTION_REFUSED",
		"WebSocket connection to 'ws://localhost:1/sync/a.team' failed: WebSocket is closed before the connection is established.",
		'TypeError: Failed to fetch'
	])
		expect(told).toMatch(expectedNoise);
	for (const told of [
		"WebSocket connection to 'ws://localhost:1/sync/a.team' failed: Error during WebSocket handshake: Unexpected response code: 403",
		"WebSocket connection to 'ws://localhost:1/sync/a.team' failed: Invalid frame header",
		"TypeError: Cannot read properties of undefined (reading 'serviceWorker')",
		"InvalidStateError: Failed to execute 'send' on 'WebSocket': Still in CONNECTING state.",
		'NS_ERROR_FAILURE'
	])
		expect(told).not.toMatch(expectedNoise);
});

describe.each(Object.keys(engines) as (keyof typeof engines)[])('%s', (engine) => {
	test('[ENGINE-1] opens, joins, writes, goes on without a server, checks in, and meets a colleague', async ({
		skip
	}) => {
		const found = await cast(engine);
		if (!found) return skip(missing(engine));
		const { ana, ben, relay } = found;
		const link = await startTeam(ana, relay);
		await join(ben, link);
		await writeTogether(ana, ben);
		await agree(ben, 'Ben');
		await goOnAlone(ben, relay);
		await meetAgain(ana, ben, relay);
		expect(ben.problems(), 'what the browser complained of').toEqual([]);
	});

	test('[ENGINE-2] shows nothing in a line that nobody wrote, in fields as wide as what stands in them', async ({
		skip
	}) => {
		const found = await cast(engine);
		if (!found) return skip(missing(engine));
		const { ana, ben, relay } = found;
		await join(ben, await startTeam(ana, relay));
		await click(ben, 'button', 'Write the first objective');
		await ben.type('Crews feel at home');
		await lookAtNewLine(ben, engine);
	});

	test('[ENGINE-3] shows a reader the status, who is asked nothing, also with the server dead after one visit', async ({
		skip
	}) => {
		const found = await cast(engine);
		if (!found) return skip(missing(engine));
		const { ana, ben: reader, relay } = found;
		const view = await startTeam(ana, relay, 'v');
		await agree(ana, 'Ana');
		await reader.goto(view);
		await at(reader, '/status');
		await see(reader, 'Paper forms left');
		await see(reader, '0 of 2 key results');
		await untilControlled(reader);
		await until(reader, 'disk', 'safe');
		await relay.kill();
		await reader.kill();
		await reader.reopen();
		await reader.goto(relay.url);
		await click(reader, 'link', 'Lighthouse');
		await at(reader, '/status');
		await see(reader, 'Paper forms left');
		expect(reader.problems(), 'what the browser complained of').toEqual([]);
	});
});

/** Of a line that was just begun: the widths of its number fields, whether its owner looks like a button, and its date. */
async function lookAtNewLine(ben: Visitor, engine: keyof typeof engines): Promise<void> {
	await click(ben, 'field', 'Objective 1');
	await ben.press('End');
	await ben.press('Enter');
	await ben.type('Answered within a day');
	const { widths, look } = await ben.evaluate(() => {
		const numbers = document.querySelectorAll('input[inputmode=decimal]');
		const owner = document.querySelector<HTMLElement>('li select')!;
		return {
			widths: [...numbers].map((field) => field.getBoundingClientRect().width),
			look: getComputedStyle(owner).appearance
		};
	}, null);
	expect(widths).toHaveLength(2);
	expect(Math.max(...widths)).toBeLessThan(60);
	expect(look).toBe('none');
	// The others write a pattern there, such as dd/mm/yyyy, which nobody takes for a day.
	if (engine !== 'WebKitGTK') return;
	const date = 'li input[type=date]';
	const shown = await ben.picture(date);
	await ben.evaluate((date) => {
		document.querySelector<HTMLElement>(date)!.style.color = 'transparent';
	}, date);
	expect(shown.equals(await ben.picture(date)), 'nothing is written in it').toBe(true);
}

async function join(ben: Visitor, link: string): Promise<void> {
	await ben.goto(link);
	await fill(ben, 'Your name', 'Ben');
	await click(ben, 'button', 'Join');
	await at(ben, '/now');
	await click(ben, 'link', 'Plan');
	await at(ben, '/plan');
	// The secret is in no address that the browser remembers.
	expect(await ben.evaluate(() => location.hash, null)).toBe('');
}

/** Each sees the other's words as they are typed. */
async function writeTogether(ana: Visitor, ben: Visitor): Promise<void> {
	await click(ben, 'button', 'Write the first objective');
	await ben.type('Crews feel at home');
	await see(ana, 'Crews feel at home');
	await click(ana, 'field', 'Objective 1');
	await ana.press('End');
	await ana.type(' on board');
	await see(ben, 'Crews feel at home on board');
	await until(ben, 'disk', 'safe');
	await until(ben, 'relay', 'safe');
}

async function agree(ben: Visitor, owner: string): Promise<void> {
	await click(ben, 'button', 'Plan: more');
	const day = lastDayIn(await ben.evaluate(() => document.body.textContent, null));
	await click(ben, 'menuitem', 'Paste a plan');
	await click(ben, 'field', 'Your plan');
	await ben.evaluate(
		(text) => {
			const field = document.activeElement as HTMLTextAreaElement;
			field.setRangeText(text);
			field.dispatchEvent(new Event('input', { bubbles: true }));
		},
		[
			'Objective\tKey result\tBaseline\tTarget\tUnit\tDue\tOwner',
			`Papers are gone\tPaper forms left\t90\t10\tforms\t${day}\t${owner}`,
			`\tAnswered within a day\t20\t80\t%\t${day}\t${owner}`
		].join('\n')
	);
	await click(ben, 'button', 'Add to the plan');
	await click(ben, 'link', 'See the plan');
	await click(ben, 'button', 'Agree this plan');
	await click(ben, 'button', 'Agree as version 1');
	await click(ben, 'button', 'To the plan');
	await until(ben, 'relay', 'safe');
}

/** The server is dead: a reload, a place never visited, a check-in, and the browser ended in the middle. */
async function goOnAlone(ben: Visitor, relay: RelayProcess): Promise<void> {
	await untilControlled(ben);
	const plan = await at(ben, '/plan');
	await relay.kill();
	await ben.reload();
	await see(ben, 'Crews feel at home on board');
	await see(ben, 'Paper forms left');
	await ben.goto(`${relay.url}/settings`);
	await see(ben, 'This device');
	await ben.goto(`${relay.url}/check-in`);
	await see(ben, '1 of 2');
	await fill(ben, 'Value now', '70');
	await click(ben, 'label', '4');
	await click(ben, 'button', 'Save');
	await see(ben, '2 of 2');
	await fill(ben, 'Value now', '35');
	await ben.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)), null);
	await ben.type('.5');
	// In mid-typing: what the engine has not yet written is lost, and nothing before it.
	await ben.kill();
	await ben.reopen();
	await ben.goto(plan.replace(/plan$/, 'check-in'));
	await see(ben, 'Answered within a day');
	expect(await textOf(ben)).toMatch(/^35(?:\.5?)?$/m);
	await fill(ben, 'Value now', '35');
	await click(ben, 'label', '2');
	await click(ben, 'button', 'Save');
	await see(ben, 'On this device only so far');
}

async function meetAgain(ana: Visitor, ben: Visitor, relay: RelayProcess): Promise<void> {
	await relay.start();
	await see(ben, 'Safe at');
	await click(ana, 'link', 'Plan');
	await see(ana, 'Paper forms left');
	await see(ana, '70 forms');
	await see(ana, '35%');
	await until(ana, 'relay', 'safe');
}
