import { expect, test } from 'vitest';
import { type CardId, type ClusterId, createId, type StageId, type StepId } from '#lib/okr/ids.ts';
import { ideasStageOf, kickoffPresets, minutesOf, stageBeside } from '#lib/workshop/agenda.ts';
import { attendanceOf, beforeReveal, type Marks } from '#lib/workshop/attendance.ts';
import { type Card, wallOf } from '#lib/workshop/card.ts';
import { catchUpOn } from '#lib/workshop/catchUp.ts';
import { stageToShow } from '#lib/workshop/following.ts';
import { countIdeas, type Idea, ideasToPublish, shuffle } from '#lib/workshop/idea.ts';
import { leaseFor, leaseTo, unattendedMs } from '#lib/workshop/lease.ts';
import type { Standing } from '#lib/workshop/steps.ts';
import {
	clockOf,
	extendTimer,
	resumeTimer,
	startTimer,
	stopTimer,
	timeLeft
} from '#lib/workshop/timer.ts';
import { createBytes, createRandom } from '../doc/replicas.ts';

const id = <Id extends CardId | ClusterId | StageId | StepId>(fill: number): Id =>
	createId<Id>(new Uint8Array(10).fill(fill));
const stages = kickoffPresets.two.map((plan, at) => ({ ...plan, id: id<StageId>(at + 1) }));
const idOf = (kind: string) => stages.find((stage) => stage.kind === kind)?.id as StageId;
const minute = 60_000;

test('[WORKSHOP-4] the kickoff takes two hours, three with a break, or twice one hour', () => {
	expect(minutesOf(kickoffPresets.two)).toBe(120);
	expect(minutesOf(kickoffPresets.three)).toBe(180);
	expect(kickoffPresets.three.map(({ kind }) => kind)).toContain('break');
	const { sittings } = kickoffPresets;
	const pause = sittings.findIndex(({ kind }) => kind === 'pause');
	expect(minutesOf(sittings.slice(0, pause))).toBe(60);
	expect(minutesOf(sittings.slice(pause))).toBe(60);
});

test('[WORKSHOP-4] the agenda says what comes next, what was before, and whose ideas a stage shows', () => {
	expect(stageBeside(stages, null, 1)?.kind).toBe('join');
	expect(stageBeside(stages, idOf('ideas'), 1)?.kind).toBe('reveal');
	expect(stageBeside(stages, idOf('ideas'), -1)?.kind).toBe('context');
	expect(stageBeside(stages, idOf('agree'), 1)).toBeNull();
	expect(stageBeside(stages, idOf('join'), -1)).toBeNull();
	expect(stageBeside(stages, id<StageId>(99), 1)).toBeNull();
	expect(ideasStageOf(stages, idOf('vote'))?.kind).toBe('ideas');
	expect(ideasStageOf(stages, idOf('context'))).toBeNull();
});

test('[WORKSHOP-5] a timer ends at one moment of the relay, whatever the clocks of the devices say', () => {
	const relay = 1_800_000_000_000;
	// Ana's clock is ten minutes fast, Ben's three slow; both have measured by how much.
	const ana = (at: number) => clockOf(relay + at + 10 * minute, -10 * minute);
	const ben = (at: number) => clockOf(relay + at - 3 * minute, 3 * minute);
	const timer = startTimer(8, ana(0));
	if (!timer) throw new Error('It runs.');
	expect(timeLeft(timer, ben(2 * minute))).toEqual({
		ms: 6 * minute,
		isRough: false,
		isRunning: true
	});
	expect(timeLeft(timer, ana(2 * minute)).ms).toBe(6 * minute);
	expect(timeLeft(timer, ben(9 * minute)).ms).toBe(-minute);
	expect(startTimer(0, ana(0))).toBeNull();
});

test('[WORKSHOP-5] a device that never measured the time shows its own as about right, and so does what it set', () => {
	const [known, unknown] = [clockOf(1000, 20), clockOf(1000, null)];
	const timer = startTimer(1, known);
	expect(timer && timeLeft(timer, unknown).isRough).toBe(true);
	const rough = startTimer(1, unknown);
	expect(rough && timeLeft(rough, known).isRough).toBe(true);
});

test('[WORKSHOP-5] time can be added to what runs, what has ended and what never ran, and be stopped and go on', () => {
	const at = (ms: number) => clockOf(ms, 0);
	const timer = startTimer(5, at(0));
	if (!timer) throw new Error('It runs.');
	// Two who add five minutes to the same end, at different moments, mean the same.
	expect(extendTimer(timer, 5, at(1000))).toEqual(extendTimer(timer, 5, at(9000)));
	const over = extendTimer(timer, 5, at(20 * minute));
	expect(over && timeLeft(over, at(20 * minute)).ms).toBe(5 * minute);
	expect(extendTimer(null, 2, at(0))).toEqual({ endsAt: 2 * minute, isRough: false });
	const stopped = stopTimer(timer, at(minute));
	expect(timeLeft(stopped, at(99 * minute))).toEqual({
		ms: 4 * minute,
		isRough: false,
		isRunning: false
	});
	expect(extendTimer(stopped, 1, at(0))).toEqual({ leftMs: 5 * minute });
	expect(timeLeft(resumeTimer(stopped, at(50 * minute)), at(51 * minute)).ms).toBe(3 * minute);
	expect(stopTimer(timer, at(9 * minute))).toEqual({ leftMs: 0 });
});

test('[WORKSHOP-6] the lead is asked for while its holder is there, taken when they have been gone for minutes, and offered back', () => {
	const self = (entry: string): string => entry;
	const opened = leaseTo(null, 'ana', 'opened');
	const now = 10 * minute;
	expect(leaseFor(opened, 'ana', { seenAt: 0, now }, self)).toBe('lead');
	expect(leaseFor(opened, 'ben', { seenAt: now - unattendedMs + 1, now }, self)).toBe('ask');
	expect(leaseFor(opened, 'ben', { seenAt: now - unattendedMs, now }, self)).toBe('take');
	// The device's clock was set back.
	expect(leaseFor(opened, 'ben', { seenAt: now + minute, now }, self)).toBe('ask');
	const taken = leaseTo(opened, 'ben', 'taken');
	expect(leaseFor(taken, 'ana', { seenAt: now, now }, self)).toBe('back');
	expect(leaseFor(taken, 'cleo', { seenAt: now, now }, self)).toBe('ask');
	// Taken back it is simply hers; passed on it is offered to nobody.
	expect(leaseTo(taken, 'ana', 'taken')).toEqual({ holder: 'ana', takenFrom: null });
	const passed = leaseTo(taken, 'cleo', 'passed');
	expect(leaseFor(passed, 'ana', { seenAt: now, now }, self)).toBe('ask');
	expect(leaseFor(null, 'cleo', { seenAt: now, now }, self)).toBe('take');
	// It is a person who leads, whichever entry and device of theirs took it.
	const asOne = (entry: string): string => (entry === 'ana2' ? 'ana' : entry);
	expect(leaseFor(opened, 'ana2', { seenAt: 0, now }, asOne)).toBe('lead');
});

const step = (fill: number, to: StageId) => ({
	...{ id: id<StepId>(fill), from: [], to, place: 1 },
	...{ by: 'ana', at: 0 }
});

function attendance(marks: Partial<Marks>, standing: Standing) {
	return attendanceOf({
		marks: { seats: new Map(), ready: new Map(), ideas: [], asking: [], ...marks },
		standing,
		stageId: idOf('ideas'),
		here: ['ana2', 'ben'],
		team: ['ana', 'ben', 'cleo', 'dan'],
		personOf: (entry) => (entry === 'ana2' ? 'ana' : entry)
	});
}

test('[WORKSHOP-7] who takes part, is ready and has written how much is counted by people, never by devices or entries', () => {
	const [one, two] = [step(1, idOf('ideas')), step(2, idOf('ideas'))];
	const stageId = idOf('ideas');
	const shown = attendance(
		{
			seats: new Map([
				['ana', 'room'],
				['ana2', 'remote'],
				['ben', 'remote'],
				['cleo', 'room'],
				['dan', null]
			]),
			// Ben said so on the step that lost, Cleo on an old one.
			ready: new Map([
				['ana2', one.id],
				['ben', two.id],
				['cleo', id<StepId>(9)]
			]),
			ideas: [
				{ stageId, device: 'd1', by: 'ana', count: 3 },
				{ stageId, device: 'd2', by: 'ana2', count: 2 },
				{ stageId: idOf('vote'), device: 'd2', by: 'ana2', count: 7 },
				{ stageId, device: 'd3', by: 'ben', count: 1 }
			],
			asking: ['ben']
		},
		{ step: one, heads: [one, two], steps: new Map([one, two].map((each) => [each.id, each])) }
	);
	expect(shown.people).toEqual([
		{ personId: 'ana', seat: 'remote', isHere: true, isReady: true, ideas: 5, isAsking: false },
		{ personId: 'ben', seat: 'remote', isHere: true, isReady: true, ideas: 1, isAsking: true },
		{ personId: 'cleo', seat: 'room', isHere: false, isReady: false, ideas: 0, isAsking: false }
	]);
	expect(shown).toMatchObject({ missing: ['dan'], ready: 2, ideas: 6 });
	expect(beforeReveal(shown)).toEqual({ ideas: 6, writers: 2, stillWriting: ['cleo'] });
});

test('[WORKSHOP-7] who was done when the stage was left is still done with it, so that a reveal is asked about the others alone', () => {
	const [written, shown] = [step(1, idOf('ideas')), step(2, idOf('reveal'))];
	const marks = {
		seats: new Map([
			['ana', 'room' as const],
			['ben', 'room' as const]
		]),
		ready: new Map([['ben', written.id]])
	};
	const steps = new Map([written, shown].map((each) => [each.id, each]));
	const standing = { step: shown, heads: [shown], steps };
	expect(beforeReveal(attendance(marks, standing)).stillWriting).toEqual(['ana']);
	// In the stage where one stands it counts no longer.
	const given = { marks: { ideas: [], asking: [], ...marks }, standing, here: [], team: [] };
	const personOf = (entry: string): string => entry;
	expect(attendanceOf({ ...given, stageId: idOf('reveal'), personOf }).ready).toBe(0);
});

const nowhere: Standing = { step: null, heads: [], steps: new Map() };

test('[WORKSHOP-8] whoever comes late is told in three lines where it stands, what there is and who is there', () => {
	const shown = attendance({ seats: new Map([['ben', 'room']]) }, nowhere);
	const given = {
		...{ agenda: stages, at: 3, kind: 'reveal', attendance: shown },
		timer: { endsAt: 9 * minute, isRough: false },
		clock: clockOf(2 * minute, 0)
	};
	const wall = wallOf([], []);
	expect(catchUpOn({ ...given, wall })).toEqual({
		stage: { kind: 'reveal', at: 4, of: 10, leftMs: 7 * minute, isRough: false },
		work: { what: 'nothing' },
		people: { here: 1, of: 4, ready: 0 }
	});
	const card = { id: id<CardId>(7), clusterId: null } as Card;
	const full = catchUpOn({ ...given, timer: null, wall: wallOf([card], []) });
	expect(full.work).toEqual({ what: 'cards', cards: 1, clusters: 0 });
	expect(full.stage.leftMs).toBeNull();
	const written = catchUpOn({ ...given, wall, attendance: { ...shown, ideas: 12 } });
	expect(written.work).toEqual({ what: 'ideas', ideas: 12 });
});

test('[WORKSHOP-9] nobody is carried away from what they are writing, or from where they went by themselves', () => {
	const [here, there] = [idOf('ideas'), idOf('reveal')];
	expect(stageToShow(there, { own: null, unfinishedIn: null })).toEqual({
		shown: there,
		isBehind: false
	});
	expect(stageToShow(there, { own: null, unfinishedIn: here })).toEqual({
		shown: here,
		isBehind: true
	});
	expect(stageToShow(there, { own: idOf('context'), unfinishedIn: here })).toEqual({
		shown: idOf('context'),
		isBehind: true
	});
	expect(stageToShow(null, { own: null, unfinishedIn: null }).shown).toBeNull();
});

test('[WALL-1] every card lies on the wall once, also one whose cluster is gone, in an order that tells nothing', () => {
	const clusters = [{ id: id<ClusterId>(1), name: 'Growth', order: 'a0' }];
	const card = (fill: number, clusterId: ClusterId | null) =>
		({ id: id<CardId>(fill), clusterId }) as Card;
	const cards = [
		card(9, id<ClusterId>(1)),
		card(3, null),
		card(5, id<ClusterId>(2)),
		card(1, null)
	];
	const wall = wallOf(cards, clusters);
	expect(wall.loose.map((one) => one.id)).toEqual([1, 3, 5].map((fill) => id<CardId>(fill)).sort());
	expect(wall.clusters.map((one) => one.cards.length)).toEqual([1]);
});

test('[PRIVATE-4] half a thought is not published, and neither is one that was withdrawn or belongs to another stage', () => {
	const idea = (fill: number, patch: Partial<Idea>): Idea => ({
		...{ id: id<CardId>(fill), stageId: idOf('ideas'), k: 'k'.repeat(12), text: 'less waste' },
		...{ isSigned: false, state: 'finished', at: fill },
		...patch
	});
	const ideas = [
		idea(1, {}),
		idea(2, { state: 'typing' }),
		idea(3, { state: 'withdrawn' }),
		idea(4, { state: 'published' }),
		idea(5, { text: '  ' }),
		idea(6, { stageId: idOf('vote') })
	];
	expect(ideasToPublish(ideas, idOf('ideas')).map(({ at }) => at)).toEqual([1]);
	expect(countIdeas(ideas, idOf('ideas'))).toBe(3);
	const random = createBytes(createRandom(1));
	const orders = new Set(Array.from({ length: 200 }, () => shuffle([1, 2, 3], random).join('')));
	expect(orders.size).toBe(6);
});
