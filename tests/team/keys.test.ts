import { describe, expect, it, vi } from 'vitest';
import type { ObjectiveId } from '#lib/okr/ids.ts';
import { formatCreationLink } from '#lib/protocol/permit.ts';
import { acceptLink } from '#lib/team/catalogue.ts';
import { openWallCode } from '#lib/team/codes.ts';
import { keepCreationLink } from '#lib/team/creation.ts';
import { openTeam } from '#lib/team/team.ts';
import { agreeing, founder, joined, newDevice, safe, startRelay, type Person } from './people.ts';

const token = Buffer.alloc(32, 77).toString('base64url');
const strict = { CAIRN_CREATE: 'token', CAIRN_CREATE_TOKEN: token };

const refusal = ({ team }: Person) => {
	const { relay } = team.safety();
	return relay.at === 'refused' ? relay.why : relay.at;
};
const until = (isSo: () => boolean) => vi.waitUntil(isSo, { timeout: 20_000 });
const links = ({ team }: Person, origin: string) => {
	const { edit, view, admin } = team.links(origin);
	return { edit: edit ?? '', view, admin: admin ?? '' };
};
const write = ({ cycle }: Person, title: string) => {
	const id = cycle.addObjective() as ObjectiveId;
	cycle.text(id, 'title').edit([{ at: 0, del: 0, ins: title }]);
	cycle.leave(id, 'title');
};
const titles = ({ cycle }: Person) =>
	cycle
		.snapshot()
		.plan.objectives.map(({ title }) => title)
		.sort();

describe('a relay that takes teams by its creation link', () => {
	it('[CREATE-5] takes a team made before its maker had the link, and any member registers it anew', async () => {
		const relay = await startRelay(strict);
		const ana = await founder(relay);
		await until(() => refusal(ana) === 'not-allowed');
		expect(await keepCreationLink(ana.device, 'no link')).toEqual({ ok: false, why: 'not-a-link' });
		const link = formatCreationLink(relay.origin, token);
		expect(await keepCreationLink(ana.device, link)).toEqual({ ok: true });
		await safe(ana);

		const ben = await joined(relay, links(ana, relay.origin).edit, 'Ben');
		await safe(ben);
		await ana.team.close();
		await relay.stop();
		await relay.emptyDisk();
		await relay.start();
		await safe(ben);
	});

	it('[CREATE-5] takes a team of a maker who has the link at once', async () => {
		const relay = await startRelay(strict);
		const device = await newDevice(relay);
		await keepCreationLink(device, formatCreationLink(relay.origin, token));
		await safe(await founder(relay, 0, device));
	});
});

describe('renewed links', () => {
	it('[LINK-10] end the old ones, are told as that, and lose nothing of what was written meanwhile', async () => {
		const relay = await startRelay();
		const ana = await founder(relay);
		const old = links(ana, relay.origin);
		const ben = await joined(relay, old.edit, 'Ben');
		await agreeing(ana, ben);
		expect(await ben.team.renewLinks()).toBe(false);

		expect(await ana.team.renewLinks()).toBe(true);
		const renewed = links(ana, relay.origin);
		expect(renewed.admin).toBe(old.admin);
		expect(renewed.edit).not.toBe(old.edit);
		expect(renewed.view).not.toBe(old.view);
		await safe(ana);
		await until(() => refusal(ben) === 'forbidden');
		expect(ben.team.safety().relay).toMatchObject({ generation: 2 });
		write(ben, 'Written while shut out');
		write(ana, 'Written meanwhile');

		expect(await acceptLink(ben.device, renewed.edit)).toMatchObject({ ok: true, changed: true });
		await agreeing(ana, ben);
		expect(titles(ben)).toEqual(['Written meanwhile', 'Written while shut out']);

		// Both know the new record by now, so either of them registers the team with it.
		await ana.team.close();
		await relay.stop();
		await relay.emptyDisk();
		await relay.start();
		await safe(ben);
		const late = await newDevice(relay);
		await acceptLink(late, old.edit);
		const shutOut = await openTeam(late, ben.team.teamId);
		await until(() => shutOut?.safety().relay.at === 'refused');
		expect(shutOut?.safety().relay).toMatchObject({ why: 'forbidden', generation: 2 });
		await shutOut?.close();
	});

	it('[LINK-11] leave the recovery key as good as ever, on a device that slept and on a new one', async () => {
		const relay = await startRelay();
		const ana = await founder(relay);
		const { admin } = links(ana, relay.origin);
		const cem = await joined(relay, admin, 'Cem');
		await agreeing(ana, cem);
		await ana.team.renewLinks();
		await ana.team.renewLinks();
		await safe(ana);
		await agreeing(ana, cem);
		expect(links(cem, relay.origin)).toEqual(links(ana, relay.origin));

		const dan = await joined(relay, admin, 'Dan');
		await agreeing(ana, dan);
		expect(links(dan, relay.origin).edit).toBe(links(ana, relay.origin).edit);
	});
});

describe('a team that is deleted for everybody', () => {
	it('[DELETE-3] is gone at the relay, stays on the devices, and is told as deleted', async () => {
		const relay = await startRelay();
		const ana = await founder(relay);
		write(ana, 'Our plan');
		const ben = await joined(relay, links(ana, relay.origin).edit, 'Ben');
		await agreeing(ana, ben);
		expect(await ben.team.deleteForEverybody()).toEqual({ ok: false, why: 'no-key' });
		await relay.stop();
		expect(await ana.team.deleteForEverybody()).toEqual({ ok: false, why: 'unreachable' });
		await relay.start();
		await safe(ana, ben);
		expect(await ana.team.deleteForEverybody()).toEqual({ ok: true });
		await until(() => refusal(ana) === 'deleted' && refusal(ben) === 'deleted');
		expect(titles(ben)).toEqual(['Our plan']);
		expect(await ana.team.deleteForEverybody()).toEqual({ ok: true });
	});
});

describe('a code on the wall', () => {
	it('[CODE-6] lets a newcomer in, once spelled right, and the relay never sees it', async () => {
		const relay = await startRelay();
		const ana = await founder(relay);
		await safe(ana);
		const made = await ana.team.makeWallCode();
		if (!made.ok) throw new Error(made.why);
		expect(made.expiresAt - Date.now()).toBeLessThanOrEqual(3 * 3_600_000);

		const device = await newDevice(relay);
		const wrong = made.code.replace(/^./, (first) => (first === 'Z' ? 'Y' : 'Z'));
		expect(await openWallCode(device, wrong)).toEqual({ ok: false, why: 'unknown-code' });
		expect(await openWallCode(device, 'hello')).toEqual({ ok: false, why: 'not-a-code' });
		const opened = await openWallCode(device, made.code.toLowerCase().replace('-', ' '));
		if (!opened.ok) throw new Error(opened.why);
		const ben = await joined(relay, opened.link, 'Ben');
		await agreeing(ana, ben);

		await relay.stop();
		expect(await openWallCode(device, made.code)).toEqual({ ok: false, why: 'unreachable' });
	});

	it('[CODE-7, CODE-8] of a workshop is one on every member’s device, leads into it, and ends with it', async () => {
		const relay = await startRelay();
		const ana = await founder(relay);
		const ben = await joined(relay, links(ana, relay.origin).edit, 'Ben');
		await agreeing(ana, ben);
		const to = { cycle: 'abcdefgh234567aa', workshop: 'bbcdefgh234567aa' };
		const codes = await Promise.all([ana.team.makeWallCode(to), ben.team.makeWallCode(to)]);
		const [code] = codes.map((made) => (made.ok ? made.code : made.why));
		expect(codes.map((made) => made.ok && made.code)).toEqual([code, code]);
		// Shown all day by everybody, it stays one of the few that a team may have.
		for (let time = 0; time < 5; time++) expect((await ben.team.makeWallCode(to)).ok).toBe(true);

		const device = await newDevice(relay);
		const opened = await openWallCode(device, code!);
		if (!opened.ok) throw new Error(opened.why);
		expect(await acceptLink(device, opened.link)).toMatchObject({ ok: true, role: 'edit', to });
		expect(ana.team.links(relay.origin, to).edit).toBe(relay.origin + opened.link);

		await ben.team.endWallCode(to);
		expect(await openWallCode(device, code!)).toEqual({ ok: false, why: 'unknown-code' });
	});
});
