import type { CheckIn } from '#lib/okr/checkIn.ts';
import { addDays, dayAt } from '#lib/okr/day.ts';
import type { KeyResultId } from '#lib/okr/ids.ts';
import { vi } from 'vitest';
import { founder, safe, startRelay, type Person, type RelayAddress } from '../team/people.ts';
import { newStore, runCairn, type Run } from './runs.ts';

// Every step is a process of its own.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

export interface Scene {
	relay: RelayAddress;
	ana: Person;
	link: string;
	store: string;
	ids: Record<'visits' | 'calls' | 'launch', KeyResultId>;
	/** The client with this team's link and store. */
	cairn: (...args: string[]) => Promise<Run>;
	log: (id: KeyResultId) => readonly CheckIn[];
}

/** Ana's team has a plan of which all but the agreement is done, and a store that knows nothing yet. */
export async function scene(relay?: RelayAddress): Promise<Scene> {
	relay ??= await startRelay();
	const ana = await founder(relay);
	const { cycle, team } = ana;
	const today = dayAt(Date.now(), 'Europe/Berlin');
	const [first] = team.snapshot().cycles;
	if (first) team.setCycle(first.id, { startOn: addDays(today, -30), endOn: addDays(today, 30) });
	const objective = cycle.addObjective();
	if (!objective) throw new Error('no objective');
	cycle.text(objective, 'title').edit([{ at: 0, del: 0, ins: 'Guests come back' }]);
	const add = (metric: string, patch: Parameters<typeof cycle.setKeyResult>[1]): KeyResultId => {
		const id = cycle.addKeyResult(objective);
		if (!id) throw new Error('no key result');
		cycle.text(id, 'metric').edit([{ at: 0, del: 0, ins: metric }]);
		cycle.setKeyResult(id, { dueOn: addDays(today, 20), ownerId: team.me, ...patch });
		return id;
	};
	const ids = {
		visits: add('Second visits', { baseline: 0, target: 40, unit: '%' }),
		calls: add('Support calls', { baseline: 90, target: 20, unit: 'calls' }),
		launch: add('Harbour opens', { kind: 'milestone' })
	};
	await cycle.settle();
	await safe(ana);
	const store = await newStore();
	const link = team.links(relay.origin).edit ?? '';
	return {
		...{ relay, ana, link, store, ids },
		cairn: (...args) => runCairn([...args, '--store', store], { env: { CAIRN_LINK: link } }),
		log: (id) => cycle.snapshot().checkIns.get(id) ?? []
	};
}

/** The beginning of a check-in that only lacks its value. */
export const visits = ['check-in', '--key-result', 'second visits', '--confidence', '4'];
