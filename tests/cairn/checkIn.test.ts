import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { addDays, dayAt } from '#lib/okr/day.ts';
import { beforeAll, expect, test, vi } from 'vitest';
import { safe, startRelay } from '../team/people.ts';
import { buildClient, newStore, runCairn } from './runs.ts';
import { scene, visits } from './scene.ts';

beforeAll(buildClient);

test('[HEADLESS-1] a check-in ends with 0 once the relay has it and its device has said so, and stands in the log under the name given', async () => {
	const { cairn, log, ids, ana } = await scene();
	const run = await cairn(
		...visits,
		'--value',
		'12.5 %',
		'--note',
		'from the till',
		'--person',
		'Till'
	);
	expect(run).toMatchObject({ exit: 0, told: '' });
	expect(run.said).toMatchObject({
		team: { name: 'Lighthouse' },
		cycle: { name: 'Q4 2026' },
		keyResult: { id: ids.visits, metric: 'Second visits', unit: '%', isGone: false },
		checkIn: { value: 12.5, confidence: 4, note: 'from the till' },
		by: { name: 'Till' },
		safe: { device: true, relay: true }
	});
	await vi.waitFor(() => {
		expect(log(ids.visits)[0]?.reachedRelayAt).toBeTypeOf('number');
	});
	const [entry] = log(ids.visits);
	expect(entry).toMatchObject({ value: 12.5, confidence: 4, note: 'from the till' });
	const till = ana.team.snapshot().people.find(({ name }) => name === 'Till');
	expect(entry?.by).toBe(till?.id);
	expect(till?.devices).toBe(1);
});

test('[HEADLESS-9] the store remembers link, person and confidence; another name needs another store', async () => {
	const { cairn, log, ids, ana, store } = await scene();
	expect(await cairn(...visits, '--value', '10', '--person', ' ana ')).toMatchObject({ exit: 0 });
	const again = await runCairn([
		...['check-in', '--key-result', ids.visits, '--value', '-3,5', '--locale', 'de'],
		...['--store', store]
	]);
	expect(again).toMatchObject({ exit: 0, told: '' });
	expect(again.said).toMatchObject({ checkIn: { value: -3.5, confidence: 4 } });
	const other = await cairn(...visits, '--value', '11', '--person', 'Ben');
	expect(other.exit).toBe(10);
	expect(other.told).toContain('checks in as Ana');
	await vi.waitFor(() => {
		expect(log(ids.visits).map(({ value }) => value)).toEqual([10, -3.5]);
	});
	expect(new Set(log(ids.visits).map(({ by }) => by))).toEqual(new Set([ana.team.me]));
	expect(ana.team.snapshot().people.map(({ name, devices }) => [name, devices])).toEqual([
		['Ana', 2]
	]);
});

test('[HEADLESS-1] with the relay away a check-in is kept, said by exit code 7, and goes along with the next run', async () => {
	const relay = await startRelay();
	const { cairn, log, ids, ana } = await scene(relay);
	expect(await cairn(...visits, '--value', '1', '--person', 'Ana')).toMatchObject({ exit: 0 });
	await relay.stop();
	const away = await cairn(...visits, '--value', '2', '--wait', '2');
	expect(away).toMatchObject({ exit: 7, said: { safe: { device: true, relay: false } } });
	expect(away.told).toContain('was not reached');
	const offline = await cairn(...visits, '--value', '3', '--offline');
	expect(offline).toMatchObject({ exit: 0, said: { safe: { relay: false } }, told: '' });
	await relay.start();
	ana.team.retry();
	expect(await cairn('send')).toMatchObject({ exit: 0, said: { safe: { relay: true } } });
	await vi.waitFor(() => {
		expect(log(ids.visits).map(({ value }) => value)).toEqual([1, 2, 3]);
	});
	expect(log(ids.visits).every(({ reachedRelayAt }) => reachedRelayAt !== null)).toBe(true);
});

test('[HEADLESS-7] runs that are killed at any moment lose nothing they called done, and write nothing twice', async () => {
	const { cairn, log, ids, store, link } = await scene();
	expect(await cairn(...visits, '--value', '0', '--person', 'Ana')).toMatchObject({ exit: 0 });
	const began = Date.now();
	await cairn(...visits, '--value', '0');
	const takes = Date.now() - began;
	for (const share of [0.3, 0.5, 0.7, 0.9]) {
		const { exit } = await runCairn([...visits, '--value', String(share), '--store', store], {
			env: { CAIRN_LINK: link },
			killAfterMs: takes * share
		});
		expect(exit === null || exit === 0).toBe(true);
	}
	expect(await cairn(...visits, '--value', '9')).toMatchObject({ exit: 0 });
	await vi.waitFor(() => {
		expect(log(ids.visits).at(-1)?.value).toBe(9);
	});
	const values = log(ids.visits).map(({ value }) => value);
	expect(new Set(values.slice(2)).size).toBe(values.length - 2);
	expect(log(ids.visits).every(({ reachedRelayAt }) => reachedRelayAt !== null)).toBe(true);
});

test('[HEADLESS-6] two runs at once on one store write one after the other, and both are there', async () => {
	const { cairn, log, ids } = await scene();
	await cairn('send');
	const runs = await Promise.all([
		cairn(...visits, '--value', '5', '--person', 'Ana'),
		cairn(
			'check-in',
			'--key-result',
			'calls',
			'--value',
			'80',
			'--confidence',
			'3',
			'--person',
			'Ana'
		)
	]);
	expect(runs.map(({ exit }) => exit)).toEqual([0, 0]);
	await vi.waitFor(() => {
		expect(log(ids.visits)).toHaveLength(1);
		expect(log(ids.calls)).toHaveLength(1);
	});
});

test('[HEADLESS-4] a key result goes by id, words or a part of them; none, several and a deleted one are refused and named', async () => {
	const { cairn, log, ids, ana } = await scene();
	const say = (name: string, value = '1') =>
		cairn(
			'check-in',
			'--key-result',
			name,
			'--value',
			value,
			'--confidence',
			'3',
			'--person',
			'Ana'
		);
	expect(await say('HARBOUR', 'yes')).toMatchObject({ exit: 0, said: { checkIn: { value: 1 } } });
	const several = await say('s');
	expect(several.exit).toBe(4);
	expect(several.told).toContain(`${ids.visits}  Second visits`);
	const none = await say('Third visits');
	expect(none).toMatchObject({ exit: 4, out: '' });
	expect(none.told).toContain('Support calls');
	ana.cycle.remove(ids.calls);
	await safe(ana);
	for (const name of ['support calls', ids.calls]) {
		const gone = await say(name);
		expect(gone.exit).toBe(4);
		expect(gone.told).toContain('was deleted');
	}
	expect(log(ids.visits)).toEqual([]);
});

test('[HEADLESS-5] a value that was kept here for a key result that somebody deleted before it was sent stands beside the plan', async () => {
	const { cairn, ids, ana } = await scene();
	await cairn(...visits, '--value', '1', '--person', 'Ana');
	await vi.waitFor(() => {
		expect(ana.cycle.snapshot().checkIns.size).toBe(1);
	});
	expect(await cairn(...visits, '--value', '2', '--offline')).toMatchObject({ exit: 0 });
	ana.cycle.remove(ids.visits);
	await safe(ana);
	expect(await cairn('send')).toMatchObject({ exit: 0 });
	await vi.waitFor(() => {
		expect(ana.cycle.snapshot().goneLogs[0]?.checkIns.map(({ value }) => value)).toEqual([1, 2]);
	});
});

test('[HEADLESS-2] what cannot be meant ends with its own code, one sentence, and nothing written', async () => {
	const { cairn, log, ids, ana } = await scene();
	await cairn('send');
	const tomorrow = addDays(dayAt(Date.now(), 'Europe/Berlin'), 1);
	const value = (given: string) => [...visits, '--value', given, '--person', 'Ana'];
	const cases: [exit: number, args: string[]][] = [
		[2, ['check-out']],
		[2, ['check-in', '--valeu', '3']],
		[2, ['check-in', '--value', '3']],
		[2, visits],
		[2, ['check-in', '--key-result', 'calls', '--value', '3', '--person', 'Ana']],
		[2, [...value('3'), '--confidence', '6']],
		[2, [...value('3'), '--wait', 'long']],
		[5, value('many')],
		[5, value('3–4')],
		[5, ['check-in', '--key-result', 'harbour', '--value', '0.5', '--person', 'Ana']],
		[6, [...value('3'), '--measured-at', tomorrow]],
		[6, [...value('3'), '--measured-at', '26.11.2026']],
		[8, [...value('3'), '--cycle', 'Q9']],
		[10, [...visits, '--value', '3']]
	];
	for (const [exit, args] of cases) {
		const run = await cairn(...args);
		expect([args.join(' '), run.exit, run.out]).toEqual([args.join(' '), exit, '']);
		expect(run.told.trim().length).toBeGreaterThan(10);
	}
	expect(log(ids.visits)).toEqual([]);
	expect(ana.team.snapshot().people).toHaveLength(1);
});

test('[HEADLESS-10] in a cycle that is over a check-in names its day', async () => {
	const { cairn, log, ids, ana } = await scene();
	const [cycle] = ana.team.snapshot().cycles;
	const endOn = addDays(dayAt(Date.now(), 'Europe/Berlin'), -2);
	if (cycle) ana.team.setCycle(cycle.id, { endOn });
	await safe(ana);
	const say = (...more: string[]) => cairn(...visits, '--value', '3', '--person', 'Ana', ...more);
	const ended = await say();
	expect(ended.exit).toBe(8);
	expect(ended.told).toContain(endOn);
	expect(await say('--measured-at', addDays(endOn, 1))).toMatchObject({ exit: 6 });
	expect(await say('--measured-at', `${endOn}T08:00:00Z`)).toMatchObject({ exit: 0 });
	await vi.waitFor(() => {
		expect(log(ids.visits).map(({ measuredAt }) => measuredAt)).toEqual([endOn]);
	});
});

test('[HEADLESS-3] a link that was cut, renewed, only for readers, or the recovery key writes nothing and says what to do', async () => {
	const { ana, link, store, relay, cairn, log, ids } = await scene();
	const links = ana.team.links(relay.origin);
	const args = [...visits, '--value', '3', '--person', 'Ana'];
	const by = async (given: string, folder?: string) =>
		runCairn([...args, '--store', folder ?? (await newStore())], { env: { CAIRN_LINK: given } });
	const cases: [string, string][] = [
		[link.slice(0, -3), 'was cut short'],
		[link.replace(/.{6}$/, 'aaaaaa'), 'was cut short'],
		['https://example.org/', 'no link of a team'],
		[links.view, 'readers’ link'],
		[links.admin ?? '', 'recovery key']
	];
	for (const [given, sentence] of cases) {
		const run = await by(given);
		expect([sentence, run.exit, run.out]).toEqual([sentence, 3, '']);
		expect(run.told).toContain(sentence);
		expect(run.told).not.toContain(given.split('.')[3] ?? 'no token');
	}
	await cairn('send');
	expect(await ana.team.renewLinks()).toBe(true);
	await safe(ana);
	const old = await by(link, store);
	expect(old.exit).toBe(3);
	expect(old.told).toContain('renewed');
	expect(await by(ana.team.links(relay.origin).edit ?? '', store)).toMatchObject({ exit: 0 });
	await vi.waitFor(() => {
		expect(log(ids.visits)).toHaveLength(1);
	});
});

test('[HEADLESS-11] the link comes by a file or standard input as well, and stands in no output', async () => {
	const { link, store } = await scene();
	const file = path.join(await newStore(), 'link');
	await writeFile(file, `${link}\n`);
	const secret = link.split('.')[3] ?? '';
	for (const [args, input] of [
		[['--link-file', file], ''],
		[['--link-file', '-'], link]
	] as const) {
		const run = await runCairn(['send', '--store', await newStore(), ...args], { input });
		expect(run).toMatchObject({ exit: 0, told: '' });
		expect(run.out).not.toContain(secret);
	}
	const nowhere = await runCairn(['send', '--store', store]);
	expect(nowhere).toMatchObject({ exit: 2, out: '' });
	expect(await readFile(file, 'utf8')).toContain(secret);
});

test('[LEARN-8] of a question an answer is written and no value, and the status has both', async () => {
	const { cairn, log, ids, ana } = await scene();
	const asked = { ambition: 'learning', question: 'Why do they leave?' } as const;
	ana.cycle.setKeyResult(ids.calls, asked);
	await ana.cycle.settle();
	await safe(ana);
	const calls = ['check-in', '--key-result', ids.calls, '--confidence', '4', '--person', 'Ana'];
	const number = await cairn(...calls, '--value', '12');
	expect(number).toMatchObject({ exit: 5 });
	expect(number.told).toContain('asks a question');
	const other = await cairn(...visits, '--person', 'Ana', '--answer', 'Half');
	expect(other).toMatchObject({ exit: 5 });
	const run = await cairn(...calls, '--answer', 'They wait too long');
	expect(run).toMatchObject({ exit: 0, told: '' });
	expect(run.said).toMatchObject({ checkIn: { value: null, answer: 'They wait too long' } });
	await vi.waitFor(() => {
		expect(log(ids.calls)).toMatchObject([{ value: null, answer: 'They wait too long' }]);
	});
	expect(await cairn(...calls, '--value', 'none')).toMatchObject({
		...{ exit: 0, said: { checkIn: { value: null, answer: null } } }
	});
});
