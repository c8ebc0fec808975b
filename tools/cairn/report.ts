import type { Cycle } from '#lib/okr/cycle.ts';
import { type StatusReport, statusReportAt } from '#lib/okr/statusReport.ts';
import { statusSource } from '#lib/team/statusSource.ts';
import type { Asked } from './arguments.ts';
import type { Opened } from './open.ts';
import { openCycle } from './openCycle.ts';

/** Where the cycle that was asked for stands, as the page for readers tells it. */
export async function reportOf(
	asked: Asked,
	opened: Opened
): Promise<{ report: StatusReport; cycle: Cycle; wasReached: boolean }> {
	const { cycle, open, wasReached } = await openCycle(asked, opened);
	const { device, team } = opened;
	const source = statusSource(cycle, open.snapshot(), team.snapshot());
	return { report: statusReportAt(source, device.now()), cycle, wasReached };
}
