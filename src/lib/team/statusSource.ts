import type { CycleSnapshot } from '#lib/doc/cycle.ts';
import type { TeamSnapshot } from '#lib/doc/team.ts';
import { agreedPlanOf } from '#lib/okr/agreedPlan.ts';
import { comparePlans } from '#lib/okr/changeSet.ts';
import { agreementItem } from '#lib/okr/conflict.ts';
import type { Cycle } from '#lib/okr/cycle.ts';
import type { StatusSource } from '#lib/okr/statusReport.ts';
import { agreementsOf, standingSource } from './standing.ts';

/** What `statusReportAt` needs. Of what was agreed and is deleted by now the log counts too. */
export function statusSource(
	cycle: Cycle,
	snapshot: CycleSnapshot,
	team: Pick<TeamSnapshot, 'people' | 'sameAs' | 'rules'>
): StatusSource {
	const { agreed, plan, asides, checkIns, goneLogs, conflicts } = snapshot;
	const first = agreed?.agreements.find(({ isSigned }) => isSigned);
	const draft = agreedPlanOf(plan, asides);
	return {
		...standingSource(cycle, snapshot, team),
		cycle,
		agreements: agreementsOf(snapshot, cycle.timeZone),
		checkIns: new Map([
			...checkIns,
			...goneLogs.map((log) => [log.keyResultId, log.checkIns] as const)
		]),
		agreed: agreed && { n: agreed.n, at: first?.at ?? 0, isSound: agreed.plan !== null },
		openChanges: agreed?.plan ? comparePlans(agreed.plan, draft).length : 0,
		conflicts: {
			plan: conflicts.filter(({ item }) => item !== agreementItem).length,
			isAboutVersion: conflicts.some(({ item }) => item === agreementItem)
		}
	};
}
