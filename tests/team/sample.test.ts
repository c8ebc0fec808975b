import { describe, expect, test } from 'vitest';
import { createIdentity } from '#lib/device/identity.ts';
import { readCycle } from '#lib/doc/cycle.ts';
import { readTeam } from '#lib/doc/team.ts';
import { currentOn, standingCheckIns } from '#lib/okr/checkInLog.ts';
import { addDays } from '#lib/okr/day.ts';
import { createId, type CycleId, type PersonId } from '#lib/okr/ids.ts';
import { progressOf } from '#lib/okr/progress.ts';
import { publicKeyOf } from '#lib/protocol/record.ts';
import { buildCycle, idOf } from '#lib/team/sample/buildCycle.ts';
import { buildTeam } from '#lib/team/sample/buildTeam.ts';
import { castOf, firstDayFor, sampleWeeks } from '#lib/team/sample/cast.ts';
import { tellStory } from '#lib/team/sample/story.ts';
import { createBytes, createRandom } from '../doc/replicas.ts';

const random = createBytes(createRandom(8));

async function told(locale: string, today: string) {
	const story = await tellStory(locale);
	const startOn = firstDayFor(today);
	const guest = { personId: createId<PersonId>(random(10)), device: createIdentity(publicKeyOf) };
	const cast = castOf(story, startOn, guest, random);
	const cycle = {
		id: createId<CycleId>(random(10)),
		name: story.cycle,
		startOn,
		endOn: addDays(startOn, sampleWeeks * 7 - 1),
		timeZone: 'Europe/Berlin'
	};
	const team = readTeam(buildTeam(story, cast, cycle));
	const { doc, items } = buildCycle(story, cast, cycle);
	return { story, team, cycle, items, snapshot: readCycle(doc) };
}

describe.each(['en', 'de'])('the sample team in %s', (locale) => {
	test('[SAMPLE-1] is a quarter in its eighth week, on every day of a week', async () => {
		for (let day = 0; day < 7; day++) {
			const today = addDays('2026-11-23', day);
			expect(firstDayFor(today)).toBe('2026-10-05');
		}
		const { cycle, snapshot } = await told(locale, '2028-02-29');
		expect(cycle).toMatchObject({ startOn: '2028-01-10', endOn: '2028-04-09' });
		// Nothing in it was written, measured or agreed later than the week before.
		const said = [...snapshot.checkIns.values()].flat();
		expect(said.every(({ measuredAt }) => measuredAt < '2028-02-28')).toBe(true);
		expect(said.every(({ writtenAt }) => writtenAt < Date.parse('2028-02-28'))).toBe(true);
	});

	test('[SAMPLE-2] has what the numbers of a real quarter have, and they agree with the story', async () => {
		const today = '2026-11-26';
		const { story, items, snapshot } = await told(locale, today);
		const aside = snapshot.asides.flatMap((one) =>
			one.kind === 'objective' ? [one.objective] : []
		);
		const keyResults = [...snapshot.plan.objectives, ...aside].flatMap((one) => one.keyResults);
		for (const told of story.objectives.flatMap((objective) => objective.keyResults)) {
			const id = idOf(items.keyResults, told.key);
			const keyResult = keyResults.find((one) => one.id === id);
			if (!keyResult) throw new Error(`${told.key} is not in the plan.`);
			const { value } = currentOn(snapshot.checkIns.get(id) ?? [], today);
			const per = (target: number | null) =>
				Math.round((progressOf({ ...keyResult, target }, value) ?? NaN) * 100);
			if (typeof told.progress === 'number') {
				expect([told.key, per(keyResult.target)]).toEqual([told.key, told.progress]);
			} else {
				for (const [target, progress] of Object.entries(told.progress))
					expect([told.key, per(Number(target))]).toEqual([told.key, progress]);
			}
			// Of each week one entry stands, whatever was corrected or came late.
			const standing = standingCheckIns(snapshot.checkIns.get(id) ?? []);
			expect(standing.map((entry) => entry.value)).toEqual(told.values);
			expect(standing.map((entry) => entry.confidence)).toEqual(told.confidence);
			expect(standing.every((entry) => !/[{}]/.test(entry.note))).toBe(true);
		}
	});

	test('[SAMPLE-3] shows everything there is: versions, a drop, ideas, work, health and one card', async () => {
		const { story, team, snapshot } = await told(locale, '2026-11-26');
		const { plan, asides, agreed, versions, initiatives, conflicts, checkIns } = snapshot;
		expect(plan.objectives).toHaveLength(4);
		expect(plan.objectives.flatMap(({ keyResults }) => keyResults)).toHaveLength(10);
		expect(asides.map(({ aside }) => aside.as)).toEqual([
			'deprioritised',
			'notThisCycle',
			'notThisCycle'
		]);
		expect(asides[0]?.aside.why).not.toBe('');
		expect(versions.map(({ n, state }) => [n, state])).toEqual([
			[2, 'sound'],
			[1, 'sound']
		]);
		expect(agreed?.agreements.every(({ isSigned }) => isSigned)).toBe(true);
		expect(agreed?.agreements).toHaveLength(story.changed.by.length);
		expect(conflicts).toMatchObject([{ kind: 'value', field: 'target' }]);
		expect([...initiatives.values()].flat().some(({ done }) => done)).toBe(true);
		expect([...initiatives.values()].flat().some(({ done }) => !done)).toBe(true);
		expect(team.healthMetrics).toHaveLength(3);
		expect(team.people).toHaveLength(8);
		const authors = new Set([...checkIns.values()].flat().map(({ by }) => by));
		expect(authors.size).toBe(7);
		const said = [...checkIns.values()].flat();
		expect(said.some(({ corrects }) => corrects !== null)).toBe(true);
		expect(said.some(({ value }) => value === null)).toBe(true);
		expect(said.some(({ blocker }) => blocker?.urgent)).toBe(true);
		expect(said.some(({ win }) => win !== '')).toBe(true);
		// Both languages tell the same numbers of the same people.
		const other = await tellStory('en');
		const numbers = ({ objectives, people }: typeof story) => [
			Object.keys(people),
			objectives.flatMap((one) => one.keyResults.map(({ key, values }) => [key, values]))
		];
		expect(numbers(story)).toEqual(numbers(other));
	});
});
