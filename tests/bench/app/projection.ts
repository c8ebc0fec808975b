import { agreedPlanOf } from '#lib/okr/agreedPlan.ts';
import type { CheckIn } from '#lib/okr/checkIn.ts';
import { cycleStandingOn, type StandingSource } from '#lib/okr/cycleStanding.ts';
import { addDays } from '#lib/okr/day.ts';
import type { KeyResultId, PersonId } from '#lib/okr/ids.ts';
import { entry } from '../../okr/checkInEntries.ts';
import { keyResult, objective } from '../../okr/examples.ts';
import { medianOf } from './measure.ts';

const rounds = 401;
/** The engine's compilers have had their turn after these. */
const first = 200;
const cycle = { startOn: '2026-10-01', endOn: '2026-12-31' };
const keyResults = Array.from({ length: 20 }, (_, at) =>
	keyResult({ id: `k${at}` as KeyResultId, ownerId: 'ana' as PersonId })
);
const plan = { objectives: [{ ...objective('objectiveaaaaaaa', 0), keyResults }] };

/**
 * Prints how long it takes to say where a cycle stands: of 20 key results with 52 check-ins each, and with 104, in turn.
 * Medians, in ms; the goals are 5 ms and 2.3 times.
 */
export function measureProjection(): Promise<void> {
	const [once, twice] = [sourceOf(52), sourceOf(104)];
	const times: [number[], number[]] = [[], []];
	for (let round = 0; round < first + rounds; round++)
		for (const [at, source] of [once, twice].entries()) {
			const ms = msOf(source);
			if (round >= first) times[at]?.push(ms);
		}
	const [one, two] = times.map(medianOf) as [number, number];
	console.log('a cycle’s standing, of 20 key results');
	console.log(`  52 check-ins each: ${one.toFixed(2)} ms`);
	console.log(`  104 check-ins each: ${two.toFixed(2)} ms, ${(two / one).toFixed(2)} ×`);
	return Promise.resolve();
}

function msOf(source: StandingSource): number {
	const start = performance.now();
	cycleStandingOn(source, '2026-12-15');
	return performance.now() - start;
}

function sourceOf(count: number): StandingSource {
	const checkIns = new Map<KeyResultId, CheckIn[]>();
	for (const { id } of keyResults)
		checkIns.set(
			id,
			Array.from({ length: count }, (_, at) =>
				entry(`${id}-${at}`, addDays('2026-10-01', at % 90), at, {
					keyResultId: id,
					at: at * 1000
				})
			)
		);
	const agreements = [{ on: '2026-10-05', plan: agreedPlanOf(plan) }];
	return { cycle, plan, checkIns, agreements, people: ['ana'], personOf: (id) => id };
}
