import { addKeyResult, readCycle, setKeyResult } from '#lib/doc/cycle.ts';
import { writeText } from '#lib/doc/text.ts';
import { createId, type KeyResultId, type StageId } from '#lib/okr/ids.ts';
import type { Marks } from '#lib/workshop/attendance.ts';
import { wallOf } from '#lib/workshop/card.ts';
import type { Deed } from '#lib/workshop/rehearsal.ts';
import { currentStage, type Workshop } from '#lib/workshop/workshop.ts';
import type { Colleague } from './colleague.ts';
import type { RehearsalStory } from './story.ts';

/** Does what one of them does now, if there is anything to do it to. */
export function act(
	who: Colleague,
	{ kind }: Deed,
	story: RehearsalStory,
	dice: () => number
): void {
	const { workshop } = who;
	const now = workshop.snapshot();
	if (kind === 'away') who.sleep();
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
	if (stage?.kind === 'ideas') write(who, stage.id, story);
}

/**
 * Has somebody write again what they had told others of: their ideas, of `told` by each device in each stage. They are the
 * same ones as before, so those that are on the wall are not put there twice.
 */
export function writeAgain(who: Colleague, told: Marks['ideas'], story: RehearsalStory): void {
	for (const { stageId, count } of told.filter(({ by }) => by === who.id))
		for (let at = 0; at < count; at++) write(who, stageId, story);
}

function write(who: Colleague, stageId: StageId, story: RehearsalStory): void {
	const text = story.people.find(({ name }) => name === who.name)?.ideas[who.written];
	if (text === undefined) return;
	const id = who.beginIdea(stageId, who.written++, text);
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

/** A sealed ballot in the round that is open, once: dots on groups of cards, or how sure one is of each key result. */
function vote(who: Colleague, now: Workshop, dice: () => number): void {
	const { workshop, cycleDoc } = who;
	const round = now.rounds.find(({ closed }) => closed === null);
	if (!round || workshop.ownBallot(round.id)) return;
	const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(dice() * list.length)];
	const ballot: Record<string, number> = {};
	if (round.kind === 'dots')
		for (let dot = 0; dot < round.dots; dot++) {
			const cluster = pick(now.clusters);
			if (cluster) ballot[cluster.id] = (ballot[cluster.id] ?? 0) + 1;
		}
	else if (round.kind === 'confidence')
		for (const { keyResults } of readCycle(cycleDoc).plan.objectives)
			for (const { id } of keyResults) ballot[id] = pick(levels) ?? 3;
	if (Object.keys(ballot).length > 0) void workshop.castBallot(round.id, ballot);
}

/** Nobody of them has given up. */
const levels = [2, 3, 3, 4, 4, 5] as const;

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
