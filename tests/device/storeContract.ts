import {
	type CardId,
	createId,
	type CycleId,
	type PersonId,
	type RoundId,
	type StageId,
	type WorkshopId
} from '#lib/okr/ids.ts';
import type { Idea } from '#lib/workshop/idea.ts';
import { createIdentity } from '#lib/device/identity.ts';
import { createMemoryStore } from '#lib/device/memoryStore.ts';
import type { DeviceChange, DeviceRows, DeviceStore, TeamEntry } from '#lib/device/store.ts';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

/** One storage; each `tab` opens it once more, as another tab or after a reload. */
export interface Storage {
	tab(): Promise<DeviceStore>;
	/** Puts a row past the store, as an older, newer or broken Cairn would have left it. */
	plant(table: string, row: object): Promise<void>;
	/** Every row of every table, as text, with bytes as numbers. */
	dump(): Promise<string>;
	end(): Promise<void>;
}

const ana = createId<PersonId>(new Uint8Array(10).fill(1));
const ben = createId<PersonId>(new Uint8Array(10).fill(2));
const q1 = createId<CycleId>(new Uint8Array(10).fill(3));
const q2 = createId<CycleId>(new Uint8Array(10).fill(4));

const kickoff = createId<WorkshopId>(new Uint8Array(10).fill(5));
const nextKickoff = createId<WorkshopId>(new Uint8Array(10).fill(6));

function anIdea(fill: number, text: string, patch: Partial<Idea> = {}): Idea {
	return {
		id: createId<CardId>(new Uint8Array(10).fill(fill)),
		stageId: createId<StageId>(new Uint8Array(10).fill(7)),
		...{ k: 'abcABC019-_x', text, isSigned: false, state: 'finished', at: fill },
		...patch
	};
}

const aBallot = {
	roundId: createId<RoundId>(new Uint8Array(10).fill(8)),
	...{ by: ana, seal: 'f'.repeat(64), n: 1, salt: 'ab'.repeat(16), value: { a: 2 } }
};

export function aTeam(patch: Partial<TeamEntry> = {}): TeamEntry {
	return {
		teamId: 'harbourharbourharbourharbo',
		name: 'Harbour',
		role: 'edit',
		token: 'token-of-harbour',
		offered: null,
		record: 'record-of-harbour',
		permit: 'permit-of-harbour',
		adminSeed: 'seed-of-harbour',
		personId: ana,
		lastCycleId: q1,
		openedAt: 1000,
		...patch
	};
}

const harbour = aTeam();
const { teamId } = harbour;
const lake = aTeam({ teamId: 'lakelakelakelakelakelakela', name: 'Lake', openedAt: 2000 });

/** A stand-in for the curve: the contract is about keeping, not about cryptography. */
export function anIdentity(fill: number) {
	return createIdentity(
		(seed) => seed.map((byte) => byte ^ 0xff),
		(bytes) => new Uint8Array(bytes).fill(fill)
	);
}

export function storeContract(driver: string, open: () => Promise<Storage>): void {
	describe(`device store: ${driver}`, () => {
		let storage: Storage;
		let store: DeviceStore;
		beforeEach(async () => {
			storage = await open();
			store = await storage.tab();
		});
		afterEach(() => storage.end());

		test('starts open and empty', async () => {
			expect(store.state).toEqual({ at: 'open' });
			expect(await store.listTeams()).toEqual([]);
			expect(await store.getTeam(teamId)).toBeNull();
			expect(await store.getIdentity()).toBeNull();
			expect(await store.getSetting('theme')).toBeUndefined();
			expect(await store.getSeen(teamId, q1)).toBeNull();
			expect(await store.listBursts(teamId)).toEqual([]);
		});

		test('lists teams, the last opened first, and replaces an entry whole', async () => {
			expect(await store.putTeam(harbour)).toEqual({ ok: true });
			await store.putTeam(lake);
			expect(await store.listTeams()).toEqual([lake, harbour]);
			const reader = aTeam({ role: 'view', adminSeed: null, personId: null, openedAt: 3000 });
			await store.putTeam(reader);
			expect(await store.getTeam(teamId)).toEqual(reader);
			expect(await store.listTeams()).toEqual([reader, lake]);
		});

		test('hands out copies', async () => {
			const mine = aTeam();
			await store.putTeam(mine);
			mine.name = 'changed by the writer';
			const read = await store.getTeam(teamId);
			if (read) read.name = 'changed by a reader';
			expect((await store.getTeam(teamId))?.name).toBe('Harbour');
			const made = await store.ensureIdentity(() => anIdentity(5));
			if (made.ok) made.identity.secretKey.fill(0);
			(await store.getIdentity())?.secretKey.fill(0);
			expect(await store.getIdentity()).toEqual(anIdentity(5));
		});

		test('[DEVICE-1] two tabs that patch different fields of one team keep both', async () => {
			const other = await storage.tab();
			await store.putTeam(harbour);
			await Promise.all([
				store.patchTeam(teamId, { name: 'Haven' }),
				other.patchTeam(teamId, { lastCycleId: q2 }),
				store.patchTeam(teamId, { personId: ben }),
				other.patchTeam(teamId, { openedAt: 9000 })
			]);
			const both = aTeam({ name: 'Haven', lastCycleId: q2, personId: ben, openedAt: 9000 });
			expect(await store.getTeam(teamId)).toEqual(both);
			expect(await other.getTeam(teamId)).toEqual(both);
		});

		test('a patch of a team that is not there creates none', async () => {
			const answer = await store.patchTeam(teamId, { name: 'Ghost' });
			expect(answer).toEqual({ ok: false, why: 'gone' });
			expect(await store.listTeams()).toEqual([]);
		});

		test('[DEVICE-2] two tabs that ask for the identity at once get the same one', async () => {
			const other = await storage.tab();
			const create = vi.fn((fill: number) => anIdentity(fill));
			const [one, two] = await Promise.all([
				store.ensureIdentity(() => create(5)),
				other.ensureIdentity(() => create(6))
			]);
			expect(create).toHaveBeenCalledTimes(1);
			expect(one).toEqual(two);
			expect(one).toEqual({ ok: true, identity: await store.getIdentity() });
			expect(await other.ensureIdentity(() => create(7))).toEqual(one);
		});

		test('[DEVICE-2] an identity that cannot be read is made anew', async () => {
			await storage.plant('identity', { key: 'this', deviceId: 'x', secretKey: [1] });
			expect(await store.getIdentity()).toBeNull();
			const made = await store.ensureIdentity(() => anIdentity(5));
			expect(made).toEqual({ ok: true, identity: anIdentity(5) });
			expect(await store.getIdentity()).toEqual(anIdentity(5));
		});

		test('keeps settings as JSON and unsets them', async () => {
			await store.putSetting('theme', 'dark');
			await store.putSetting('panes', { left: 240, open: [true, null] });
			expect(await store.getSetting('theme')).toBe('dark');
			expect(await store.getSetting('panes')).toEqual({ left: 240, open: [true, null] });
			await store.putSetting('theme', undefined);
			expect(await store.getSetting('theme')).toBeUndefined();
		});

		test('keeps the plan last seen, one for each cycle', async () => {
			await store.putTeam(harbour);
			await store.putTeam(lake);
			await store.putSeen(teamId, q1, { plan: { objectives: [] }, seenAt: 10 });
			await store.putSeen(teamId, q2, { plan: { objectives: [1] }, seenAt: 20 });
			await store.putSeen(lake.teamId, q1, { plan: 'lake', seenAt: 30 });
			await store.putSeen(teamId, q1, { plan: { objectives: [2] }, seenAt: 40 });
			expect(await store.getSeen(teamId, q1)).toEqual({ plan: { objectives: [2] }, seenAt: 40 });
			expect(await store.getSeen(teamId, q2)).toEqual({ plan: { objectives: [1] }, seenAt: 20 });
			expect(await store.getSeen(lake.teamId, q1)).toEqual({ plan: 'lake', seenAt: 30 });
		});

		test('keeps one burst for each field, the oldest first, and deletes one alone', async () => {
			await store.putTeam(harbour);
			await store.putTeam(lake);
			const title = { teamId, doc: 'd1', key: 'o1/title', text: 'Grow', at: 20 };
			const metric = { teamId, doc: 'd1', key: 'k1/metric', text: '', at: 10 };
			const elsewhere = { ...title, doc: 'd2' };
			const lakes = { ...title, teamId: lake.teamId };
			for (const burst of [title, metric, elsewhere, lakes]) await store.putBurst(burst);
			await store.putBurst({ ...title, text: 'Grow weekly', at: 30 });
			expect(await store.listBursts(teamId)).toEqual([
				metric,
				elsewhere,
				{ ...title, text: 'Grow weekly', at: 30 }
			]);
			expect(await store.deleteBurst(teamId, 'd1', 'o1/title')).toEqual({ ok: true });
			expect(await store.deleteBurst(teamId, 'd1', 'never there')).toEqual({ ok: true });
			expect(await store.listBursts(teamId)).toEqual([metric, elsewhere]);
			expect(await store.listBursts(lake.teamId)).toEqual([lakes]);
		});

		test('[PRIVATE-3] keeps ideas and ballots of each workshop by themselves, in the order they were begun', async () => {
			await store.putTeam(harbour);
			await store.putTeam(lake);
			const mine = await store.openPrivate();
			const [first, half] = [anIdea(1, 'less waste'), anIdea(2, 'mor', { state: 'typing' })];
			for (const idea of [half, first]) await mine.putIdea(teamId, kickoff, idea);
			await mine.putIdea(teamId, nextKickoff, anIdea(3, 'next'));
			await mine.putIdea(lake.teamId, kickoff, anIdea(4, 'lake'));
			await mine.putIdea(teamId, kickoff, { ...half, text: 'more light', state: 'finished' });
			expect(await mine.putBallot(teamId, kickoff, aBallot)).toEqual({ ok: true });
			const other = await (await storage.tab()).openPrivate();
			expect(await other.listIdeas(teamId, kickoff)).toEqual([
				first,
				{ ...half, text: 'more light', state: 'finished' }
			]);
			expect(await other.listBallots(teamId, kickoff)).toEqual([aBallot]);
			expect(await other.listBallots(teamId, nextKickoff)).toEqual([]);
			expect((await other.listWorkshops(teamId)).sort()).toEqual([kickoff, nextKickoff].sort());
			expect(await mine.deleteIdea(teamId, kickoff, first.id)).toEqual({ ok: true });
			expect(await mine.listIdeas(teamId, kickoff)).toHaveLength(1);
		});

		test('[PRIVATE-3] what is private goes with its team, and rows of a foreign shape are left out', async () => {
			await store.putTeam(harbour);
			const mine = await store.openPrivate();
			await mine.putIdea(teamId, kickoff, anIdea(1, 'canary of Harbour'));
			const id = anIdea(2, '').id;
			for (const [key, json] of [
				[`idea/${id}`, '{half'],
				[`idea/x`, JSON.stringify({ ...anIdea(2, 'x'), k: 'short' })],
				[`idea/y`, JSON.stringify({ ...anIdea(2, 'x'), state: 'shouted' })],
				['ballot/x', JSON.stringify({ ...aBallot, salt: 7 })],
				['other', '{}']
			])
				await storage.plant('private', { teamId, doc: kickoff, key, json });
			expect((await mine.listIdeas(teamId, kickoff)).map(({ text }) => text)).toEqual([
				'canary of Harbour'
			]);
			expect(await mine.listBallots(teamId, kickoff)).toEqual([]);
			await store.forgetTeam(teamId);
			expect(await storage.dump()).not.toContain('canary');
			const gone = { ok: false, why: 'gone' };
			expect(await mine.putIdea(teamId, kickoff, anIdea(1, 'again'))).toEqual(gone);
			expect(await storage.dump()).not.toContain('again');
		});

		test('[PRIVATE-3] what is private comes along in a backup, and does not replace what is here', async () => {
			await store.putTeam(harbour);
			const mine = await store.openPrivate();
			await mine.putIdea(teamId, kickoff, anIdea(1, 'less waste'));
			await mine.putBallot(teamId, kickoff, aBallot);
			const rows = JSON.parse(JSON.stringify(await store.dump())) as DeviceRows;
			const other = createMemoryStore();
			await other.restore({ ...rows, private: [...(rows.private ?? []), { teamId }, 7] });
			const theirs = await other.openPrivate();
			expect(await theirs.listIdeas(teamId, kickoff)).toEqual([anIdea(1, 'less waste')]);
			expect(await theirs.listBallots(teamId, kickoff)).toEqual([aBallot]);
			await mine.putIdea(teamId, kickoff, anIdea(1, 'less waste', { state: 'published' }));
			await store.restore(rows);
			expect((await mine.listIdeas(teamId, kickoff))[0]?.state).toBe('published');
		});

		test('[DEVICE-3] forgetting a team takes all of it and nothing of another', async () => {
			for (const team of [harbour, lake]) {
				await store.putTeam(team);
				await store.putSeen(team.teamId, q1, { plan: `seen ${team.name}`, seenAt: 10 });
				const burst = { doc: 'd', key: 'k', text: `typed ${team.name}`, at: 10 };
				await store.putBurst({ teamId: team.teamId, ...burst });
			}
			expect(await storage.dump()).toContain('typed Harbour');
			expect(await store.forgetTeam(teamId)).toEqual({ ok: true });
			expect(await store.listTeams()).toEqual([lake]);
			expect(await store.getSeen(teamId, q1)).toBeNull();
			expect(await store.listBursts(teamId)).toEqual([]);
			const left = await storage.dump();
			for (const word of [teamId, 'Harbour']) expect(left).not.toContain(word);
			expect(await store.getSeen(lake.teamId, q1)).not.toBeNull();
			expect(await store.listBursts(lake.teamId)).toHaveLength(1);
		});

		test('[DEVICE-3] a tab that still has a forgotten team open brings nothing back', async () => {
			const other = await storage.tab();
			await store.putTeam(harbour);
			await store.forgetTeam(teamId);
			const gone = { ok: false, why: 'gone' };
			const burst = { teamId, doc: 'd', key: 'k', text: 'still typing', at: 10 };
			expect(await other.putBurst(burst)).toEqual(gone);
			expect(await other.putSeen(teamId, q1, { plan: 'p', seenAt: 10 })).toEqual(gone);
			expect(await other.patchTeam(teamId, { record: 'newer' })).toEqual(gone);
			expect(await storage.dump()).not.toContain(teamId);
		});

		test('[DEVICE-4] what was not finished is there after the page is gone', async () => {
			const burst = { teamId, doc: 'd', key: 'k', text: 'half a sent', at: 10 };
			await store.putTeam(harbour);
			await store.putSeen(teamId, q1, { plan: [1], seenAt: 5 });
			await store.putSetting('theme', 'dark');
			await store.putBurst(burst);
			const made = await store.ensureIdentity(() => anIdentity(5));
			await store.close();
			const again = await storage.tab();
			expect(await again.listBursts(teamId)).toEqual([burst]);
			expect(await again.listTeams()).toEqual([harbour]);
			expect(await again.getSeen(teamId, q1)).toEqual({ plan: [1], seenAt: 5 });
			expect(await again.getSetting('theme')).toBe('dark');
			expect(made).toEqual({ ok: true, identity: await again.getIdentity() });
		});

		test('[DEVICE-5] rows of a foreign shape are left out and left alone', async () => {
			await store.putTeam(harbour);
			await storage.plant('teams', { teamId: 'odd', role: 'owner', token: 't' });
			await storage.plant('teams', {
				teamId: 'bare',
				role: 'view',
				token: 't',
				offered: { role: 'edit' },
				openedAt: NaN
			});
			await storage.plant('bursts', { teamId, doc: 'd', key: 'odd', text: 7 });
			await storage.plant('seen', { teamId, cycleId: q1, json: '{half' });
			await storage.plant('settings', { key: 'theme', value: 'dark' });
			expect(await store.listTeams()).toEqual([
				harbour,
				{
					teamId: 'bare',
					name: '',
					role: 'view',
					token: 't',
					offered: null,
					record: null,
					permit: null,
					adminSeed: null,
					personId: null,
					lastCycleId: null,
					openedAt: 0
				}
			]);
			expect(await store.getTeam('odd')).toBeNull();
			expect(await store.listBursts(teamId)).toEqual([]);
			expect(await store.getSeen(teamId, q1)).toBeNull();
			expect(await store.getSetting('theme')).toBeUndefined();
			expect(await storage.dump()).toContain('owner');
		});

		test('[DEVICE-5] a patch keeps what a newer Cairn put beside it', async () => {
			await storage.plant('teams', { ...harbour, emblem: 'anchor' });
			expect(await store.patchTeam(teamId, { name: 'Haven' })).toEqual({ ok: true });
			expect(await storage.dump()).toContain('anchor');
			expect((await store.getTeam(teamId))?.name).toBe('Haven');
		});

		test('what could not be read back is our mistake and throws', async () => {
			await store.putTeam(harbour);
			await expect(store.putTeam(aTeam({ token: '' }))).rejects.toThrow(TypeError);
			await expect(store.patchTeam(teamId, { token: '' })).rejects.toThrow(TypeError);
			await expect(store.putSetting('clock', () => 1)).rejects.toThrow(TypeError);
			expect(await store.getTeam(teamId)).toEqual(harbour);
			expect(await store.patchTeam(teamId, { name: 'Haven' })).toEqual({ ok: true });
		});

		test('tells what changed, in every tab, until one stops listening', async () => {
			const other = await storage.tab();
			const here: DeviceChange[] = [];
			const there: DeviceChange[] = [];
			store.onChange((what) => here.push(what));
			const stop = other.onChange((what) => there.push(what));
			const told = async (write: Promise<unknown>) => {
				here.length = there.length = 0;
				await write;
				await vi.waitFor(() => expect(here.length).toBeGreaterThan(0));
				await vi.waitFor(() => expect(new Set(there)).toEqual(new Set(here)));
				return [...new Set(here)].sort();
			};
			expect(await told(store.putTeam(harbour))).toEqual(['teams']);
			expect(await told(other.patchTeam(teamId, { name: 'Haven' }))).toEqual(['teams']);
			expect(await told(store.putSetting('theme', 'dark'))).toEqual(['settings']);
			expect(await told(store.ensureIdentity(() => anIdentity(5)))).toEqual(['identity']);
			const seen = { plan: [], seenAt: 1 };
			expect(await told(other.putSeen(teamId, q1, seen))).toEqual(['seen']);
			const burst = { teamId, doc: 'd', key: 'k', text: 't', at: 1 };
			expect(await told(store.putBurst(burst))).toEqual(['bursts']);
			const mine = await store.openPrivate();
			expect(await told(mine.putIdea(teamId, kickoff, anIdea(1, 'x')))).toEqual(['private']);
			const all = ['bursts', 'private', 'seen', 'teams'];
			expect(await told(store.forgetTeam(teamId))).toEqual(all);
			stop();
			there.length = 0;
			await store.putSetting('theme', 'light');
			await vi.waitFor(() => expect(here.at(-1)).toBe('settings'));
			expect(there).toEqual([]);
		});

		test('once closed it keeps nothing, says so, and leaves other tabs alone', async () => {
			const other = await storage.tab();
			await store.putTeam(harbour);
			const heard: DeviceChange[] = [];
			store.onChange((what) => heard.push(what));
			await store.close();
			await store.close();
			expect(heard).toEqual(['state']);
			expect(store.state).toEqual({ at: 'closed' });
			expect(await store.listTeams()).toEqual([]);
			expect(await store.putTeam(lake)).toEqual({ ok: false, why: 'write-failed' });
			expect(await store.ensureIdentity(() => anIdentity(5))).toMatchObject({ ok: false });
			expect(await other.listTeams()).toEqual([harbour]);
		});

		test('[FILE-22] what one device dumps another takes in, all but the identity', async () => {
			await store.ensureIdentity(() => anIdentity(7));
			await store.putTeam(harbour);
			await store.putSetting('theme', 'dark');
			await store.putSetting('persistence', 'granted');
			await store.putSeen(teamId, q1, { plan: { objectives: [] }, seenAt: 5 });
			await store.putBurst({ teamId, doc: 'd', key: 'k', text: 'half a wo', at: 9 });
			const rows: unknown = JSON.parse(JSON.stringify(await store.dump()));
			const other = createMemoryStore();
			expect(await other.restore(rows as DeviceRows)).toEqual({ ok: true });
			expect(await other.listTeams()).toEqual([harbour]);
			expect(await other.getSetting('theme')).toBe('dark');
			expect(await other.getSetting('persistence')).toBeUndefined();
			expect(await other.getSeen(teamId, q1)).toEqual({ plan: { objectives: [] }, seenAt: 5 });
			expect(await other.listBursts(teamId)).toMatchObject([{ text: 'half a wo' }]);
			expect(await other.getIdentity()).toBeNull();
			expect(JSON.stringify(rows)).not.toContain('secretKey');
			expect(await store.restore(await other.dump())).toEqual({ ok: true });
			expect(await store.listTeams()).toEqual([harbour]);
		});

		test('[FILE-22] what is here stays when a dump is taken in, and what is missing comes', async () => {
			const mine = aTeam({ personId: ben, adminSeed: null, name: 'My Harbour' });
			await store.putTeam(mine);
			await store.putTeam(aTeam({ ...lake, role: 'view', token: 'readers-token' }));
			await store.putSetting('theme', 'light');
			await store.putSeen(teamId, q1, { plan: 'newer', seenAt: 9 });
			const rows: DeviceRows = {
				teams: [harbour, { ...lake, token: 'members-token' }, { teamId: 'broken' }, 7],
				settings: [
					{ key: 'theme', json: '"dark"' },
					{ key: 'locale', json: '"de"' },
					{ key: 'x', json: '{' }
				],
				seen: [{ teamId, cycleId: q1, json: '"older"', seenAt: 1 }, null],
				bursts: [{ teamId, doc: 'd' }]
			};
			expect(await store.restore(rows)).toEqual({ ok: true });
			expect(await store.getTeam(teamId)).toEqual({ ...mine, adminSeed: harbour.adminSeed });
			expect(await store.getTeam(lake.teamId)).toMatchObject({
				role: 'view',
				token: 'readers-token',
				offered: { role: 'edit', token: 'members-token' }
			});
			expect(await store.listTeams()).toHaveLength(2);
			expect(await store.getSetting('theme')).toBe('light');
			expect(await store.getSetting('locale')).toBe('de');
			expect(await store.getSetting('x')).toBeUndefined();
			expect(await store.getSeen(teamId, q1)).toEqual({ plan: 'newer', seenAt: 9 });
			expect(await store.listBursts(teamId)).toEqual([]);
			expect(await store.restore({ teams: 'all' as never })).toEqual({ ok: true });
		});
	});
}
