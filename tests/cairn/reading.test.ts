import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { statusReportAt } from '#lib/okr/statusReport.ts';
import { statusSource } from '#lib/team/statusSource.ts';
import { safe, startRelay, type RelayAddress } from '../team/people.ts';
import { buildClient, newStore, runCairn } from './runs.ts';
import { scene, visits } from './scene.ts';

beforeAll(buildClient);

/** The plan is agreed, and two key results have a value. */
async function agreedScene(relay?: RelayAddress) {
	const made = await scene(relay);
	const { ana, cairn } = made;
	const [days] = ana.team.snapshot().cycles;
	const { cycle } = ana;
	if (days) expect(cycle.agree({ expected: cycle.draft().hash, reason: '', days }).ok).toBe(true);
	await safe(ana);
	await cairn(...visits, '--value', '10', '--person', 'Ana');
	const calls = ['check-in', '--key-result', 'calls', '--confidence', '2', '--person', 'Ana'];
	await cairn(...calls, '--value', '95');
	await safe(ana);
	return made;
}

interface StatusJson {
	total: number;
	version: number | null;
	counts: Record<string, number>;
	coverage: Record<string, unknown>;
	objectives: { title: string; keyResults: Record<string, unknown>[] }[];
	safe: { relay: boolean };
}

test('[HEADLESS-12] the status says for programs what the page for readers says, also by the readers’ link', async () => {
	const { ana, cairn, ids, relay } = await agreedScene();
	const run = await cairn('status', '--json');
	expect(run).toMatchObject({ exit: 0, told: '' });
	const said = run.said as unknown as StatusJson;
	const [days] = ana.team.snapshot().cycles;
	if (!days) throw new Error('no cycle');
	const source = statusSource(days, ana.cycle.snapshot(), ana.team.snapshot());
	const { counts, total, version } = statusReportAt(source, Date.now());
	expect([said.counts, said.total, said.version]).toEqual([counts, total, version]);
	expect(said.objectives).toHaveLength(1);
	expect(said.objectives[0]?.keyResults).toMatchObject([
		{
			...{ id: ids.visits, owner: 'Ana', status: 'onTrack', value: 10, confidence: 4 },
			...{ baseline: 0, target: 40, progress: 0.25 }
		},
		{ id: ids.calls, status: 'offTrack', value: 95, progress: 0 },
		{ id: ids.launch, status: 'noneYet', value: null, kind: 'milestone' }
	]);
	expect(said.coverage).toMatchObject({ heard: 1, of: 1, since: null, silent: [] });

	const store = await newStore();
	const view = ana.team.links(relay.origin).view;
	const reader = await runCairn(['status', '--json', '--store', store], {
		env: { CAIRN_LINK: view }
	});
	expect(reader.exit).toBe(0);
	const read = reader.said as unknown as StatusJson;
	expect(read.objectives).toEqual(said.objectives);
	// Who is silent is the team's to know.
	expect(read.coverage).toEqual({ heard: 1, of: 1, since: null });
});

test('[HEADLESS-12] before anything is agreed the status says that the plan is being written', async () => {
	const { cairn } = await scene();
	const run = await cairn('status', '--json');
	expect(run.said).toMatchObject({ phase: 'drafting', version: null, objectives: [] });
	expect((await cairn('digest')).out).toContain('being written');
});

test('[HEADLESS-12] the digest comes as text, Markdown and HTML, in English and German, on standard output or in a file', async () => {
	const { cairn, store } = await agreedScene();
	const text = await cairn('digest');
	expect(text).toMatchObject({ exit: 0, told: '' });
	expect(text.out).toMatch(/^Lighthouse/);
	expect(text.out).toContain('1 of 3 key results');
	expect((await cairn('status')).out).toBe(text.out);
	expect((await cairn('digest', '--format', 'markdown')).out).toMatch(/^# Lighthouse/);
	const file = path.join(store, 'digest.html');
	const german = ['--format', 'html', '--language', 'de', '--output', file];
	expect(await cairn('digest', ...german)).toMatchObject({ exit: 0, out: '' });
	const page = await readFile(file, 'utf8');
	expect(page).toContain('<html lang="de');
	expect(page).toContain('Schlüsselergebnis');
	for (const wrong of [
		['--format', 'pdf'],
		['--language', 'fr'],
		['--output', path.join(store, 'none/x')]
	])
		expect(await cairn('digest', ...wrong)).toMatchObject({ exit: 2, out: '' });
});

test('[HEADLESS-12] an export is the file that the app saves; by the readers’ link it holds what was agreed and no more', async () => {
	const { ana, cairn, relay } = await agreedScene();
	const json = await cairn('export');
	expect(json.exit).toBe(0);
	expect(json.said).toMatchObject({ cairn: 'cycle', team: 'Lighthouse' });
	expect(json.out).toContain('"checkIns"');
	expect((await cairn('export', '--format', 'csv')).out).toMatch(
		/^\uFEFFObjective,.*\r\nGuests come back,/
	);
	const markdown = await cairn('export', '--format', 'markdown', '--language', 'de');
	expect(markdown.out).toContain('- Second visits von 0\u00a0% auf 40\u00a0%');
	const store = await newStore();
	const env = { CAIRN_LINK: ana.team.links(relay.origin).view };
	const read = await runCairn(['export', '--store', store], { env });
	expect(read.said).toMatchObject({ objectives: [{ title: 'Guests come back' }] });
	expect(read.out).not.toContain('"checkIns"');
});

test('[HEADLESS-1] with the relay away what was read last is shown, and said by exit code 7; where nothing was ever read there is nothing', async () => {
	const relay = await startRelay();
	const { cairn, link } = await agreedScene(relay);
	await relay.stop();
	const old = await cairn('status', '--json', '--wait', '1');
	expect(old).toMatchObject({ exit: 7, said: { total: 3, safe: { relay: false } } });
	expect(await cairn('status', '--json', '--offline')).toMatchObject({
		exit: 0,
		said: { total: 3 }
	});
	const never = await runCairn(['digest', '--wait', '1', '--store', await newStore()], {
		env: { CAIRN_LINK: link }
	});
	expect(never).toMatchObject({ exit: 7, out: '' });
	expect(never.told).toContain('nothing of this team is here yet');
});
