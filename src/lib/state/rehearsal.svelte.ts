import type { WorkshopId } from '#lib/okr/ids.ts';
import type { OpenCycle } from '#lib/team/cycle.ts';
import { type Crew, startCrew } from '#lib/team/rehearsal/crew.ts';
import { tellRehearsal } from '#lib/team/rehearsal/story.ts';
import { awayOne, lateOne } from '#lib/workshop/rehearsal.ts';
import { currentLanguage } from './language.svelte.ts';
import type { TeamState } from './team.svelte.ts';
import { WorkshopState } from './workshop.svelte.ts';

/** A rehearsal while it is on the screen: its workshop, and the simulated colleagues at work in it. */
export class Rehearsal {
	workshop = $state.raw<WorkshopState | null>(null);
	/** Who comes late, and who loses the network for a while. */
	names = $state.raw({ late: '', away: '' });
	workshopId: WorkshopId | null = null;
	cycle: OpenCycle | null = null;
	#team: TeamState;
	#crew: Promise<Crew> | null = null;
	#isStopped = false;

	constructor(team: TeamState) {
		this.#team = team;
	}

	/** Begins, where the people of the story are in the team. `pace` below 1 is faster than people are. */
	async start(pace?: number): Promise<void> {
		const story = await tellRehearsal(currentLanguage());
		const { people: members, cycles } = this.#team.snapshot;
		// The team keeps the language it was made in; only names are compared.
		const people = story.people.flatMap(
			({ name }) => members.find((one) => one.name === name && !one.removed) ?? []
		);
		const [first] = cycles;
		const cycle = first && (await this.#team.verbs.openCycle(first.id));
		const workshops = await cycle?.workshops();
		const entry = workshops?.list()[0];
		const workshop = entry && (await workshops.open(entry.id));
		if (!cycle || !entry || !workshop || this.#isStopped) return;
		this.cycle = cycle;
		this.workshopId = entry.id;
		this.names = { late: people[lateOne]?.name ?? '', away: people[awayOne]?.name ?? '' };
		this.workshop = new WorkshopState(workshop);
		this.#crew = startCrew({
			...{ teamId: this.#team.verbs.teamId, cycle, workshop, workshopId: entry.id, people, story },
			...{ dice: () => Math.random(), pace }
		});
		await this.#crew;
	}

	async stop(): Promise<void> {
		this.#isStopped = true;
		this.workshop = null;
		await (await this.#crew)?.stop();
	}
}
