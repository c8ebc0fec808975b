import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import type { Device } from '#lib/team/device.ts';
import { openTeam } from '#lib/team/team.ts';
import { diskIn } from '../../tools/cairn/disk.ts';
import { openFolder } from '../../tools/cairn/folder.ts';
import { cycleDays, founder, newDevice, startRelay } from './people.ts';

test('[TEAM-10] a cycle whose closing failed opens again, without a reload', async () => {
	const relay = await startRelay();
	const dir = await mkdtemp(path.join(tmpdir(), 'cairn-cycles-'));
	const open = diskIn(await openFolder(dir));
	let failures = 0;
	const device: Device = {
		...(await newDevice(relay)),
		whyNotKept: null,
		openDisk: (doc, name) => {
			const disk = open(doc, name);
			const close = async (): Promise<void> => {
				await disk.close();
				if (isSecond(name) && failures++ === 0) throw new Error('The disk is gone.');
			};
			return Object.create(disk, { close: { value: close } }) as typeof disk;
		}
	};
	const ana = await founder(relay, 0, device);
	const second = ana.team.addCycle({ name: 'Next', ...cycleDays, timeZone: 'UTC' });
	const isSecond = (name: string) => second !== null && name.includes(second);
	await vi.waitUntil(() => failures === 1, { timeout: 20_000 });
	if (!second) throw new Error('no cycle');
	const cycle = await ana.team.openCycle(second);
	expect(cycle.addObjective()).not.toBeNull();
	await ana.team.close();
	await rm(dir, { recursive: true, force: true });
});

test('[TEAM-9] a cycle in whose workshop this device has something to publish stays open, and others are closed', async () => {
	const relay = await startRelay();
	const dir = await mkdtemp(path.join(tmpdir(), 'cairn-cycles-'));
	const open = diskIn(await openFolder(dir));
	const closed: string[] = [];
	const device: Device = {
		...(await newDevice(relay)),
		whyNotKept: null,
		openDisk: (doc, name) => {
			const disk = open(doc, name);
			const close = async (): Promise<void> => {
				await disk.close();
				closed.push(name);
			};
			return Object.create(disk, { close: { value: close } }) as typeof disk;
		}
	};
	const ana = await founder(relay, 0, device);
	const [second, third] = ['Second', 'Third'].map((name) =>
		ana.team.addCycle({ name, ...cycleDays, timeZone: 'UTC' })
	);
	if (!second || !third) throw new Error('no cycles');
	const workshops = await (await ana.team.openCycle(second)).workshops();
	const id = await workshops.prepare('kickoff', [{ kind: 'ideas', minutes: 8 }]);
	const workshop = id && (await workshops.open(id));
	const stage = workshop ? workshop.snapshot().agenda[0] : undefined;
	if (!workshop || !stage) throw new Error('It could not be prepared.');
	const idea = workshop.beginIdea(stage.id, { text: 'Nobody waits', isSigned: false });
	expect(idea && workshop.finishIdea(idea)).toBe(true);
	await ana.team.close();
	closed.length = 0;

	const again = await openTeam(device, ana.team.teamId);
	if (!again) throw new Error('The team is not there.');
	const isClosed = (cycle: string) => closed.some((name) => name.includes(cycle));
	await vi.waitUntil(() => isClosed(third), { timeout: 20_000 });
	await vi.waitUntil(() => again.safety([second]).relay.at === 'safe', { timeout: 20_000 });
	expect(isClosed(second)).toBe(false);
	await again.close();
	expect(isClosed(second)).toBe(true);
	await rm(dir, { recursive: true, force: true });
});

test('[TEAM-10] a cycle that is only looked into is not the one that was open last', async () => {
	const ana = await founder(await startRelay());
	const lastOpen = async () => (await ana.device.store.getTeam(ana.team.teamId))?.lastCycleId;
	const first = await lastOpen();
	const second = ana.team.addCycle({ name: 'Next', ...cycleDays, timeZone: 'UTC' });
	if (!second) throw new Error('no cycle');
	await ana.team.lookInto(second);
	await ana.team.settle();
	expect(await lastOpen()).toBe(first);
	await ana.team.openCycle(second);
	await vi.waitUntil(async () => (await lastOpen()) === second, { timeout: 20_000 });
	await ana.team.close();
});
