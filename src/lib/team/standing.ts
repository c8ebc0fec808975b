import type { CycleSnapshot } from '#lib/doc/cycle.ts';
import type { PlanVersion } from '#lib/doc/planVersions.ts';
import { readStepMarks } from '#lib/doc/stepMarks.ts';
import type { TeamSnapshot } from '#lib/doc/team.ts';
import type { Cycle } from '#lib/okr/cycle.ts';
import type { StandingSource } from '#lib/okr/cycleStanding.ts';
import { dayAt } from '#lib/okr/day.ts';
import type { StepMarks } from '#lib/okr/nextStep.ts';
import type { AgreedVersion } from '#lib/okr/statusReport.ts';
import { personOf } from './onePerson.ts';

/** What `cycleStandingOn` needs, from the two documents it is spread over. People who were removed are not waited for. */
export function standingSource(
	cycle: Cycle,
	snapshot: CycleSnapshot,
	{ people, sameAs, rules }: Pick<TeamSnapshot, 'people' | 'sameAs' | 'rules'>
): StandingSource {
	return {
		cycle,
		plan: snapshot.plan,
		checkIns: snapshot.checkIns,
		stepMarks: stepMarksOf(snapshot),
		agreements: agreementsOf(snapshot, cycle.timeZone),
		people: people.filter(({ removed }) => !removed).map(({ id }) => id),
		personOf: (entry) => personOf(sameAs, entry),
		teamDays: rules.cadenceDays
	};
}

/** What was last said of each next step. */
export function stepMarksOf({ steps }: Pick<CycleSnapshot, 'steps'>): StepMarks {
	return readStepMarks(steps);
}

/** The versions that led to the one that stands, the first first, each with the day somebody first agreed to it. */
export function agreementsOf(snapshot: CycleSnapshot, timeZone: string): AgreedVersion[] {
	return versionLine(snapshot).flatMap(({ n, plan, agreements }) => {
		const first = agreements.find(({ isSigned }) => isSigned);
		return plan && first ? [{ n, on: dayAt(first.at, timeZone), plan }] : [];
	});
}

/** The version that stands and those it followed, the first first; as far as they are in the document. */
export function versionLine({
	versions,
	agreed
}: Pick<CycleSnapshot, 'versions' | 'agreed'>): PlanVersion[] {
	const byHash = new Map(versions.map((version) => [version.hash, version]));
	const line = new Set<PlanVersion>();
	for (let at = agreed ?? undefined; at && !line.has(at); at = before(at, byHash)) line.add(at);
	return [...line].reverse();
}

function before(
	{ content }: PlanVersion,
	byHash: ReadonlyMap<string, PlanVersion>
): PlanVersion | undefined {
	return content?.previous ? byHash.get(content.previous) : undefined;
}
