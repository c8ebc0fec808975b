import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import type { Device } from '#lib/team/device.ts';
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
