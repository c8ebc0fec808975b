import { expect, test } from 'vitest';
import { createIdentity } from '#lib/device/identity.ts';
import { createMemoryStore } from '#lib/device/memoryStore.ts';
import { createPersistence } from '#lib/device/persistence.ts';
import { m } from '#lib/messages/messages.js';
import { createId, type PersonId } from '#lib/okr/ids.ts';
import { formatLink } from '#lib/protocol/linkText.ts';
import { createGeneration, publicKeyOf, teamIdOf } from '#lib/protocol/record.ts';
import { deriveViewToken } from '#lib/protocol/token.ts';
import { openDisk } from '#lib/sync/disk.ts';
import { acceptLink } from '#lib/team/catalogue.ts';
import { openWallCode } from '#lib/team/codes.ts';
import { keepCreationLink } from '#lib/team/creation.ts';
import type { Device } from '#lib/team/device.ts';
import {
	placeAfter,
	readLanding,
	takeLink,
	type LinkProblem,
	type Taken
} from '#lib/views/takeLink.ts';

const seed = new Uint8Array(32).fill(7);
const teamId = teamIdOf(publicKeyOf(seed));
const token = createGeneration(seed, 1).tokens.edit;
const origin = 'https://okr.example.org';
const links = {
	edit: formatLink(origin, { teamId, role: 'edit', token }),
	view: formatLink(origin, { teamId, role: 'view', token: deriveViewToken(token) }),
	admin: formatLink(origin, { teamId, admin: seed })
};

/** A device that knows no team yet. */
function freshApp() {
	const store = createMemoryStore();
	const device: Device = {
		store,
		persistence: createPersistence(store, undefined),
		identity: createIdentity(publicKeyOf),
		whyNotKept: null,
		openDisk,
		relayUrl: 'wss://okr.example.org/sync',
		now: () => 0,
		random: (bytes) => new Uint8Array(bytes).fill(1)
	};
	return {
		device,
		acceptLink: (text: string) => acceptLink(device, text),
		keepCreationLink: (text: string) => keepCreationLink(device, text),
		openWallCode: (typed: string) => openWallCode(device, typed)
	};
}

async function joinedApp() {
	const app = freshApp();
	await takeLink(app, links.edit);
	const personId = createId<PersonId>(new Uint8Array(10));
	await app.device.store.patchTeam(teamId, { personId });
	return app;
}

test('a members’ link asks who one is, until a person is chosen here', async () => {
	expect(await takeLink(freshApp(), links.edit)).toEqual({ ok: true, teamId, next: 'who' });
	expect(await takeLink(await joinedApp(), links.edit)).toEqual({ ok: true, teamId, next: 'team' });
});

test('[LINK-12] a link for one’s other device says who one is, in no path and with no secret in the query', async () => {
	const person = 'abcdefgh234567aa';
	const own = formatLink(origin, { teamId, role: 'edit', token, person });
	for (const app of [freshApp(), await joinedApp()]) {
		const taken = await takeLink(app, own);
		expect(taken).toEqual({ ok: true, teamId, next: 'as', person });
		if (taken.ok)
			expect(placeAfter(taken)).toMatch(new RegExp(`/join\\?team=${teamId}&as=${person}$`));
	}
});

test('a readers’ link goes straight to the team, and asks no name', async () => {
	expect(await takeLink(freshApp(), links.view)).toEqual({ ok: true, teamId, next: 'team' });
});

test('a readers’ link takes nothing from a member', async () => {
	const app = await joinedApp();
	expect(await takeLink(app, links.view)).toEqual({ ok: true, teamId, next: 'team' });
	expect((await app.device.store.getTeam(teamId))?.role).toBe('edit');
});

test('a member who opens the recovery key is told once that this device now holds it', async () => {
	const app = await joinedApp();
	expect(await takeLink(app, links.admin)).toEqual({ ok: true, teamId, next: 'key' });
	expect(await takeLink(app, links.admin)).toEqual({ ok: true, teamId, next: 'team' });
});

test('[JOIN-1] the place a link leads to names the team and nothing that was secret', () => {
	for (const next of ['team', 'who', 'key'] as const) {
		const place = placeAfter({ ok: true, teamId, next });
		expect(place).toContain(teamId);
		expect(place).not.toContain('#');
		for (const link of Object.values(links)) expect(place).not.toContain(link.split('.').at(-2));
	}
});

test('[JOIN-2] every way in which a link can be wrong has a sentence of its own', async () => {
	const cut = links.edit.slice(0, -9);
	const newer = links.edit.replace('#1.', '#2.');
	const texts: [string, LinkProblem][] = [
		['  ', 'empty'],
		['https://okr.example.org/', 'not-a-link'],
		[cut, 'cut'],
		[newer, 'newer']
	];
	for (const [text, why] of texts)
		expect(await takeLink(freshApp(), text)).toEqual<Taken>({ ok: false, why });
	const problems: LinkProblem[] = [
		'empty',
		'not-a-link',
		'cut',
		'newer',
		'not-kept',
		'refused',
		'untried',
		'not-here'
	];
	const sentences = problems.map((why) => m.join_why({ why }));
	expect(new Set(sentences).size).toBe(problems.length);
});

test('a device whose storage refuses says that it did not keep the link', async () => {
	const app = freshApp();
	await app.device.store.close();
	expect(await takeLink(app, links.edit)).toEqual({ ok: false, why: 'not-kept' });
});

test('[LINK-13] a link into a workshop leads there, whoever one is by then, and a reader’s leads nowhere else', async () => {
	const to = { cycle: 'abcdefgh234567aa', workshop: 'bbcdefgh234567aa' };
	const text = formatLink(origin, { teamId, role: 'edit', token }, to);
	const asked = await takeLink(freshApp(), text);
	expect(asked).toEqual({ ok: true, teamId, next: 'who', to });
	const place = asked.ok ? placeAfter(asked) : '';
	expect(place).toBe(`/join?team=${teamId}&to=${to.cycle}.${to.workshop}`);
	expect(readLanding(new URL(place, origin).searchParams.get('to'))).toEqual(to);
	const known = await takeLink(await joinedApp(), text);
	expect(known.ok && placeAfter(known)).toBe(`/t/${teamId}/c/${to.cycle}/w/${to.workshop}`);
	const view = formatLink(origin, { teamId, role: 'view', token: deriveViewToken(token) }, to);
	expect(await takeLink(freshApp(), view)).toEqual({ ok: true, teamId, next: 'team' });
	for (const junk of [null, '', 'a.b', `${to.cycle}.${to.workshop}.x`, `${to.cycle}./../x`])
		expect(readLanding(junk)).toBeNull();
});
