import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { createIdentity } from '#lib/device/identity.ts';
import { addPlan } from '#lib/doc/addPlan.ts';
import { markStep } from '#lib/doc/markStep.ts';
import { readCycle, type CycleSnapshot } from '#lib/doc/cycle.ts';
import { createUndo } from '#lib/doc/undo.ts';
import { readStepMarks } from '#lib/doc/stepMarks.ts';
import { readTeam } from '#lib/doc/team.ts';
import { readCycleFile, writeCycleFile } from '#lib/files/cycleFile.ts';
import { readPaste } from '#lib/files/paste/readPaste.ts';
import { linesToPlan } from '#lib/files/paste/toPlan.ts';
import { planOfBrought, readBrought } from '#lib/okr/broughtVersion.ts';
import { standingCheckIns } from '#lib/okr/checkInLog.ts';
import { addDays } from '#lib/okr/day.ts';
import type { StepMark } from '#lib/okr/nextStep.ts';
import { createId, type CycleId, type PersonId } from '#lib/okr/ids.ts';
import { publicKeyOf } from '#lib/protocol/record.ts';
import { buildCycle } from '#lib/team/sample/buildCycle.ts';
import { buildTeam } from '#lib/team/sample/buildTeam.ts';
import { castOf, firstDayFor, sampleWeeks } from '#lib/team/sample/cast.ts';
import { tellStory } from '#lib/team/sample/story.ts';
import { createBytes, createRandom, meet, team } from '../doc/replicas.ts';

const random = createBytes(createRandom(5));

/** The sample's quarter, as there is none with more in it, as a file. */
async function exportedSample() {
	const story = await tellStory('en');
	const startOn = firstDayFor('2026-10-01');
	const guest = { personId: createId<PersonId>(random(10)), device: createIdentity(publicKeyOf) };
	const cast = castOf(story, startOn, guest, random);
	const cycle = {
		id: createId<CycleId>(random(10)),
		name: story.cycle,
		startOn,
		endOn: addDays(startOn, sampleWeeks * 7 - 1),
		timeZone: 'Europe/Berlin'
	};
	const { people } = readTeam(buildTeam(story, cast, cycle));
	const { doc } = buildCycle(story, cast, cycle);
	judgeSteps(doc, people[0]!.id);
	const snapshot = readCycle(doc);
	const text = writeCycleFile({
		team: story.team,
		cycle,
		plan: snapshot.plan,
		beside: { ...snapshot, stepMarks: readStepMarks(snapshot.steps) },
		nameOf: (id) => people.find((one) => one.id === id)?.name,
		locale: 'en',
		now: Date.parse('2026-10-01')
	});
	return { text, people, snapshot, cycle };
}

/** Says of every next step what became of it, and of the first one that it is open again. */
function judgeSteps(doc: Y.Doc, by: PersonId): void {
	const w = { ...team('ana').ana, doc, by, now: () => Date.parse('2026-11-20T10:00:00Z') };
	const device = createIdentity(publicKeyOf).deviceId;
	const steps = [...readCycle(doc).checkIns].flatMap(([keyResult, log]) =>
		standingCheckIns(log)
			.filter(({ nextStep }) => nextStep !== null)
			.map(({ id }) => ({ keyResult, id }))
	);
	for (const [at, { keyResult, id }] of steps.entries())
		markStep(doc, w, device, keyResult, id, at % 2 === 0 ? 'dropped' : 'done');
	const [first] = steps;
	if (first) markStep(doc, w, device, first.keyResult, first.id, 'open');
}

/** All that the file is to bring, in words: ids are new in every cycle. */
function told({ plan, asides, initiatives, checkIns, steps }: CycleSnapshot) {
	const marks = readStepMarks(steps);
	const keyResultOf = (one: CycleSnapshot['plan']['objectives'][number]['keyResults'][number]) => {
		const log = checkIns.get(one.id) ?? [];
		const ids = log.map(({ id }) => id);
		const own = { id: undefined, objectiveId: undefined, order: undefined };
		return {
			...one,
			...own,
			work: (initiatives.get(one.id) ?? []).map(({ title, ownerId, done }) => [
				title,
				ownerId,
				done
			]),
			log: log.map((entry) => ({
				...entry,
				...{ id: undefined, keyResultId: undefined, device: undefined },
				corrects: entry.corrects && ids.indexOf(entry.corrects),
				became: said(marks.get(entry.id))
			})),
			now: standingCheckIns(log).map(({ value }) => value)
		};
	};
	return {
		plan: plan.objectives.map(({ title, audience, keyResults }) => [
			title,
			audience,
			keyResults.map(keyResultOf)
		]),
		asides: asides
			.map((item) =>
				item.kind === 'objective'
					? {
							...item.aside,
							title: item.objective.title,
							own: item.objective.keyResults.map(keyResultOf)
						}
					: { ...item.aside, title: item.objectiveTitle, own: [keyResultOf(item.keyResult)] }
			)
			.sort((a, b) => (a.title < b.title ? -1 : 1))
	};
}

/** What was said of a step, but for how often. */
function said(mark: StepMark | undefined) {
	return mark && [mark.state, mark.by, mark.at];
}

/** The ids of those who own something in the bytes of a version. */
function ownersOf(content: string): string[] {
	const { plan } = JSON.parse(content) as {
		plan: { objectives: { keyResults: { ownerId: string | null }[] }[] };
	};
	return plan.objectives.flatMap(({ keyResults }) =>
		keyResults.flatMap(({ ownerId }) => (ownerId === null ? [] : [ownerId]))
	);
}

test('[FILE-24] the log, the work and what is aside go into the JSON of a cycle and come back out of it, as one step', async () => {
	const { text, people, snapshot, cycle } = await exportedSample();
	const read = readPaste(text, { locale: 'en', ...cycle, people });
	if (!read.ok) throw new Error(read.why);
	const { ana } = team('ana');
	const undo = createUndo(ana.doc, { writer: () => ana, pauseMs: 0 });
	const { objectives } = linesToPlan(read.lines);
	expect(addPlan(ana.doc, ana, objectives)).toBe(true);
	const landed = readCycle(ana.doc);
	expect(told(landed)).toEqual(told(snapshot));
	expect(landed.checkIns.size).toBe(12);
	const marks = [...readStepMarks(landed.steps).values()].map(({ state }) => state);
	expect(new Set(marks)).toEqual(new Set(['open', 'done', 'dropped']));
	expect(landed.conflicts).toEqual([]);
	undo.undo();
	const { plan, asides, initiatives, checkIns, deleted } = readCycle(ana.doc);
	expect([plan.objectives, asides, initiatives.size, checkIns.size]).toEqual([[], [], 0, 0]);
	expect(deleted.length).toBeGreaterThan(0);
	undo.redo();
	expect(told(readCycle(ana.doc))).toEqual(told(snapshot));
});

test('[FILE-24] the versions stand in the file as they were signed, to be read', async () => {
	const { text, snapshot } = await exportedSample();
	const { versions } = JSON.parse(text) as {
		versions: { content: string; hash: string; owners: Record<string, string> }[];
	};
	expect(versions.map(({ content, hash }) => [content, hash])).toEqual(
		snapshot.versions.map((one) => [one.text, one.hash])
	);
	expect(versions[0]).toMatchObject({
		n: 2,
		state: 'sound',
		agreements: [{ by: 'Amara', isSigned: true }, {}, {}]
	});
	// Their bytes name people by ids that no other team knows; who that is stands beside them.
	for (const { content, owners } of versions)
		expect(ownersOf(content).map((id) => owners[id])).not.toContain(undefined);
});

test('[FILE-24] the versions come back out of the file to be read, go with an undo, and agree to nothing', async () => {
	const { text, people, snapshot, cycle } = await exportedSample();
	const read = readPaste(text, { locale: 'en', ...cycle, people });
	if (!read.ok) throw new Error(read.why);
	const { ana, ben } = team('ana', 'ben');
	const undo = createUndo(ana.doc, { writer: () => ana, pauseMs: 0 });
	addPlan(ana.doc, ana, linesToPlan(read.lines).objectives, read.versions);
	meet(ana, ben);
	for (const { doc } of [ana, ben]) {
		const { brought: kept, versions, agreed } = readCycle(doc);
		const brought = readBrought(kept);
		expect(brought.map(planOfBrought)).toEqual(
			snapshot.versions.map(({ content }) => content?.plan)
		);
		expect(brought[0]).toMatchObject({
			n: 2,
			agreements: [{ by: 'Amara', isSigned: true }, {}, {}]
		});
		expect(Object.values(brought[0]?.owners ?? {})).toContain('Amara');
		expect([versions, agreed]).toEqual([[], null]);
	}
	undo.undo();
	expect(readCycle(ana.doc).brought).toEqual([]);
	undo.redo();
	expect(readCycle(ana.doc).brought).toHaveLength(2);
});

test('[FILE-24] a version that was bent, was not sound or is no version is left out', async () => {
	const { text } = await exportedSample();
	const file = JSON.parse(text) as { versions: Record<string, unknown>[] };
	const [version] = file.versions;
	const bent = [
		...[null, 7, {}, { ...version, state: 'tampered' }, { ...version, n: 0 }],
		{ ...version, content: String(version?.content).replace('"n":2', '"n":3') },
		{ ...version, agreements: [{ by: 7 }] },
		{ ...version, content: '{}', hash: 'a'.repeat(64) },
		// Its hash, and no plan.
		{
			...version,
			content: '{}',
			hash: '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a'
		},
		{ ...version, owners: { one: 7 } }
	];
	const read = readCycleFile(JSON.stringify({ ...file, versions: [...bent, version] }));
	if (!read.ok) throw new Error(read.why);
	expect(read.file.versions).toEqual([version]);
	const junk = readCycleFile(JSON.stringify({ ...file, versions: 'none' }));
	expect(junk.ok && junk.file.versions).toBe(undefined);
});

test('[FILE-24] a log that somebody bent is read as far as it is sound, and lands without an error', () => {
	const entry = {
		measuredAt: '2026-09-01',
		writtenAt: '2026-09-01T10:00:00Z',
		value: 3,
		confidence: 3
	};
	const checkIns: unknown[] = [
		...[null, 7, [], {}, { ...entry, confidence: 9 }, { ...entry, value: '3' }],
		{ ...entry, measuredAt: '2027-01-01' },
		{ ...entry, writtenAt: 'then' },
		{ ...entry, corrects: 5 },
		{ ...entry, corrects: 99 },
		{ ...entry, by: 'Nobody', note: 'x'.repeat(900), blocker: { kind: 'x' }, nextStep: 'y' },
		{ ...entry, value: null, corrects: 10 }
	];
	const initiatives = [null, { title: 3 }, { title: 'Call', owner: 4, done: 'yes' }];
	const text = JSON.stringify({
		cairn: 'cycle',
		version: 1,
		objectives: [
			{
				title: 'A',
				aside: { as: 'elsewhere' },
				keyResults: [{ metric: 'b', checkIns, initiatives }]
			},
			{ title: 'C', keyResults: [{ metric: 'd', checkIns: 'x', initiatives: 4, aside: 1 }] }
		]
	});
	const read = readCycleFile(text);
	if (!read.ok) throw new Error(read.why);
	const [first] = read.file.objectives;
	expect(first?.aside).toBeUndefined();
	expect(first?.keyResults[0]?.checkIns).toMatchObject([
		{ value: 3, by: 'Nobody', blocker: null, nextStep: null, corrects: null },
		{ value: null, corrects: 0 }
	]);
	expect(first?.keyResults[0]?.initiatives).toEqual([{ title: 'Call', owner: null, done: false }]);
	const pasted = readPaste(text, {
		...{ locale: 'en', startOn: '2026-07-01', endOn: '2026-09-30', people: [] }
	});
	if (!pasted.ok) throw new Error(pasted.why);
	const { ana } = team('ana');
	expect(addPlan(ana.doc, ana, linesToPlan(pasted.lines).objectives)).toBe(true);
	const doc = new Y.Doc();
	Y.applyUpdate(doc, Y.encodeStateAsUpdate(ana.doc));
	const [log] = [...readCycle(doc).checkIns.values()];
	expect(standingCheckIns(log ?? []).map(({ value, by }) => [value, by])).toEqual([[null, '']]);
});
