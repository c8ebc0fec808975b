import { describe, expect, it, vi } from 'vitest';
import type { KeyResultId, ObjectiveId } from '#lib/okr/ids.ts';
import { agreeing, cycleDays, founder, joined, startRelay, type Person } from './people.ts';

/** Two people with a plan that is ready to be agreed. */
async function pair() {
	const relay = await startRelay();
	const ana = await founder(relay);
	const objective = ana.cycle.addObjective() as ObjectiveId;
	const keyResult = ana.cycle.addKeyResult(objective) as KeyResultId;
	for (const [id, field, text] of [
		[objective, 'title', 'Customers feel at home'],
		[keyResult, 'metric', 'Regulars']
	] as const)
		ana.cycle.text(id, field).edit([{ at: 0, del: 0, ins: text }]);
	ana.cycle.setKeyResult(keyResult, { baseline: 1, target: 5, unit: '%', dueOn: cycleDays.endOn });
	const ben = await joined(relay, ana.team.links(relay.origin).edit ?? '', 'Ben');
	await agreeing(ana, ben);
	return { relay, ana, ben, objective, keyResult };
}

function agree({ cycle }: Person, reason = '') {
	return cycle.agree({ expected: cycle.draft().hash, reason, days: cycleDays });
}

const changes = ({ cycle }: Person) => cycle.draft().changes.map(({ item, kind }) => [item, kind]);

describe('a team that agrees', () => {
	it('[AGREE-4] apart to the same plan has one version, with the keys of both devices', async () => {
		const { relay, ana, ben } = await pair();
		await relay.stop();
		expect(agree(ana).ok).toBe(true);
		expect(agree(ben).ok).toBe(true);
		await relay.start();
		await agreeing(ana, ben);
		const { versions, agreed, conflicts } = ben.cycle.snapshot();
		expect([versions.length, conflicts]).toEqual([1, []]);
		expect(agreed?.agreements.map(({ by, isSigned }) => [by, isSigned]).sort()).toEqual(
			[ana, ben].map(({ team }) => [team.me, true]).sort()
		);
	});

	it('[AGREE-5] while somebody drafts on offline finds that edit as a change, and nothing lost', async () => {
		const { relay, ana, ben, keyResult } = await pair();
		await relay.stop();
		agree(ana);
		ben.cycle.setKeyResult(keyResult, { target: 9 });
		await relay.start();
		await agreeing(ana, ben);
		for (const who of [ana, ben]) {
			expect(who.cycle.snapshot().agreed?.n).toBe(1);
			expect(changes(who)).toEqual([[keyResult, 'changed']]);
		}
		expect(agree(ben, 'More of us')).toMatchObject({ ok: true, n: 2 });
		await agreeing(ana, ben);
		await vi.waitUntil(() => ana.cycle.snapshot().agreed?.n === 2);
		expect(ana.cycle.snapshot().versions[1]?.plan?.objectives[0]?.keyResults[0]?.target).toBe(5);
	});

	it('[AGREE-2] agrees to the last letter that was typed', async () => {
		const { ana, objective } = await pair();
		ana.cycle.text(objective, 'title').edit([{ at: 0, del: 0, ins: 'Our ' }]);
		agree(ana);
		expect(ana.cycle.snapshot().agreed?.plan?.objectives[0]?.title).toBe(
			'Our Customers feel at home'
		);
	});

	it('[TEAM-3] is read by readers, who agree to nothing', async () => {
		const { relay, ana } = await pair();
		agree(ana);
		const reader = await joined(relay, ana.team.links(relay.origin).view, '');
		await vi.waitUntil(() => reader.cycle.snapshot().agreed?.n === 1, { timeout: 15_000 });
		const { id } = reader.cycle.snapshot().agreed!;
		expect(agree(reader)).toEqual({ ok: false, why: 'refused' });
		expect(reader.cycle.agreeToo(id)).toBe(false);
		expect(reader.cycle.addIdea()).toBeNull();
	});

	it('[AWAY-1] tells who was away what was dropped, and why', async () => {
		const { relay, ana, ben, objective } = await pair();
		await vi.waitUntil(() => ben.cycle.away().length === 0);
		await relay.stop();
		const aside = { as: 'deprioritised', why: 'No data', decidedBy: 'Ana', comeback: '' } as const;
		ana.cycle.putAside(objective, aside);
		await relay.start();
		await agreeing(ana, ben);
		expect(ben.cycle.away()).toMatchObject([{ item: objective, kind: 'changed' }]);
		expect(ben.cycle.away()[0]?.fields).toContainEqual({
			field: 'why',
			before: null,
			after: 'No data'
		});
	});
});
