import { expect, test, vi } from 'vitest';
import { addDays } from '#lib/okr/day.ts';
import type { KeyResultId, ObjectiveId } from '#lib/okr/ids.ts';
import { statusReportAt } from '#lib/okr/statusReport.ts';
import { statusSource } from '#lib/team/statusSource.ts';
import { noon } from '../okr/statusExamples.ts';
import { agreeing, cycleDays, founder, joined, startRelay, type Person } from './people.ts';

function reportOf({ cycle, team }: Person, day: string) {
	const { cycles } = team.snapshot();
	return statusReportAt(statusSource(cycles[0]!, cycle.snapshot(), team.snapshot()), noon(day));
}

async function say(who: Person, id: KeyResultId, measuredAt: string, value: number): Promise<void> {
	const verbs = await who.cycle.checkIns();
	expect(verbs.recordCheckIn(id, { measuredAt, value, confidence: 4 })).not.toBeNull();
}

test('[REPORT-7] of nine people one is not heard: a reader’s status says 8 of 9, and 8 of 8 once they left the count', async () => {
	const relay = await startRelay();
	const ana = await founder(relay);
	const { edit, view } = ana.team.links(relay.origin);
	const others: Person[] = [];
	for (const name of ['Ben', 'Cem', 'Dua', 'Eva', 'Fin', 'Gil', 'Hoa', 'Ida'])
		others.push(await joined(relay, edit ?? '', name));
	const everybody = [ana, ...others];
	await vi.waitUntil(() => ana.team.snapshot().people.length === 9, { timeout: 15_000 });
	const objective = ana.cycle.addObjective() as ObjectiveId;
	ana.cycle.text(objective, 'title').edit([{ at: 0, del: 0, ins: 'Guests come back' }]);
	const mine = everybody.map(({ team }) => {
		const id = ana.cycle.addKeyResult(objective) as KeyResultId;
		ana.cycle.text(id, 'metric').edit([{ at: 0, del: 0, ins: 'Guests' }]);
		const numbers = { baseline: 0, target: 40, unit: '%', dueOn: cycleDays.endOn };
		ana.cycle.setKeyResult(id, { ...numbers, ownerId: team.me });
		return id;
	});
	await agreeing(...everybody);
	ana.cycle.agree({ expected: ana.cycle.draft().hash, reason: '', days: cycleDays });
	const today = new Date(ana.device.now()).toISOString().slice(0, 10);
	const first = addDays(today, -20);
	for (const [at, who] of everybody.entries()) {
		await say(who, mine[at]!, first, 10);
		if (who !== others[0]) await say(who, mine[at]!, addDays(first, 10), 20);
	}
	await agreeing(...everybody);
	const reader = await joined(relay, view, '');
	await vi.waitUntil(
		() => reportOf(reader, today).objectives[0]?.keyResults.every(({ path }) => path.length > 0),
		{ timeout: 15_000 }
	);
	const held = reportOf(reader, addDays(first, 12));
	expect(held.coverage).toMatchObject({
		silent: [{ personId: others[0]!.team.me, since: first }],
		left: [],
		since: first
	});
	expect(held.coverage.heard).toHaveLength(8);
	expect(held.counts).toMatchObject({ onTrack: 8, stale: 1 });
	const later = reportOf(reader, addDays(first, 15));
	expect(later.coverage.heard).toHaveLength(8);
	expect(later.coverage).toMatchObject({ silent: [], left: [{ heardOn: first }] });
	// Whoever looks, and wherever: it is one status.
	for (const who of everybody) expect(reportOf(who, today)).toEqual(reportOf(reader, today));
});
