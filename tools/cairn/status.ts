import { countedIn } from '#lib/okr/coverage.ts';
import type { KeyResultStanding } from '#lib/okr/cycleStanding.ts';
import { asksQuestion } from '#lib/okr/keyResult.ts';
import type { StatusReport } from '#lib/okr/statusReport.ts';
import type { Asked } from './arguments.ts';
import { digest } from './digest.ts';
import type { Opened } from './open.ts';
import { endOfReading } from './openCycle.ts';
import type { Outcome } from './outcome.ts';
import { reportOf } from './report.ts';

/** Where everything stands: for programs with `--json`, else in words. */
export async function status(asked: Asked, opened: Opened): Promise<Outcome> {
	if (!asked.json) return digest(asked, opened);
	const { report, cycle, wasReached } = await reportOf(asked, opened);
	const { team } = opened;
	const { name, people, sameAs } = team.snapshot();
	const nameOf = (id: string | null): string | null => {
		const shown = id === null ? null : (sameAs.get(id) ?? id);
		return people.find((person) => person.id === shown)?.name ?? null;
	};
	const { day, phase, version, total, counts, measured, objectives } = report;
	return {
		output: {
			team: { id: team.teamId, name },
			cycle,
			...{ day, phase, version, total, counts },
			coverage: coverageOf(report, team.role === 'edit' ? nameOf : null),
			measured,
			objectives: objectives.map(({ id, title, keyResults }) => ({
				id,
				title,
				keyResults: keyResults.map((standing) => keyResultOf(standing, nameOf))
			})),
			decisions: report.decisions.map((decision) => ({
				kind: decision.kind,
				keyResult: 'standing' in decision ? decision.standing.keyResult.id : null
			})),
			safe: { device: true, relay: wasReached, host: team.safety().host }
		},
		...(await endOfReading(asked, opened, { cycle, wasReached }))
	};
}

/** Who is silent is named for the team alone. */
function coverageOf(
	{ coverage }: StatusReport,
	nameOf: ((id: string) => string | null) | null
): object {
	const { heard, awaited, silent, left, since } = coverage;
	const named = nameOf && {
		awaited: awaited.map(({ personId, since }) => ({ name: nameOf(personId), since })),
		silent: silent.map(({ personId, since }) => ({ name: nameOf(personId), since })),
		left: left.map(({ personId, since }) => ({ name: nameOf(personId), since }))
	};
	return { heard: heard.length, of: countedIn(coverage), since, ...named };
}

function keyResultOf(
	standing: KeyResultStanding,
	nameOf: (id: string | null) => string | null
): object {
	const { keyResult, measure, current, blocker } = standing;
	return {
		id: keyResult.id,
		metric: keyResult.metric,
		kind: measure.kind,
		ambition: measure.ambition,
		...(asksQuestion(measure) && {
			question: keyResult.question ?? '',
			answer: current.answer?.answer ?? null,
			answeredOn: current.answer?.measuredAt ?? null
		}),
		unit: keyResult.unit,
		owner: nameOf(keyResult.ownerId),
		baseline: measure.baseline,
		target: measure.target,
		dueOn: measure.dueOn,
		status: standing.status,
		value: current.value,
		measuredAt: current.measuredAt,
		notMeasuredSince: current.notMeasuredSince,
		confidence: current.confidence,
		progress: standing.progress,
		trend: standing.trend,
		expected: standing.expected,
		isBehind: standing.isBehind,
		staleFrom: standing.staleFrom,
		blocker: blocker?.blocker ?? null
	};
}
