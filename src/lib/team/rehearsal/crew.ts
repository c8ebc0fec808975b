import { awayOne, type Deed, deedsOf, isAwayIn } from '#lib/workshop/rehearsal.ts';
import { currentStage } from '#lib/workshop/workshop.ts';
import { act, writeAgain } from './act.ts';
import { type ColleagueMeans, comeAbout } from './colleague.ts';
import type { RehearsalStory } from './story.ts';

/*
 * The simulated colleagues of a rehearsal. Each has a device in memory, and on it the workshop as any colleague has it:
 * its own replica of both documents, and the verbs of `openWorkshop`. Their replicas are joined to this page's as
 * browsers elsewhere would be by the relay, and one of them is parted for a while. They know what colleagues know.
 */

export interface Crew {
	/** Ends them: calling it twice is fine. */
	stop(): Promise<void>;
}

export interface CrewMeans extends ColleagueMeans {
	/** Those of the story who are in the team, in its order. */
	people: readonly { id: string; name: string; colour: number }[];
	story: RehearsalStory;
	/** 0 ≤ x < 1 */
	dice: () => number;
	/** 1 is human speed; less is faster. */
	pace?: number;
}

export async function startCrew(means: CrewMeans): Promise<Crew> {
	const { workshop, story, dice, pace = 1 } = means;
	const crew = await Promise.all(means.people.map((person) => comeAbout(person, means)));
	const { agenda, standing, marks } = workshop.snapshot();
	crew.forEach((one, at) => {
		// What they had written lay in the memory of the page that was here before this one.
		writeAgain(one, marks.ideas, story);
		if (at === awayOne && isAwayIn(agenda, standing.step?.to ?? null)) one.sleep();
		else one.join();
	});
	let timers: ReturnType<typeof setTimeout>[] = [];
	let step: string | null = null;
	let isStopped = false;

	/** A stage that stands anew is what everybody works at from now on. */
	function look(): void {
		const { standing, endedAt, marks } = workshop.snapshot();
		const now = standing.step?.id ?? null;
		if (isStopped || now === step || endedAt !== null) return;
		step = now;
		for (const timer of timers) clearTimeout(timer);
		const kind = currentStage(workshop.snapshot())?.kind;
		const missing = crew.flatMap(({ id }, at) => (marks.seats.get(id) ? [] : [at]));
		timers = kind === undefined ? [] : deedsOf(kind, crew.length, dice, missing).map(plan);
	}
	function plan(deed: Deed): ReturnType<typeof setTimeout> {
		return setTimeout(() => {
			const who = crew[deed.who];
			if (who) act(who, deed, story, dice);
		}, deed.afterMs * pace);
	}

	const unwatch = workshop.onChange(look);
	look();
	return {
		async stop() {
			if (isStopped) return;
			isStopped = true;
			unwatch();
			for (const timer of timers) clearTimeout(timer);
			await Promise.all(
				crew.map(async (one) => {
					one.part?.();
					await one.workshop.close();
					one.presence.close();
					one.cycleDoc.destroy();
				})
			);
		}
	};
}
