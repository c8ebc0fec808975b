import type { Cycle } from '#lib/okr/cycle.ts';
import { type StatusReport, statusReportAt } from '#lib/okr/statusReport.ts';
import { type KeptLook, keepLook, readKeptLook, type StatusLook } from '#lib/okr/statusLook.ts';
import { type StatusWeek, statusWeeks } from '#lib/okr/statusWeeks.ts';
import { statusSource } from '#lib/team/statusSource.ts';
import type { App } from './app.svelte.ts';
import type { CycleState } from './cycle.svelte.ts';
import { datesOf } from './standing.ts';
import type { TeamState } from './team.svelte.ts';

/** The status of the cycle on the screen at an instant (epoch ms); null while the team's document has not come. */
export function reportOf(team: TeamState, cycle: CycleState, now: number): StatusReport | null {
	const dates = datesOf(team, cycle);
	return dates ? statusReportAt(statusSource(dates, cycle.snapshot, team.snapshot), now) : null;
}

/** How it stood week by week up to a day (an ISO date). */
export function weeksOf(
	team: TeamState,
	cycle: CycleState,
	dates: Cycle,
	day: string
): StatusWeek[] {
	return statusWeeks(statusSource(dates, cycle.snapshot, team.snapshot), day);
}

/** What this device saw of a cycle's status, and keeps with its team. */
export class LookKeeper {
	readonly #app: App;
	readonly #cycle: [team: string, row: `${string}/status`];
	#opened: Promise<KeptLook> | null = null;

	constructor(app: App, team: TeamState, cycle: CycleState) {
		this.#app = app;
		this.#cycle = [team.verbs.teamId, `${cycle.verbs.cycleId}/status`];
	}

	/** Notes a first look of this visit; what the visit before saw is the answer, null on the first one. */
	async open(look: StatusLook): Promise<KeptLook['before']> {
		this.#opened = this.#read(look);
		const kept = await this.#opened;
		await this.#keep(kept);
		return kept.before;
	}

	/** What came while one looks has been seen, too. */
	async see(look: StatusLook): Promise<void> {
		const opened = await this.#opened;
		const at = this.#app.device.now();
		if (opened) await this.#keep({ before: opened.before, last: { look, at } });
	}

	async #read(look: StatusLook): Promise<KeptLook> {
		const { device } = this.#app;
		const seen = await device.store.getSeen(...this.#cycle);
		return keepLook(readKeptLook(seen?.plan), look, device.now());
	}

	async #keep(kept: KeptLook): Promise<void> {
		const { store } = this.#app.device;
		await store.putSeen(...this.#cycle, { plan: kept, seenAt: kept.last.at });
	}
}
