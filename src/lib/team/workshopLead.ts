import type * as Y from 'yjs';
import { readCycle } from '#lib/doc/cycle.ts';
import { readEntities } from '#lib/doc/entity.ts';
import { addStage, moveStage, setStage } from '#lib/doc/workshop/agenda.ts';
import { setGoesOn, setWorkshop } from '#lib/doc/workshop/entries.ts';
import { setAsking, setEnded, setLease, setRevealed, setTimer } from '#lib/doc/workshop/marks.ts';
import { addMove } from '#lib/doc/workshop/moves.ts';
import { readWorkshop } from '#lib/doc/workshop/readWorkshop.ts';
import { USER, write, type Writer } from '#lib/doc/writer.ts';
import { createId, type StageId, type WorkshopId } from '#lib/okr/ids.ts';
import { stageBeside, type StagePlan } from '#lib/workshop/agenda.ts';
import { leaseTo } from '#lib/workshop/lease.ts';
import { type Outcome, outcomeOf } from '#lib/workshop/outcome.ts';
import { begunIn, moveTo } from '#lib/workshop/steps.ts';
import {
	type Clock,
	extendTimer,
	resumeTimer,
	startTimer,
	stopTimer
} from '#lib/workshop/timer.ts';
import { currentStage, type WorkshopPhase } from '#lib/workshop/workshop.ts';
import type { Device } from './device.ts';

/** What whoever leads can do. All of it answers false for anybody else, and once the workshop has ended. */
export interface LeadVerbs {
	/** Starts the workshop with its first stage, or goes on to the next one. False after the last. */
	next(): boolean;
	back(): boolean;
	/** Goes to any stage of the agenda, such as the one after the next. */
	goTo(stage: StageId): boolean;
	/** Adds minutes to the stage, whether its time runs, is over or never ran. */
	extend(minutes: number): boolean;
	stopTimer(): boolean;
	resumeTimer(): boolean;
	/** Adds a stage after another, at the start for null: its id, or null where there are as many as there may be. */
	addStage(stage: StagePlan, after: StageId | null): StageId | null;
	setMinutes(stage: StageId, minutes: number): boolean;
	/** False for one that has begun: it keeps its place. */
	moveStage(stage: StageId, after: StageId | null): boolean;
	/** Takes a stage out of the agenda that has not begun, or brings one back: what was written in it stays. */
	setInAgenda(stage: StageId, isIn: boolean): boolean;
	/** Says on which day (ISO) the team goes on after the pause it stands in; null: that is open. It goes on by a tap alone. */
	goOnAt(day: string | null): boolean;
	/** Has every device put what was written in this stage onto the wall. It cannot be taken back. */
	reveal(stage: StageId): boolean;
	passLead(person: string): boolean;
	/** Answers who asked for the lead: not now. */
	refuseLead(person: string): boolean;
	/** Ends the workshop and writes what came of it into the cycle. `team`: how many people the team has. */
	end(outcome: Pick<Outcome, 'people' | 'team'>): boolean;
}

export interface LeadMeans {
	doc: Y.Doc;
	cycleDoc: Y.Doc;
	workshopId: WorkshopId;
	device: Pick<Device, 'random'>;
	clock: () => Clock;
	/** Acts where this person leads. */
	withLead: (act: (w: Writer) => boolean) => boolean;
	personOf: (entry: string) => string;
}

export function createLeadVerbs(given: LeadMeans): LeadVerbs {
	const { doc, cycleDoc, workshopId, device, clock, withLead, personOf } = given;
	const entities = () => readEntities(doc).values();

	function goTo(w: Writer, to: StageId): boolean {
		const { standing, agenda } = readWorkshop(doc);
		const stage = agenda.find(({ id }) => id === to);
		const move = moveTo(standing, agenda, to);
		if (!stage || !move) return false;
		write(doc, USER, () => {
			addMove(doc, { ...move, by: w.by, at: clock().now });
			const { step } = readWorkshop(doc).standing;
			const timer = startTimer(stage.minutes, clock());
			if (step && timer) setTimer(doc, w, step.id, timer);
		});
		notePhase(w, stage.kind === 'pause' ? 'paused' : 'running');
		// What was said of one pause says nothing of the next.
		setGoesOn(cycleDoc, w, workshopId, null);
		return true;
	}
	function notePhase(w: Writer, phase: WorkshopPhase, outcome?: Outcome): void {
		setWorkshop(cycleDoc, w, workshopId, phase, outcome);
	}
	function beside(places: number): (w: Writer) => boolean {
		return (w) => {
			const { standing, agenda } = readWorkshop(doc);
			const { step } = standing;
			const isIn = step === null || agenda.some(({ id }) => id === step.to);
			// The stage one stands in was taken out of the agenda: another has its place.
			const to = isIn
				? stageBeside(agenda, step?.to ?? null, places)
				: agenda[step.place + Math.min(places, 0)];
			return to ? goTo(w, to.id) : false;
		};
	}
	/** Changes the timer of the step that stands. */
	function changeTimer(change: (at: Clock) => ReturnType<typeof extendTimer>): boolean {
		return withLead((w) => {
			const { step } = readWorkshop(doc).standing;
			return step !== null && setTimer(doc, w, step.id, change(clock()));
		});
	}
	const timer = () => readWorkshop(doc).timer;
	const hasBegun = (stage: StageId) => begunIn(readWorkshop(doc).standing).has(stage);

	return {
		next: () => withLead(beside(1)),
		back: () => withLead(beside(-1)),
		goTo: (stage) => withLead((w) => goTo(w, stage)),
		extend: (minutes) => changeTimer((at) => extendTimer(timer(), minutes, at)),
		stopTimer: () => {
			const running = timer();
			return running !== null && changeTimer((at) => stopTimer(running, at));
		},
		resumeTimer: () => {
			const stopped = timer();
			return stopped !== null && changeTimer((at) => resumeTimer(stopped, at));
		},
		addStage(stage, after) {
			const id = createId<StageId>(device.random(10));
			const isAdded = withLead((w) => addStage(doc, w, entities(), { ...stage, id, after }));
			return isAdded ? id : null;
		},
		setMinutes: (stage, minutes) => withLead((w) => setStage(doc, w, stage, { minutes })),
		moveStage: (stage, after) =>
			withLead((w) => !hasBegun(stage) && moveStage(doc, w, entities(), stage, after)),
		setInAgenda: (stage, isIn) =>
			withLead((w) => (isIn || !hasBegun(stage)) && setStage(doc, w, stage, { out: !isIn })),
		goOnAt: (day) =>
			withLead(
				(w) =>
					currentStage(readWorkshop(doc))?.kind === 'pause' &&
					setGoesOn(cycleDoc, w, workshopId, day)
			),
		reveal: (stage) => withLead((w) => setRevealed(doc, w, stage, clock().now)),
		passLead: (person) =>
			withLead((w) =>
				write(doc, USER, () => {
					setAsking(doc, w, person, false);
					return setLease(doc, w, leaseTo(readWorkshop(doc).lease, person, 'passed'));
				})
			),
		refuseLead: (person) => withLead((w) => setAsking(doc, w, person, false)),
		end: ({ people, team }) =>
			withLead((w) => {
				const workshop = readWorkshop(doc);
				const endedAt = clock().now;
				const { agreed } = readCycle(cycleDoc);
				setEnded(doc, w, endedAt);
				notePhase(
					w,
					'ended',
					outcomeOf(workshop, {
						...{ endedAt, people, team, personOf },
						agreed: agreed && { n: agreed.n, hash: agreed.hash }
					})
				);
				return workshop.standing.step !== null;
			})
	};
}
