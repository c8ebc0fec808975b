import { startColleague, type Colleague } from '#lib/team/sample/colleague.ts';
import { tellStory } from '#lib/team/sample/story.ts';
import { currentLanguage } from './language.svelte.ts';
import type { TeamState } from './team.svelte.ts';

/** The simulated colleague of the sample team: at work, or not. */
export class SampleColleague {
	/** Their name, while they are at work. */
	atWork = $state<string | null>(null);
	#team: TeamState;
	#colleague: Colleague | null = null;
	#wanted = false;

	constructor(team: TeamState) {
		this.#team = team;
	}

	/** Begins, if the person who is simulated is still in the team. `pace` below 1 is faster than a human. */
	async start({ pace, staysMs }: { pace?: number; staysMs?: number } = {}): Promise<void> {
		if (this.#wanted) return;
		this.#wanted = true;
		const story = await tellStory(currentLanguage());
		const { name } = story.people[story.colleague.person] ?? { name: '' };
		const { people, cycles } = this.#team.snapshot;
		const person = people.find((one) => one.name === name && !one.removed);
		const [first] = cycles;
		const cycle = first && (await this.#team.verbs.openCycle(first.id));
		if (!this.#wanted || !person || !cycle) {
			this.#wanted = false;
			return;
		}
		this.#colleague = startColleague({
			cycle,
			person,
			writer: {
				by: person.id,
				now: () => Date.now(),
				random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes))
			},
			words: story.colleague,
			dice: () => Math.random(),
			onEnd: () => {
				this.stop();
			},
			pace,
			staysMs
		});
		this.atWork = person.name;
	}

	stop(): void {
		this.#wanted = false;
		this.#colleague?.stop();
		this.#colleague = null;
		this.atWork = null;
	}
}
