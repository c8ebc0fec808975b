import { expect, it, vi } from 'vitest';
import type { KeyResultId, PersonId } from '#lib/okr/ids.ts';
import { createKeyResultDraft } from '#lib/okr/planDraft.ts';
import { restoreBackup, saveKey } from '#lib/team/backup.ts';
import { acceptLink } from '#lib/team/catalogue.ts';
import { createTeamFromFile } from '#lib/team/newFromFile.ts';
import { createOpenTeams } from '#lib/team/openTeams.ts';
import { openTeam, type OpenTeam } from '#lib/team/team.ts';
import { saveTeamFile } from '#lib/team/teamFile.ts';
import {
	agreeing,
	cycleDays,
	founder,
	joined,
	newDevice,
	safe,
	startRelay,
	type Person
} from './people.ts';

const until = (isSo: () => boolean) => vi.waitUntil(isSo, { timeout: 20_000 });
const me = ({ team }: Pick<Person, 'team'>) => team.me as PersonId;
const first = async (team: OpenTeam) => team.openCycle(team.snapshot().cycles[0]!.id);
const titles = async (team: OpenTeam) =>
	(await first(team)).snapshot().plan.objectives.map(({ title }) => title);

/** Ana, who alone holds the key, and Ben, with a plan that both agreed to. */
async function agreed() {
	const relay = await startRelay();
	const ana = await founder(relay);
	const ben = await joined(relay, ana.team.links(relay.origin).edit ?? '', 'Ben');
	const keyResult = createKeyResultDraft({
		...{ metric: 'Guests who return', baseline: 1, target: 3, unit: '%', dueOn: cycleDays.endOn },
		ownerId: me(ben)
	});
	await ana.cycle.addPlan([
		{ title: 'Guests come back', audience: 'Guests', lifecycle: 'draft', keyResults: [keyResult] }
	]);
	await agreeing(ana, ben);
	const how = { expected: ana.cycle.draft().hash, reason: '', days: cycleDays };
	expect(ana.cycle.agree(how).ok).toBe(true);
	await agreeing(ana, ben);
	return { relay, ana, ben };
}

it('[KEY-3] whoever lacks the recovery key founds a new team on the team’s file: same people, plan and versions, own key', async () => {
	const { relay, ana, ben } = await agreed();
	// The old key has renewed the links: its record is of a higher generation than a new team's first.
	await ana.team.renewLinks();
	await safe(ana);
	await acceptLink(ben.device, ana.team.links(relay.origin).edit ?? '');
	await safe(ben);
	expect(ben.team.links(relay.origin).admin).toBeNull();
	const founded = await createTeamFromFile(ben.device, await saveTeamFile(ben.team, 0), 'Beacon');
	if (!founded.ok) throw new Error(founded.why);
	const { team } = founded;
	expect(founded.lost).toBe(0);
	expect(team.teamId).not.toBe(ben.team.teamId);
	expect(team.snapshot().name).toBe('Beacon');
	expect(team.snapshot().people.map(({ name, keys }) => [name, keys])).toEqual([
		['Ana', 0],
		['Ben', 0]
	]);
	expect(await team.joinAs(me(ben))).toBe(true);
	expect(await titles(team)).toEqual(['Guests come back']);
	const cycle = await first(team);
	const [version] = cycle.snapshot().versions;
	expect(version).toMatchObject({ state: 'sound', agreements: [{ by: me(ana), isSigned: true }] });
	const [keyResult] = cycle.snapshot().plan.objectives[0]?.keyResults ?? [];
	expect(keyResult?.ownerId).toBe(me(ben));
	await until(() => team.safety().relay.at === 'safe');

	// A colleague comes by the new link, is there already, and the key renews what it has to.
	const cem = await newDevice(relay);
	const accepted = await acceptLink(cem, team.links(relay.origin).edit ?? '');
	if (!accepted.ok) throw new Error(accepted.why);
	const theirs = await openTeam(cem, accepted.teamId);
	await until(() => theirs?.snapshot().sameAs.has(me(ana)) === true);
	expect(await theirs?.joinAs(me(ana))).toBe(true);
	const plan = await first(theirs!);
	await until(() => plan.snapshot().plan.objectives[0]?.title === 'Guests come back');
	expect(await team.renewLinks()).toBe(true);
	await until(() => theirs?.safety().relay.at === 'refused');
	await until(() => team.snapshot().people.some(({ name, keys }) => name === 'Ben' && keys === 1));
	// The old team is what it was.
	cycle.setKeyResult(keyResult?.id as KeyResultId, { target: 9 });
	const old = ben.cycle.snapshot().plan.objectives[0]?.keyResults[0];
	expect([ben.team.snapshot().name, old?.target]).toEqual(['Lighthouse', 3]);
	await theirs?.close();
	await team.close();
});

it('[KEY-3] of a file that was cut the rest is taken and the loss counted; what is no team file founds nothing', async () => {
	const { ben } = await agreed();
	const text = await saveTeamFile(ben.team, 0);
	const lines = text.trimEnd().split('\n');
	const before = (await ben.device.store.listTeams()).length;
	const refusal = async (broken: string) => {
		const outcome = await createTeamFromFile(ben.device, broken, 'Beacon');
		return outcome.ok ? 'founded' : outcome.why;
	};
	expect(await refusal('')).toBe('foreign');
	expect(await refusal('a,b\n1,2')).toBe('foreign');
	expect(await refusal(text.replace('"version":1', '"version":9'))).toBe('newer');
	expect(await refusal(lines[0] ?? '')).toBe('nothing');
	expect(await refusal(text.slice(0, (lines[0]?.length ?? 0) + 200))).toBe('nothing');
	expect((await ben.device.store.listTeams()).length).toBe(before);
	const founded = await createTeamFromFile(ben.device, text.slice(0, -60), 'Beacon');
	expect(founded).toMatchObject({ ok: true, lost: 1 });
	if (founded.ok) {
		expect(founded.team.snapshot().cycles).toHaveLength(1);
		await founded.team.close();
	}
});

it('[KEY-1] who holds the recovery key is told to the whole team, and taken back by a device that forgets it', async () => {
	const relay = await startRelay();
	const ana = await founder(relay);
	const ben = await joined(relay, ana.team.links(relay.origin).edit ?? '', 'Ben');
	const holders = ({ team }: Person) =>
		team
			.snapshot()
			.people.filter(({ keys }) => keys > 0)
			.map(({ name, keys }) => `${name} ${keys}`);
	await until(() => holders(ben).join() === 'Ana 1');
	const laptop = await newDevice(relay);
	const accepted = await acceptLink(laptop, ana.team.links(relay.origin).admin ?? '');
	if (!accepted.ok) throw new Error(accepted.why);
	const team = await openTeam(laptop, accepted.teamId);
	await until(() => team?.snapshot().sameAs.has(me(ana)) === true);
	await team?.joinAs(me(ana));
	await until(() => holders(ben).join() === 'Ana 2');
	await until(() => team?.safety().relay.at === 'safe');
	await team?.forget();
	await until(() => holders(ben).join() === 'Ana 1');
	expect(ana.team.peopleUndo.canUndo).toBe(false);
});

it('[KEY-2] a key kept under a passphrase brings the team back on another device, as the same person, and opens for nobody else', async () => {
	const relay = await startRelay();
	const ana = await founder(relay);
	await safe(ana);
	const kept = await saveKey(ana.device, ana.team.teamId, 'stone lamp river coat');
	const laptop = await newDevice(relay);
	const open = createOpenTeams(laptop);
	expect(await restoreBackup(laptop, open, kept, 'stone lamp river')).toMatchObject({ ok: false });
	expect(await laptop.store.listTeams()).toEqual([]);
	expect(await restoreBackup(laptop, open, kept, 'stone lamp river coat')).toMatchObject({
		ok: true,
		teams: 1
	});
	const team = await open.enter(ana.team.teamId);
	expect(team?.links(relay.origin).admin).toBe(ana.team.links(relay.origin).admin);
	await until(() => team?.snapshot().people[0]?.devices === 2);
	expect(team?.snapshot().people[0]).toMatchObject({ name: 'Ana', keys: 2 });
	expect(team?.me).toBe(me(ana));
	await team?.close();
});
