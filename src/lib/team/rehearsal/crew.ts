import * as Y from 'yjs';
import { createMemoryStore } from '#lib/device/memoryStore.ts';
import { addKeyResult, readCycle, setKeyResult } from '#lib/doc/cycle.ts';
import { writeText } from '#lib/doc/text.ts';
import type { Writer } from '#lib/doc/writer.ts';
import { createId, type KeyResultId, type WorkshopId } from '#lib/okr/ids.ts';
import { createPresence, type Presence } from '#lib/sync/presence.ts';
import { wallOf } from '#lib/workshop/card.ts';
import { type Deed, deedsOf } from '#lib/workshop/rehearsal.ts';
import { currentStage, type Workshop } from '#lib/workshop/workshop.ts';
import type { OpenCycle } from '../cycle.ts';
import { deviceOver } from '../device.ts';
import type { Replicated } from '../replicated.ts';
import { type OpenWorkshop, openWorkshop } from '../workshop.ts';
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

export interface CrewMeans {
	teamId: string;
	cycle: OpenCycle;
	workshop: OpenWorkshop;
	workshopId: WorkshopId;
	/** Those of the story who are in the team, in its order. */
	people: readonly { id: string; name: string; colour: number }[];
	story: RehearsalStory;
	/** 0 ≤ x < 1 */
	dice: () => number;
	/** 1 is human speed; less is faster. */
	pace?: number;
}

interface Colleague {
	id: string;
	name: string;
	colour: number;
	writer: Writer;
	workshop: OpenWorkshop;
	cycleDoc: Y.Doc;
	presence: Presence;
	/** Cuts the network; null while it is cut. */
	part: (() => void) | null;
	join: () => void;
	/** How many of the story's ideas they wrote. */
	written: number;
}

export async function startCrew(means: CrewMeans): Promise<Crew> {
	const { workshop, story, dice, pace = 1 } = means;
	const crew = await Promise.all(means.people.map((person) => comeAbout(person, means)));
	let timers: ReturnType<typeof setTimeout>[] = [];
	let step: string | null = null;
	let isStopped = false;

	/** A stage that stands anew is what everybody works at from now on. */
	function look(): void {
		const { standing, endedAt } = workshop.snapshot();
		const now = standing.step?.id ?? null;
		if (isStopped || now === step || endedAt !== null) return;
		step = now;
		for (const timer of timers) clearTimeout(timer);
		const kind = currentStage(workshop.snapshot())?.kind;
		timers = kind === undefined ? [] : deedsOf(kind, crew.length, dice).map(plan);
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

async function comeAbout(
	{ id, name, colour }: CrewMeans['people'][number],
	{ teamId, cycle, workshop: theirs, workshopId }: CrewMeans
): Promise<Colleague> {
	/** Whoever was away had their device asleep: so long that what comes then is late, however fast one rehearses. */
	let sleptMs = 0;
	let isOnline = false;
	const made = await deviceOver(createMemoryStore(), {
		whyNotKept: 'no-storage',
		openDisk: () => {
			throw new Error('Nothing of a rehearsal is kept for those who are simulated.');
		},
		relayUrl: ''
	});
	const device = { ...made, now: () => made.now() + sleptMs };
	const cycleDoc = new Y.Doc();
	const presence = createPresence(cycleDoc);
	const writer: Writer = { by: id, now: device.now, random: device.random };
	let replicated: Replicated | null = null;
	const workshop = await openWorkshop({
		...{ device, teamId, workshopId, cycleDoc },
		// Tabs of one room hear each other, and these are no tabs.
		room: `${teamId}.rehearsal.${id}`,
		means: {
			relayUrl: null,
			role: 'edit',
			openDisk: null,
			show: () => ({ token: '', record: null, permit: null })
		},
		writer: () => writer,
		sameAs: () => new Map(),
		seed: () => undefined,
		isOnline: () => isOnline,
		onOpened: (opened) => (replicated = opened)
	});
	const colleague: Colleague = {
		...{ id, name, colour, writer, workshop, cycleDoc, presence },
		...{ part: null, written: 0 },
		join() {
			if (!replicated || colleague.part) return;
			const parts = [theirs.join(replicated), cycle.join({ doc: cycleDoc, presence })];
			isOnline = true;
			workshop.present({ person: id, name, colour });
			colleague.part = () => {
				isOnline = false;
				sleptMs += 5 * 60_000;
				for (const part of parts) part();
				colleague.part = null;
			};
		}
	};
	colleague.join();
	return colleague;
}

function act(who: Colleague, { kind }: Deed, story: RehearsalStory, dice: () => number): void {
	const { workshop } = who;
	const now = workshop.snapshot();
	if (kind === 'away') who.part?.();
	else if (kind === 'back') who.join();
	else if (kind === 'enter') workshop.enter('room');
	else if (kind === 'ready') workshop.setReady(true);
	else if (kind === 'idea') writeIdea(who, now, story);
	else if (kind === 'group') group(who, now, story);
	else if (kind === 'vote') vote(who, now, dice);
	else if (kind === 'objective') draft(who, now);
	else writeKeyResult(who, story);
}

function writeIdea(who: Colleague, now: Workshop, story: RehearsalStory): void {
	const stage = currentStage(now);
	const text = story.people.find(({ name }) => name === who.name)?.ideas[who.written];
	if (stage?.kind !== 'ideas' || text === undefined) return;
	who.written++;
	const id = who.workshop.beginIdea(stage.id, { text, isSigned: who.written === 1 });
	if (id) who.workshop.finishIdea(id);
}

/** A card that lies by itself comes to its like, in a group that is made where there is none. */
function group({ workshop }: Colleague, now: Workshop, story: RehearsalStory): void {
	for (const card of wallOf(now.cards, now.clusters).loose) {
		const theme = story.themes.find(({ ideas }) => ideas.some((one) => card.text.startsWith(one)));
		if (!theme) continue;
		const cluster = now.clusters.find(({ name }) => name === theme.name);
		if (cluster) workshop.group(card.id, cluster.id);
		else workshop.addCluster(theme.name, [card.id]);
		return;
	}
}

/** Every dot on a group of cards, in the round that is open. */
function vote({ workshop }: Colleague, now: Workshop, dice: () => number): void {
	const round = now.rounds.find(({ kind, closed }) => kind === 'dots' && closed === null);
	if (!round || workshop.ownBallot(round.id) || now.clusters.length === 0) return;
	const dots: Record<string, number> = {};
	for (let dot = 0; dot < round.dots; dot++) {
		const cluster = now.clusters[Math.floor(dice() * now.clusters.length)];
		if (cluster) dots[cluster.id] = (dots[cluster.id] ?? 0) + 1;
	}
	void workshop.castBallot(round.id, dots);
}

/** The first group of cards of which nothing was made yet becomes an objective. */
function draft({ workshop, cycleDoc }: Colleague, now: Workshop): void {
	const made = [...readCycle(cycleDoc).origins.values()].map(({ cluster }) => cluster);
	const cluster = now.clusters.find(({ id }) => !made.includes(id));
	if (cluster) workshop.draftObjective(cluster.id);
}

/** The first objective of the story's that has none gets its key result, and its own words. */
function writeKeyResult({ cycleDoc, writer, id: ownerId }: Colleague, story: RehearsalStory): void {
	for (const objective of readCycle(cycleDoc).plan.objectives) {
		const theme = story.themes.find(({ name }) => name === objective.title);
		const told = theme?.keyResults[0];
		if (!told || objective.keyResults.length > 0) continue;
		const id = createId<KeyResultId>(writer.random(10));
		const { metric, ...values } = told;
		writeText(cycleDoc, writer, objective.id, 'title', theme.objective);
		addKeyResult(cycleDoc, writer, { id, objectiveId: objective.id });
		writeText(cycleDoc, writer, id, 'metric', metric);
		setKeyResult(cycleDoc, writer, id, { ...values, ownerId: ownerId as never });
		return;
	}
}
