import { expect, test } from 'vitest';
import { createMemoryStore } from '#lib/device/memoryStore.ts';
import { createId, type RoundId, type StageId, type WorkshopId } from '#lib/okr/ids.ts';
import { openBallotBox } from '#lib/team/ballots.ts';
import type { OwnBallot } from '#lib/workshop/ballot.ts';
import type { Round } from '#lib/workshop/workshop.ts';

const roundId = createId<RoundId>(new Uint8Array(10).fill(1));
const round: Round = {
	...{ id: roundId, stageId: 's' as StageId, kind: 'dots', turn: 0, dots: 3, cut: null },
	...{ seals: [], openings: [], closed: null, counted: null }
};

test('[BALLOT-8] a ballot that a full disk refuses is in the page alone, which is said until one is kept again', async () => {
	const store = createMemoryStore();
	const disk = { isFull: true };
	const kept: OwnBallot[] = [];
	const box = await openBallotBox({
		device: { store, random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)) },
		mine: {
			...(await store.openPrivate()),
			listBallots: () => Promise.resolve(kept),
			putBallot: (_, __, ballot) => {
				if (!disk.isFull) kept.push(ballot);
				return Promise.resolve(disk.isFull ? { ok: false, why: 'quota' } : { ok: true });
			}
		},
		...{ teamId: 'team', workshopId: 'w' as WorkshopId },
		personOf: (entry) => (entry === 'other entry' ? 'ana' : entry),
		onChange: () => undefined
	});
	expect(box.notKept).toBeNull();
	const first = await box.cast('ana', round, { a: 1 });
	expect([box.notKept, kept.length, box.list()]).toEqual(['quota', 0, [first]]);
	disk.isFull = false;
	// Under another entry of hers it is one more ballot of the same person, and comes after the first.
	const seals = [{ by: 'ana', seal: first.seal, n: 4 }];
	const second = await box.cast('other entry', { ...round, seals }, { a: 2 });
	expect([box.notKept, kept, second.n]).toEqual([null, [second], 5]);
	expect(box.list()).toEqual([first, second]);
	box.close();
});
