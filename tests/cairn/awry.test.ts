import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { codeOf } from '#lib/protocol/codes.ts';
import { addDays, dayAt } from '#lib/okr/day.ts';
import { beforeAll, expect, test, vi } from 'vitest';
import { safe, startRelay } from '../team/people.ts';
import { standBetween } from './between.ts';
import { buildClient, newStore, runCairn } from './runs.ts';
import { scene, visits } from './scene.ts';

beforeAll(buildClient);

/** Bytes of the right length to be a document, which no Cairn wrote. */
const hostile = Uint8Array.of(1, 1, 1, 0, 0xff, 0xff, 0xff, 0x7f);

test('[HEADLESS-7] a document that cannot be read is named, and ends what else went well with 9: what was kept in it is not called sent', async () => {
	const relay = await startRelay();
	const { cairn, log, ids, store } = await scene(relay);
	expect(await cairn(...visits, '--value', '1', '--person', 'Ana')).toMatchObject({ exit: 0 });
	expect(await cairn(...visits, '--value', '2', '--offline')).toMatchObject({ exit: 0 });
	const documents = path.join(store, 'documents');
	const ofCycle = (await readdir(documents)).find((name) => name.includes('.cycle.')) ?? '';
	await writeFile(path.join(documents, ofCycle), hostile);
	const run = await cairn('send');
	expect(run).toMatchObject({ exit: 9, said: { safe: { device: true, relay: true } } });
	const aside = (await readdir(documents)).find((name) => name.includes('unreadable')) ?? 'none';
	expect(run.told).toContain(path.join(documents, aside));
	expect(run.told).toContain('not yet sent may be in it');
	// The next one has a whole store again, and says so.
	expect(await cairn(...visits, '--value', '3')).toMatchObject({ exit: 0, told: '' });
	await vi.waitFor(() => {
		expect(log(ids.visits).map(({ value }) => value)).toEqual([1, 3]);
	});
	await relay.stop();
	await writeFile(path.join(documents, ofCycle), hostile);
	const away = await cairn(...visits, '--value', '4', '--wait', '1');
	expect(away).toMatchObject({ exit: 7, out: '' });
	expect(away.told).toContain('not yet sent may be in it');
});

test('[HEADLESS-1] what is not found while the relay is away ends with 7 and says so, from an empty store and from an old copy', async () => {
	const relay = await startRelay();
	const { cairn, link, ana } = await scene(relay);
	expect(await cairn(...visits, '--value', '1', '--person', 'Ana')).toMatchObject({ exit: 0 });
	const [objective] = ana.cycle.snapshot().plan.objectives;
	const added = objective ? ana.cycle.addKeyResult(objective.id) : null;
	if (!added) throw new Error('no key result');
	ana.cycle.text(added, 'metric').edit([{ at: 0, del: 0, ins: 'Third visits' }]);
	await ana.cycle.settle();
	await safe(ana);
	await relay.stop();
	const wanted = ['--value', '2', '--person', 'Ana', '--wait', '1'];
	const lookups = [
		['check-in', '--key-result', 'third visits', '--confidence', '3'],
		[...visits, '--cycle', 'Q1 2027']
	];
	for (const args of lookups) {
		const old = await cairn(...args, ...wanted);
		expect(old).toMatchObject({ exit: 7, out: '' });
		expect(old.told).toContain('was not reached, nothing was written');
	}
	const first = await runCairn([...visits, ...wanted, '--store', await newStore()], {
		env: { CAIRN_LINK: link }
	});
	expect(first).toMatchObject({ exit: 7, out: '' });
	expect(first.told).toContain('was not reached');
	await relay.start();
	ana.team.retry();
	expect(await cairn(...lookups[0]!, '--value', '2')).toMatchObject({ exit: 0 });
	expect(await cairn(...lookups[1]!, '--value', '2')).toMatchObject({ exit: 8 });
});

test('[HEADLESS-1] a check-in waits for its own cycle: another that the relay refuses or never answers changes nothing, and what is kept in it is named', async () => {
	const { cairn, ana, relay, log, ids } = await scene();
	const today = dayAt(Date.now(), 'Europe/Berlin');
	const old = ana.team.addCycle({
		...{ name: 'Q1 2020', timeZone: 'Europe/Berlin' },
		...{ startOn: addDays(today, -200), endOn: addDays(today, -100) }
	});
	if (!old) throw new Error('no cycle');
	await safe(ana);
	let trouble: 'drop' | { close: number } = { close: codeOf('too-large') };
	const between = await standBetween(relay, (room) => (room.includes(old) ? trouble : 'pass'));
	const say = (value: string) =>
		cairn(...visits, '--value', value, '--person', 'Ana', '--wait', '6', '--relay', between);
	expect(await say('1')).toMatchObject({ exit: 0, told: '', said: { safe: { relay: true } } });
	const refused = await cairn('send', '--relay', between, '--wait', '6');
	expect(refused.exit).toBe(3);
	expect(refused.told).toContain('too large');
	trouble = 'drop';
	expect(await say('2')).toMatchObject({ exit: 0, told: '', said: { safe: { relay: true } } });
	expect(await cairn('send', '--relay', between, '--wait', '3')).toMatchObject({ exit: 7 });
	await vi.waitFor(() => {
		expect(log(ids.visits).map(({ value }) => value)).toEqual([1, 2]);
	});

	const open = await ana.team.openCycle(old);
	const objective = open.addObjective();
	const keyResult = objective && open.addKeyResult(objective);
	if (!keyResult) throw new Error('no key result');
	open.text(keyResult, 'metric').edit([{ at: 0, del: 0, ins: 'Leaks' }]);
	await open.settle();
	await safe(ana);
	expect(await cairn('send', '--relay', relay.origin)).toMatchObject({ exit: 0 });
	const leaks = ['check-in', '--key-result', 'leaks', '--cycle', 'Q1 2020', '--confidence', '3'];
	const kept = await cairn(
		...leaks,
		...['--value', '7', '--measured-at', addDays(today, -101), '--offline']
	);
	expect(kept).toMatchObject({ exit: 0 });
	const third = await say('3');
	expect(third).toMatchObject({ exit: 0, said: { safe: { relay: true } } });
	expect(third.told).toContain('Q1 2020 are still only here');
});

test('[HEADLESS-1, HEADLESS-2] what the relay has and this device could not confirm ends with 7 and says so, and the next run confirms it', async () => {
	const { cairn, relay, log, ids } = await scene();
	expect(await cairn('send')).toMatchObject({ exit: 0 });
	// A relay that never tells its time: the device has no word of its own to give, and all else goes well.
	const between = await standBetween(
		relay,
		() => 'pass',
		() => undefined
	);
	const run = await cairn(
		...visits,
		...['--value', '1', '--person', 'Ana', '--wait', '5', '--relay', between]
	);
	expect(run).toMatchObject({ exit: 7, said: { safe: { device: true, relay: false } } });
	expect(run.told).toContain('has it, and this device could not say so in time');
	expect(log(ids.visits)).toMatchObject([{ value: 1, reachedRelayAt: null }]);
	expect(await cairn('send', '--relay', relay.origin)).toMatchObject({ exit: 0 });
	await vi.waitFor(() => {
		expect(log(ids.visits)[0]?.reachedRelayAt).toBeTypeOf('number');
	});
});

test('[HEADLESS-5] a key result that a colleague deletes while the run is under way ends it with 4 and isGone, and the value stands beside the plan', async () => {
	const { cairn, ids, ana, relay } = await scene();
	expect(await cairn(...visits, '--value', '1', '--person', 'Ana')).toMatchObject({ exit: 0 });
	await vi.waitFor(() => {
		expect(ana.cycle.snapshot().checkIns.size).toBe(1);
	});
	let deleting: Promise<void> | null = null;
	const between = await standBetween(relay, (room, frame) => {
		if (!room.includes('.cycle.') || frame?.type !== 'update' || deleting) return 'pass';
		// The check-in is on its way, and Ana's deletion overtakes it.
		ana.cycle.remove(ids.visits);
		return (deleting = safe(ana));
	});
	const run = await cairn(...visits, '--value', '2', '--relay', between);
	expect(run).toMatchObject({
		exit: 4,
		said: { keyResult: { isGone: true }, checkIn: { value: 2 }, safe: { relay: true } }
	});
	expect(run.told).toContain('was deleted by somebody meanwhile');
	await vi.waitFor(() => {
		expect(ana.cycle.snapshot().goneLogs[0]?.checkIns.map(({ value }) => value)).toEqual([1, 2]);
	});
});

test('[HEADLESS-2] a note or a win that is longer than there is room for is refused and not cut', async () => {
	const { cairn, log, ids } = await scene();
	for (const name of ['note', 'win']) {
		const args = [...visits, '--value', '3', '--person', 'Ana', `--${name}`];
		const long = await cairn(...args, 'x'.repeat(501));
		expect(long).toMatchObject({ exit: 2, out: '' });
		expect(long.told).toContain(`--${name} takes up to 500 characters, not 501`);
	}
	const fits = 'x'.repeat(500);
	const args = [...visits, '--value', '3', '--person', 'Ana', '--note', ` ${fits} `];
	expect(await cairn(...args)).toMatchObject({ exit: 0, said: { checkIn: { note: fits } } });
	await vi.waitFor(() => {
		expect(log(ids.visits)).toHaveLength(1);
	});
});
