import { expect, test } from 'vitest';
import { createKeeper } from '#lib/team/keepNewest.ts';

/** A disk that takes a while for each write. */
function slowDisk() {
	const kept = new Map<string, string>();
	let writes = 0;
	const later = async (act: () => void) => {
		writes++;
		await new Promise((resolve) => setTimeout(resolve, 5));
		act();
		return { ok: true } as const;
	};
	const store = {
		putBurst: ({ key, text }: { key: string; text: string }) => later(() => kept.set(key, text)),
		deleteBurst: (_team: string, _doc: string, key: string) => later(() => kept.delete(key))
	};
	return { store, kept, writes: () => writes };
}

test('[CHECKIN-20] what is typed faster than a disk writes is kept as it is last, and no letter waits in a row', async () => {
	const { store, kept, writes } = slowDisk();
	const keep = createKeeper({ store, now: () => 1 }, 'team', 'place');
	const words = 'Half a sentence, with umläuts';
	for (let at = 1; at <= words.length; at++) keep('note', words.slice(0, at));
	keep('value', '7');
	await expect
		.poll(() => [...kept.entries()].sort())
		.toEqual([
			['note', words],
			['value', '7']
		]);
	expect(writes()).toBe(3);
	keep('note', 'more');
	keep('note', null);
	await expect.poll(() => [...kept.keys()]).toEqual(['value']);
});
