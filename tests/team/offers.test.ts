import { describe, expect, it, vi } from 'vitest';
import { base64urlToBytes } from '#lib/protocol/bytes.ts';
import { formatLink } from '#lib/protocol/linkText.ts';
import { createGeneration } from '#lib/protocol/record.ts';
import { deriveViewToken } from '#lib/protocol/token.ts';
import { acceptLink } from '#lib/team/catalogue.ts';
import { openTeam, type OpenTeam } from '#lib/team/team.ts';
import {
	founder,
	joined,
	newDevice,
	safe,
	startRelay,
	type Person,
	type TestRelay
} from './people.ts';

/** Ana, who holds the recovery key, and Ben by the members' link. */
async function pair() {
	const relay = await startRelay();
	const ana = await founder(relay);
	await safe(ana);
	const ben = await joined(relay, ana.team.links(relay.origin).edit ?? '', 'Ben');
	await safe(ben);
	return { relay, ana, ben };
}

const entryOf = async ({ device, team }: Person) => (await device.store.getTeam(team.teamId))!;

function linkTo(relay: TestRelay, { team }: Person, token: string, role: 'edit' | 'view' = 'edit') {
	return formatLink(relay.origin, { teamId: team.teamId, role, token });
}

const strange = createGeneration(new Uint8Array(32).fill(9), 1).tokens.edit;

/** Makes the team's next links at the relay, as somebody with the recovery key does. */
async function rotate(relay: TestRelay, ana: Person) {
	const { adminSeed } = await entryOf(ana);
	const next = createGeneration(base64urlToBytes(adminSeed ?? '')!, 2);
	await ana.device.store.patchTeam(ana.team.teamId, {
		token: next.tokens.edit,
		record: next.record
	});
	await ana.team.close();
	ana.team = await reopen(ana);
	await vi.waitUntil(() => ana.team.safety().relay.at === 'safe', { timeout: 15_000 });
	return linkTo(relay, ana, next.tokens.edit);
}

async function reopen({ device, team }: Person): Promise<OpenTeam> {
	await team.close();
	const opened = await openTeam(device, team.teamId);
	if (!opened) throw new Error('The team is not in the catalogue.');
	return opened;
}

async function expectSafe(team: OpenTeam): Promise<void> {
	await vi.waitUntil(() => team.safety().relay.at === 'safe', { timeout: 15_000 });
	await team.close();
}

describe('[LINK-7] a link to a team that this device can open', () => {
	it('is refused when its token is wrong, and the device goes on with its own', async () => {
		const { relay, ben } = await pair();
		const before = await entryOf(ben);
		const accepted = await acceptLink(ben.device, linkTo(relay, ben, strange));
		expect(accepted).toEqual({ ok: false, why: 'refused' });
		expect(await entryOf(ben)).toMatchObject({ token: before.token, role: 'edit', offered: null });
		await expectSafe(await reopen(ben));
	});

	it('takes no right to write away when a readers’ token says it were a members’', async () => {
		const { relay, ben } = await pair();
		const before = await entryOf(ben);
		const link = linkTo(relay, ben, deriveViewToken(before.token));
		expect(await acceptLink(ben.device, link)).toMatchObject({ ok: true, changed: false });
		expect(await entryOf(ben)).toMatchObject({ token: before.token, role: 'edit' });
	});

	it('replaces a link that was taken away, and never the other way round', async () => {
		const { relay, ana, ben } = await pair();
		const old = ben.team.links(relay.origin).edit ?? '';
		const next = await rotate(relay, ana);
		await vi.waitUntil(() => ben.team.safety().relay.at === 'refused', { timeout: 15_000 });
		expect(await acceptLink(ben.device, next)).toMatchObject({ ok: true, changed: true });
		await expectSafe(await reopen(ben));

		expect(await acceptLink(ben.device, old)).toEqual({ ok: false, why: 'refused' });
		const team = await reopen(ben);
		expect(team.links(relay.origin).edit).toBe(next);
		await expectSafe(team);
		await ana.team.close();
	});

	it('is tried once the relay can be reached, and counts at once if it works', async () => {
		const { relay, ana, ben } = await pair();
		const next = await rotate(relay, ana);
		await ana.team.close();
		await relay.stop();
		expect(await acceptLink(ben.device, next)).toEqual({ ok: false, why: 'untried' });
		const team = await reopen(ben);
		expect(team.links(relay.origin).edit).not.toBe(next);
		await relay.start();
		await vi.waitUntil(() => team.links(relay.origin).edit === next, { timeout: 25_000 });
		await expectSafe(team);
		expect((await entryOf(ben)).offered).toBeNull();
	});

	it('is dropped once the relay can be reached, if it does not work', async () => {
		const { relay, ben } = await pair();
		const mine = ben.team.links(relay.origin).edit;
		await relay.stop();
		const offered = { role: 'edit', token: strange };
		expect(await acceptLink(ben.device, linkTo(relay, ben, strange))).toMatchObject({ ok: false });
		expect(await entryOf(ben)).toMatchObject({ offered });
		const team = await reopen(ben);
		await relay.start();
		await vi.waitUntil(async () => (await entryOf(ben)).offered === null, { timeout: 25_000 });
		expect(team.links(relay.origin).edit).toBe(mine);
		team.retry();
		await expectSafe(team);
	});

	it('makes a reader a member without a relay, when it is seen to belong to the readers’ link', async () => {
		const { relay, ana } = await pair();
		const reader = await newDevice(relay);
		const { view, edit } = ana.team.links(relay.origin);
		await acceptLink(reader, view);
		await relay.stop();
		expect(await acceptLink(reader, edit ?? '')).toMatchObject({ ok: true, role: 'edit' });
		expect((await reader.store.listTeams())[0]).toMatchObject({ role: 'edit', offered: null });
	});
});
