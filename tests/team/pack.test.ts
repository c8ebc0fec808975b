import { expect, test, vi } from 'vitest';
import type { PackDraft } from '#lib/okr/pack.ts';
import { type Person, founder, joined, safe, startRelay } from './people.ts';

const within = { timeout: 20_000 };
const evidence: PackDraft = {
	...{ section: 'evidence', text: 'Half of them come once', figure: '52 %' },
	source: 'https://stats.example/'
};

const lines = async ({ cycle }: Person) => (await cycle.pack()).snapshot().items;

test('[PACK-2] two write in one line at once, and who only reads is sent it and writes nothing', async () => {
	const relay = await startRelay();
	const ana = await founder(relay);
	const { edit, view } = ana.team.links(relay.origin);
	const ben = await joined(relay, edit ?? '', 'Ben');
	const reader = await joined(relay, view ?? '', '');
	const [id] = (await ana.cycle.pack()).add([evidence]) ?? [];
	if (!id) throw new Error('It was not added.');
	await vi.waitUntil(async () => (await lines(ben)).length === 1, within);
	ana.cycle.text(id, 'text').edit([{ at: 0, del: 0, ins: 'A: ' }]);
	ben.cycle.text(id, 'text').edit([{ at: 22, del: 0, ins: ', as in 2025' }]);
	for (const one of [ana, ben]) one.cycle.leave(id, 'text');
	await safe(ana, ben);
	for (const one of [ana, ben, reader])
		await vi.waitUntil(
			async () => (await lines(one))[0]?.text === 'A: Half of them come once, as in 2025',
			within
		);
	const pack = await reader.cycle.pack();
	expect(pack.add([evidence])).toBeNull();
	expect(pack.set(id, { figure: '1' })).toBe(false);
	expect(pack.remove(id)).toBe(false);
	// A line is taken back by whoever added it.
	(await ben.cycle.pack()).add([{ ...evidence, text: 'One more' }]);
	expect(ben.cycle.undo()).toBe(true);
	await safe(ben);
	await vi.waitUntil(async () => (await lines(ana)).length === 1, within);
});
