import type { Page } from '@playwright/test';
import * as Y from 'yjs';
import { readAwareness } from '#lib/protocol/awareness.ts';
import { bytesIn } from '../bytesIn.ts';
import { type Ear, lendEar, storedIn } from './ears.ts';
import { comeIn, dots, leadTo, prepareKickoff, reveal, typeIdea } from './workshopStages.ts';
import { expect, joinAsNew, linksOf, startTeam, test, untilSafe } from './world.ts';

/*
 * Words nobody would write by chance stand for what five people write for themselves, each in a browser that is listened to
 * from its first byte to its last.
 */
const names = ['Ana', 'Ben', 'Cleo', 'Dan', 'Eve'];
const finished = (name: string): string => `canary of ${name} unseen`;
const half = (name: string): string => `halfcanary of ${name}`;

/** What presence ever told of anybody. */
interface Shown {
	clients: Set<number>;
	said: Set<string>;
}

/** Whatever these browsers told each other of who is there. */
function presenceOf(ears: readonly Ear[]): Shown {
	const shown: Shown = { clients: new Set(), said: new Set() };
	for (const ear of ears)
		for (const room of ['team', 'cycle', 'workshop'])
			for (const { frame } of ear.frames(`.${room}`))
				for (const { client, state } of frame.type === 'awareness'
					? (readAwareness(frame.entries) ?? [])
					: []) {
					shown.clients.add(client);
					const told = (JSON.parse(state) ?? {}) as Record<string, unknown>;
					for (const value of [told.person, told.name])
						if (typeof value === 'string') shown.said.add(value);
				}
	return shown;
}

/** What came out of one browser's workshop, as anybody who listens has it: each part with the client id it carries. */
function partsHeard(ear: Ear): { client: number; value: unknown }[] {
	const parts = new Map<string, { client: number; value: unknown }>();
	for (const { frame } of ear.frames('.workshop.')) {
		if (frame.type !== 'step2' && frame.type !== 'update') continue;
		for (const struct of Y.decodeUpdate(frame.update).structs)
			if (struct instanceof Y.Item && struct.content instanceof Y.ContentAny)
				for (const value of struct.content.arr as unknown[])
					parts.set(`${struct.id.client} ${struct.id.clock} ${JSON.stringify(value)}`, {
						...{ client: struct.id.client, value }
					});
	}
	return [...parts.values()];
}

/** The salt of the one ballot that a browser keeps. */
async function saltIn(page: Page): Promise<string> {
	const find = async (): Promise<string[]> =>
		[...(await storedIn(page)).matchAll(/salt\W+([\w-]{22})\b/g)].map(([, salt = '']) => salt);
	await expect.poll(find).toHaveLength(1);
	return (await find())[0]!;
}

async function gather(pages: Page[], url: string): Promise<void> {
	const [ana, ...others] = pages as [Page, ...Page[]];
	await startTeam(ana, url, { team: 'Lighthouse', name: 'Ana' });
	const { edit } = await linksOf(ana);
	await prepareKickoff(ana);
	for (const [at, page] of others.entries()) {
		await joinAsNew(page, edit, names[at + 1]!);
		await comeIn(page);
	}
	await leadTo(ana, 'Where we stand', 'Silent ideas');
	for (const page of pages)
		await expect(page.getByRole('heading', { name: 'Silent ideas' })).toBeVisible();
}

test('[PRIVATE-5, PRIVATE-6, PRIVATE-7] in five browsers no word of an idea, and nothing of a vote, is in a frame, a request, the relay’s files or a colleague’s browser before the reveal and the close; after them each is where it should be, and no unsigned card carries what presence shows', async ({
	relay,
	browserOf
}) => {
	test.slow();
	const pages = await Promise.all(names.map(() => browserOf()));
	const ears = pages.map(lendEar);
	await gather(pages, relay.url);
	for (const [at, page] of pages.entries()) {
		// Every other one signs.
		if (at % 2 === 0) await page.getByLabel('Sign it with my name').check();
		await typeIdea(page, finished(names[at]!));
		await page.getByLabel('Sign it with my name').uncheck();
	}
	for (const page of pages) await untilSafe(page);

	// While they type nothing goes out but who is there.
	const before = ears.map((ear) => ear.frames('.').length);
	for (const [at, page] of pages.entries())
		await page.getByLabel('Your idea').pressSequentially(half(names[at]!));
	const meanwhile = ears.flatMap((ear, at) =>
		ear
			.frames('.')
			.slice(before[at])
			.filter(({ isSent }) => isSent)
	);
	expect(meanwhile.filter(({ frame }) => frame.type !== 'awareness')).toEqual([]);

	await expect(async () => {
		for (const [at, page] of pages.entries())
			expect(await storedIn(page)).toContain(half(names[at]!));
	}).toPass();
	for (const { sent, received } of ears) {
		// These ears hear: the counts.
		expect(sent()).toContain('ideas:');
		for (const text of [sent(), received()]) expect(text).not.toContain('canary');
	}
	expect(await bytesIn(relay.dataDir)).not.toContain('canary');
	for (const [at, page] of pages.entries()) {
		const stored = await storedIn(page);
		for (const name of names) {
			const own = name === names[at];
			for (const word of [finished(name), half(name)]) expect(stored.includes(word)).toBe(own);
		}
	}

	const [ana] = pages as [Page];
	await ana.getByRole('link', { name: 'Lead', exact: true }).click();
	await reveal(ana);
	await ana.getByRole('button', { name: 'Next: Reveal and group' }).click();
	await ana.getByRole('link', { name: 'To the stage' }).click();
	for (const page of pages) {
		await page.getByRole('button', { name: 'Go there' }).click();
		for (const name of names) await expect(page.getByText(finished(name))).toBeVisible();
		await untilSafe(page);
	}
	const store = await bytesIn(relay.dataDir);
	for (const name of names) expect(store).toContain(finished(name));
	expect(store).not.toContain('halfcanary');
	for (const [at, page] of pages.entries()) {
		await expect(async () => {
			const stored = await storedIn(page);
			for (const name of names) expect(stored).toContain(finished(name));
		}).toPass();
		expect(ears[at]!.sent()).toContain(finished(names[at]!));
		for (const text of [ears[at]!.sent(), ears[at]!.received()])
			expect(text).not.toContain('halfcanary');
	}

	const shown = presenceOf(ears);
	for (const name of names) expect(shown.said).toContain(name);
	const parts = partsHeard(ears[4]!);
	const cards = parts.filter(({ value }) => (value as { f?: string }).f === 'card');
	expect(cards).toHaveLength(names.length);
	const unsigned = cards.filter(({ value }) => (value as { by: string }).by === '');
	expect(unsigned).toHaveLength(2);
	const isOfCard = (value: { f?: string; v?: unknown }): boolean =>
		value.f === 'card' || value.v === 'card';
	const elsewhere = new Set(
		parts.filter(({ value }) => !isOfCard(value as object)).map(({ client }) => client)
	);
	expect(elsewhere.size).toBeGreaterThanOrEqual(names.length);
	for (const { client, value } of cards) {
		expect(shown.clients).not.toContain(client);
		expect(elsewhere).not.toContain(client);
		expect(cards.filter((other) => other.client === client)).toHaveLength(1);
		const text = JSON.stringify({ ...(value as object), v: null });
		if ((value as { by: string }).by === '')
			for (const said of shown.said) expect(text).not.toContain(`"${said}"`);
	}

	// Whoever has half a thought goes on by a tap, at every stage.
	await ana.getByRole('link', { name: 'Lead', exact: true }).click();
	await ana.getByRole('button', { name: 'Next: Vote' }).click();
	await ana.getByRole('link', { name: 'To the stage' }).click();
	for (const page of pages) await page.getByRole('button', { name: 'Go there' }).click();
	await ana.getByRole('button', { name: 'Open the vote' }).click();
	for (const [at, page] of pages.entries()) {
		await dots(page, finished(names[(at + 1) % names.length]!), 1);
		await page.getByRole('button', { name: 'Seal my vote' }).click();
	}
	await expect(ana.getByText('5 of 5 people have voted.')).toBeVisible();
	for (const page of pages) await untilSafe(page);
	// What tells a vote from any other of the few there can be is its salt.
	const salts = await Promise.all(pages.map(saltIn));
	expect(new Set(salts).size).toBe(names.length);
	const whereIsA = async (salt: string): Promise<string[]> => [
		...ears.flatMap(({ sent }, at) => (sent().includes(salt) ? [`sent by ${names[at]}`] : [])),
		...ears.flatMap(({ received }, at) => (received().includes(salt) ? [`told ${names[at]}`] : [])),
		...((await bytesIn(relay.dataDir)).includes(salt) ? ['relay'] : [])
	];
	for (const salt of salts) expect(await whereIsA(salt)).toEqual([]);
	for (const [at, page] of pages.entries()) {
		const stored = await storedIn(page);
		expect(salts.filter((salt) => stored.includes(salt))).toEqual([salts[at]]);
	}
	await ana.getByRole('button', { name: 'Close the vote' }).click();
	await ana.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).last().click();
	for (const page of pages) await expect(page.getByText('Covers 5 of 5 people')).toBeVisible();
	for (const page of pages) await untilSafe(page);
	for (const [at, salt] of salts.entries()) {
		const where = await whereIsA(salt);
		expect(where).toContain(`sent by ${names[at]}`);
		expect(where).toContain('relay');
		for (const name of names.filter((_, other) => other !== at))
			expect(where).toContain(`told ${name}`);
	}
});
