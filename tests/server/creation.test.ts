import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { permitOf } from '#lib/protocol/permit.ts';
import { describe, expect, it } from 'vitest';
import { mayCreate, ownCreationToken } from '../../server/creation.ts';
import { createMemoryStore } from '../../server/memoryStore.ts';
import { atEnd, createTeam, RawClient, startRelay } from './harness.ts';

const team = createTeam(31);
const other = createTeam(32);
const token = Buffer.alloc(32, 9).toString('base64url');
const withPermit = (permit: string) => [...team.asMember, `new.${permit}`];

describe('who may create a team', () => {
	it('[CREATE-1] from this machine anyone may, from elsewhere a permit is needed, unless the operator says otherwise', () => {
		const knock = { teamId: team.teamId, permit: null };
		const permit = permitOf(token, team.teamId);
		for (const isLocal of [true, false]) {
			const may = (who: 'local' | 'token', shown: string | null) =>
				mayCreate({ who, token }, { ...knock, permit: shown, isLocal });
			expect(mayCreate({ who: 'anyone' }, { ...knock, isLocal })).toBe(true);
			expect(may('local', null)).toBe(isLocal);
			expect(may('token', null)).toBe(false);
			expect(may('local', permit)).toBe(true);
			expect(may('token', permit)).toBe(true);
			expect(may('token', permitOf(token, other.teamId))).toBe(false);
			expect(may('token', token)).toBe(false);
		}
	});

	it('[CREATE-3] without a permit a team stays unknown, with it any member registers the team, also after the disk was lost', async () => {
		const creation = { who: 'token', token } as const;
		const store = createMemoryStore();
		const relay = await startRelay({ store, creation });
		const enter = (protocols: string[]) => new RawClient(relay.url, team.room, protocols).closed();
		expect(await enter(team.asMember)).toBe(4402);
		expect(await enter(withPermit(permitOf(token, other.teamId)))).toBe(4402);
		expect(await enter(withPermit('x'))).toBe(4402);
		expect(await store.team(team.teamId)).toBeNull();
		// Whoever is no member hears nothing of permits.
		expect(await enter(['y.v1', `cap.${other.tokens.edit}`, `rec.${team.record}`])).toBe(4404);
		expect(await enter(team.asReader)).toBe(4404);

		const permit = permitOf(token, team.teamId);
		const client = await new RawClient(relay.url, team.room, withPermit(permit)).shakeHands();
		expect(client.socket.protocol).toBe('y.v1');
		// Known by now: nobody needs it any more, and a wrong one does no harm.
		await new RawClient(relay.url, team.teamRoom, team.asMember).shakeHands();
		await new RawClient(relay.url, team.workshopRoom, withPermit('x')).shakeHands();
		await relay.close();

		const emptied = await startRelay({ creation });
		expect(await new RawClient(emptied.url, team.room, team.asMember).closed()).toBe(4402);
		await new RawClient(emptied.url, team.room, withPermit(permit)).shakeHands();
		const lines = [...relay.lines, ...emptied.lines].join('\n');
		for (const secret of [permit, token, team.tokens.edit]) expect(lines).not.toContain(secret);
	});

	it('[CREATE-1] one who was passed on by a proxy does not come from this machine', async () => {
		const relay = await startRelay({ creation: { who: 'local', token } });
		const forwarded = { 'x-forwarded-for': '127.0.0.1' };
		const passedOn = new RawClient(relay.url, team.room, team.asMember, forwarded);
		expect(await passedOn.closed()).toBe(4402);
		const behind = await startRelay({ creation: { who: 'local', token }, isProxied: true });
		const direct = new RawClient(behind.url, team.room, team.asMember);
		expect(await direct.closed()).toBe(4402);
		await new RawClient(relay.url, team.room, team.asMember).shakeHands();
	});

	it('[CREATE-4] the creation token is made once, for its owner’s eyes', () => {
		const dir = mkdtempSync(path.join(tmpdir(), 'cairn-'));
		atEnd(() => rmSync(dir, { recursive: true }));
		const made = ownCreationToken(path.join(dir, 'data'));
		const file = path.join(dir, 'data/creation-token');
		expect(made).toMatch(/^[\w-]{43}$/);
		expect(statSync(file).mode & 0o777).toBe(0o600);
		expect(ownCreationToken(path.join(dir, 'data'))).toBe(made);
		writeFileSync(file, 'half a tok');
		expect(() => ownCreationToken(path.join(dir, 'data'))).toThrow('holds no creation token');
	});
});

describe('pages of other origins', () => {
	it('[ORIGIN-1] a page of another origin is turned away, the server’s own and the operator’s pass, and what is no page too', async () => {
		const relay = await startRelay({ origins: ['https://okr.example.org'] });
		const own = relay.url.replace('ws:', 'http:').replace('/sync', '');
		const enter = (origin: string) =>
			new RawClient(relay.url, team.room, team.asMember, { origin });
		for (const origin of [
			'https://evil.example',
			'null',
			'http://127.0.0.1',
			'http://localhost:1',
			'https://okr.example.org.evil.example',
			'file://'
		]) {
			expect(await enter(origin).closed(), origin).toBe(4405);
		}
		await enter(own).shakeHands();
		await enter('https://okr.example.org').shakeHands();
		await new RawClient(relay.url, team.room, team.asMember).shakeHands();
	});

	it('[ORIGIN-1] behind a trusted proxy the host it was asked for counts, and only there', async () => {
		const headers = { origin: 'https://okr.example.org', 'x-forwarded-host': 'okr.example.org' };
		const behind = await startRelay({ isProxied: true });
		await new RawClient(behind.url, team.room, team.asMember, headers).shakeHands();
		const direct = await startRelay();
		expect(await new RawClient(direct.url, team.room, team.asMember, headers).closed()).toBe(4405);
	});
});
