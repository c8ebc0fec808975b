import { expect, test, vi } from 'vitest';
import { isLate } from '#lib/okr/late.ts';
import type { KeyResultId, ObjectiveId } from '#lib/okr/ids.ts';
import { addDays } from '#lib/okr/day.ts';
import { cycleStandingOn } from '#lib/okr/cycleStanding.ts';
import { standingSource } from '#lib/team/standing.ts';
import { agreeing, founder, joined, safe, startRelay, type Person } from './people.ts';

const within = { timeout: 15_000 };

async function pair(clockIsFastByMs = 0) {
	const relay = await startRelay();
	const ana = await founder(relay, clockIsFastByMs);
	const objective = ana.cycle.addObjective() as ObjectiveId;
	const keyResult = ana.cycle.addKeyResult(objective) as KeyResultId;
	ana.cycle.setKeyResult(keyResult, { baseline: 10, target: 40, unit: '%', ownerId: ana.team.me });
	const ben = await joined(relay, ana.team.links(relay.origin).edit ?? '', 'Ben');
	await agreeing(ana, ben);
	return { relay, ana, ben, keyResult };
}

const logOf = ({ cycle }: Person, id: KeyResultId) => cycle.snapshot().checkIns.get(id) ?? [];
const standingOn = ({ cycle, team }: Person, day: string) =>
	cycleStandingOn(
		standingSource(team.snapshot().cycles[0]!, cycle.snapshot(), team.snapshot()),
		day
	);
const today = (ana: Person) => new Date(ana.device.now()).toISOString().slice(0, 10);

test('[CHECKIN-11] a check-in made without the relay is confirmed by its device once it is back, for everybody', async () => {
	const { relay, ana, ben, keyResult } = await pair();
	await relay.stop();
	(await ana.cycle.checkIns()).recordCheckIn(keyResult, {
		measuredAt: today(ana),
		value: 25,
		confidence: 4
	});
	await new Promise((resolve) => setTimeout(resolve, 300));
	expect(logOf(ana, keyResult)).toMatchObject([{ reachedRelayAt: null }]);
	await relay.start();
	ana.team.retry();
	ben.team.retry();
	await vi.waitFor(() => {
		expect(logOf(ben, keyResult)[0]?.reachedRelayAt).toBeTypeOf('number');
	}, within);
	const [entry] = logOf(ben, keyResult);
	expect(entry && Math.abs((entry.reachedRelayAt ?? 0) - Date.now())).toBeLessThan(15_000);
	await agreeing(ana, ben);
	expect(logOf(ana, keyResult)).toEqual(logOf(ben, keyResult));
	// Both derive the same from it.
	const later = addDays(today(ana), 20);
	const [anas, bens] = [standingOn(ana, later), standingOn(ben, later)];
	expect(anas).toEqual(bens);
	expect(anas.coverage.heard.length + anas.coverage.left.length).toBe(1);
});

test('[TEAM-9] a check-in at the relay is confirmed at once where that is asked for, and once', async () => {
	const { ana, keyResult } = await pair();
	(await ana.cycle.checkIns()).recordCheckIn(keyResult, {
		measuredAt: today(ana),
		value: 25,
		confidence: 4
	});
	await vi.waitUntil(() => ana.team.safety().relay.at === 'safe', { ...within, interval: 5 });
	expect(await ana.cycle.confirmReached()).toBe(true);
	expect(logOf(ana, keyResult)[0]?.reachedRelayAt).toBeTypeOf('number');
	expect(await ana.cycle.confirmReached()).toBe(false);

	// What is said after that is confirmed by itself, as ever.
	(await ana.cycle.checkIns()).recordCheckIn(keyResult, {
		measuredAt: today(ana),
		value: 26,
		confidence: 4
	});
	await vi.waitFor(() => {
		const last = logOf(ana, keyResult).at(-1);
		expect(last?.value).toBe(26);
		expect(last?.reachedRelayAt).toBeTypeOf('number');
	}, within);
});

test('[CHECKIN-13] a clock that is three hours fast is noticed by its device and told with what it wrote', async () => {
	const fast = 3 * 3_600_000;
	const { ana, ben, keyResult } = await pair(fast);
	(await ana.cycle.checkIns()).recordCheckIn(keyResult, {
		measuredAt: '2026-11-02',
		value: 25,
		confidence: 4
	});
	await safe(ana);
	await vi.waitFor(() => {
		expect(logOf(ben, keyResult)[0]?.clockOffMs).toBeTypeOf('number');
	}, within);
	const [entry] = logOf(ben, keyResult);
	expect(Math.abs((entry?.clockOffMs ?? 0) + fast)).toBeLessThan(5000);
	expect(entry && isLate(entry)).toBe(false);
	expect(Math.abs((ana.cycle.clockOffMs ?? 0) + fast)).toBeLessThan(5000);
	await vi.waitFor(() => {
		expect(Math.abs(ben.cycle.clockOffMs ?? Infinity)).toBeLessThan(5000);
	}, within);
});

test('[RULES-5] another cadence moves what is stale and who is silent, on every replica', async () => {
	const { ana, ben, keyResult } = await pair();
	const on = today(ana);
	(await ana.cycle.checkIns()).recordCheckIn(keyResult, {
		measuredAt: on,
		value: 25,
		confidence: 4
	});
	await agreeing(ana, ben);
	const staleIn = (who: Person) => standingOn(who, on).keyResults.map(({ staleFrom }) => staleFrom);
	expect(staleIn(ben)).toEqual([addDays(on, 11)]);
	expect(standingOn(ben, addDays(on, 12)).coverage.heard).toHaveLength(0);
	ana.team.setRules({ cadenceDays: 14 });
	await vi.waitFor(() => {
		expect(staleIn(ben)).toEqual([addDays(on, 18)]);
	}, within);
	expect(staleIn(ana)).toEqual(staleIn(ben));
	expect(standingOn(ben, addDays(on, 12)).coverage.heard).toHaveLength(1);
});
