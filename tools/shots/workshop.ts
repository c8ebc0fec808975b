import type { Browser, Page } from 'playwright';
import type { StageId } from '#lib/okr/ids.ts';
import { dismiss, joinAsHands, until, type Hand } from '../../tests/e2e/crew.ts';
import { createKickoffLog } from '../../tests/e2e/kickoffLog.ts';
import { stageOf, takePart, type Member } from '../../tests/e2e/kickoffCast.ts';
import { joinAsNew, linksOf, startTeam, untilSafe } from '../../tests/e2e/steps.ts';
import {
	comeIn,
	dots,
	leadTo,
	prepareKickoff,
	reveal,
	writeIdeas
} from '../../tests/e2e/workshopStages.ts';
import { newPage, phone, screens, type Camera } from './camera.ts';
import { speakGerman } from './german.ts';

const ideas = [
	'Nobody should have to phone us to move an appointment',
	'The first week decides whether somebody stays',
	'Crews do not trust the times in the app',
	'Half of the questions are about the same three screens',
	'We hear of an outage from our customers',
	'The new depot has no signal at all',
	'Invoices come two weeks late',
	'Fewer meetings, more time on site',
	'A pilot crew could try everything first',
	'Nobody knows who answers on weekends',
	'One number for all of it, please',
	'The winter plan was written by two people alone'
];
const groups = ['The first week', 'Times one can trust', 'Trouble is heard of early'];
const results = [
	['Customers who invite a colleague within seven days', 12, 40, '%'],
	['Work orders corrected by phone afterwards', 18, 6, '%'],
	['Incidents first reported by a customer', 7, 1, 'incidents'],
	['Support questions per new customer', 3.1, 1.5, 'questions']
] as const;

/**
 * A whole kickoff with six people, as its lead has it at each stage, as the wall shows it, and in German on the phone of
 * somebody who takes part.
 */
export async function photographWorkshop(
	browser: Browser,
	url: string,
	shoot: Camera
): Promise<void> {
	const ana = await newPage(browser);
	await startTeam(ana, url, { team: 'Lighthouse', name: 'Ana' });
	const { edit } = await linksOf(ana);
	const ben = await newPage(browser);
	await joinAsNew(ben, edit, 'Ben');
	await writePack(ana);
	await shoot(ana, 'pack');
	await ana.getByRole('navigation').getByRole('link', { name: 'Workshops' }).click();
	await ana.getByRole('button', { name: 'Prepare the kickoff' }).waitFor();
	await shoot(ana, 'workshops');
	await prepareKickoff(ana);
	await comeIn(ben);
	const log = createKickoffLog();
	const crew = await joinAsHands(url, edit, ['Cleo', 'Dan', 'Eva', 'Finn']);
	const hands = await Promise.all(crew.map((hand) => takePart(hand, log)));
	await speakGerman(ben, url);
	await untilSafe(ana);
	const code = (await ana.getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/).textContent()) ?? '';
	const wall = await newPage(browser);
	await wall.goto(`${url}/wall`);
	await wall.getByRole('textbox').waitFor();
	await shoot(wall, 'wall-code');
	await wall.getByRole('textbox').fill(code);
	await wall.keyboard.press('Enter');
	await wall.getByText(code).waitFor();

	const stage = async (name: string): Promise<void> => {
		await shoot(ana, `stage-${name}`);
		await shoot(ben, `stage-${name}-de`, [phone]);
		// It has a theme of its own, and its button is called by the other one.
		for (const other of ['Light', 'Dark'] as const) {
			await shoot(wall, `wall-${name}${other === 'Dark' ? '-lit' : ''}`, screens, ['dark']);
			await wall.getByRole('button', { name: other }).click();
		}
	};
	await shoot(ana, 'lead');
	await ana.getByRole('link', { name: 'To the stage' }).click();
	await stage('join');
	await leadTo(ana, 'Where we stand');
	await stage('context');
	await leadTo(ana, 'Silent ideas');
	writeByHands(hands);
	await writeIdeas(ana, ...ideas.slice(8, 10));
	await ana.getByLabel('Your idea').fill('Nobody knows who');
	await stage('ideas');
	await photographPassing(ana, shoot);
	await leadTo(ana, 'Reveal and group');
	await stage('reveal');
	await reveal(ana);
	await until(() => hands[0]!.workshop.snapshot().cards.length >= 10, 'The wall');
	await groupByHands(hands);
	await ana.getByRole('textbox', { name: 'Name of the group' }).nth(2).waitFor();
	await stage('wall');
	await photographVote(ana, hands, stage);
	await photographDrafting(ana, hands, stage);
	await photographJudging(ana, ben, hands, stage);
	await shoot(ana, 'lead-at-the-end');
	await ana.getByRole('button', { name: 'End the workshop' }).click();
	await shoot(ana, 'lead-end');
	await ana.getByRole('dialog').getByRole('button', { name: 'End', exact: true }).click();
	await ana.getByRole('link', { name: 'To the stage' }).click();
	await stage('ended');
	await ana.getByRole('link', { name: 'Leave' }).click();
	await ana.getByRole('heading', { name: 'Past workshops' }).waitFor();
	await shoot(ana, 'workshops-past');
	await ana.getByRole('navigation').getByRole('link', { name: 'Plan' }).click();
	await ana.locator('article').first().waitFor();
	await shoot(ana, 'plan-from-a-kickoff');
	log.stop();
	await dismiss(hands);
}

async function writePack(page: Page): Promise<void> {
	await page.getByRole('navigation').getByRole('link', { name: 'Workshops' }).click();
	await page.getByRole('link', { name: 'Context pack' }).click();
	await page.getByRole('heading', { name: 'Context pack', level: 1 }).waitFor();
	for (const [add, text] of [
		['Write the mission', 'Every crew leaves the yard knowing where it goes'],
		['Add an objective', 'The company: be the first call in the valley'],
		['Add a result', 'The app came out late, and crews did not wait for it: 0.6'],
		['Add a lesson', 'Promise less, and show it every Friday'],
		['Add evidence', 'New customers who left within a month']
	] as const) {
		await page.getByRole('button', { name: add }).last().click();
		await page.keyboard.type(text);
	}
	await page.locator('h1').click();
}

function writeByHands(hands: Member[]): void {
	for (const [at, text] of ideas.slice(0, 8).entries()) {
		const { workshop } = hands[at % hands.length]!;
		const id = workshop.beginIdea(stageOf(workshop, 'ideas'), { text, isSigned: at % 3 === 0 });
		if (id) workshop.finishIdea(id);
	}
	hands[1]?.workshop.setReady(true);
}

async function groupByHands([lead]: Member[]): Promise<void> {
	if (!lead) return;
	const { workshop } = lead;
	const made = groups.map((name) => workshop.addCluster(name, [])!);
	await until(() => workshop.snapshot().clusters.length === groups.length, 'The groups');
	for (const [at, { id }] of workshop.snapshot().cards.entries())
		if (at < 8) workshop.group(id, made[at % made.length]!);
	await untilReached(lead);
}

const untilReached = ({ team, name }: Hand): Promise<void> =>
	until(() => team.safety().relay.at === 'safe', `${name}’s ack`);

/** Somebody without a device is handed this one, and gives it back. */
async function photographPassing(page: Page, shoot: Camera): Promise<void> {
	await page.getByRole('button', { name: 'Pass this device' }).click();
	await page.getByLabel('Somebody who is not in the team yet').fill('Dora');
	await shoot(page, 'pass-choose');
	await page.keyboard.press('Enter');
	await page.getByRole('button', { name: 'I’m Dora' }).waitFor();
	await shoot(page, 'pass-hand');
	await page.getByRole('button', { name: 'I’m Dora' }).click();
	await page.getByText('Dora writes here now', { exact: false }).waitFor();
	await writeIdeas(page, ideas[11]!);
	await shoot(page, 'pass-guest');
	await page.getByRole('button', { name: 'I’m done, give it back' }).click();
	await shoot(page, 'pass-back');
	await page.getByRole('button', { name: 'I’m Ana' }).click();
	await page.getByLabel('Your idea').fill('');
}

type ShootStage = (name: string) => Promise<void>;

async function photographVote(page: Page, hands: Member[], stage: ShootStage): Promise<void> {
	await leadTo(page, 'Vote');
	await stage('vote-before');
	await page.getByRole('button', { name: 'Open the vote' }).click();
	await dots(page, groups[0]!, 2);
	await dots(page, groups[2]!, 1);
	await stage('vote');
	await page.getByRole('button', { name: 'Seal my vote' }).click();
	for (const [at, hand] of hands.entries()) {
		await until(() => hand.workshop.snapshot().rounds.length > 0, 'The round');
		const { rounds, clusters } = hand.workshop.snapshot();
		await hand.workshop.castBallot(rounds[0]!.id, {
			[clusters[at % clusters.length]!.id]: 2,
			[clusters[0]!.id]: 1
		});
		await untilReached(hand);
	}
	await page.getByRole('button', { name: 'Close the vote' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).last().click();
	await page.getByRole('slider').waitFor();
	await stage('line');
}

async function photographDrafting(page: Page, hands: Member[], stage: ShootStage): Promise<void> {
	await leadTo(page, 'Write objectives');
	await stage('objectives-before');
	await page.getByRole('radio', { name: '3' }).check({ force: true });
	await page.getByRole('button', { name: 'Make groups of those here' }).click();
	const make = page.getByRole('button', { name: /^Make an objective of it/ }).first();
	await make.click();
	await page.locator('article textarea:focus').waitFor();
	await page.keyboard.press('End');
	await page.keyboard.type(' feels easy to whoever is new');
	const { cycle } = hands[0]!;
	const second = cycle.addObjective()!;
	const title = 'We hear about trouble before our customers do';
	cycle.text(second, 'title').edit([{ at: 0, del: 0, ins: title }]);
	cycle.leave(second, 'title');
	await page.locator('article').nth(1).waitFor();
	await stage('objectives');
	await leadTo(page, 'Write key results');
	await until(() => cycle.snapshot().plan.objectives.length >= 2, 'The objectives');
	const { objectives } = cycle.snapshot().plan;
	for (const [at, [metric, baseline, target, unit]] of results.entries()) {
		const id = cycle.addKeyResult(objectives[at % objectives.length]!.id)!;
		cycle.text(id, 'metric').edit([{ at: 0, del: 0, ins: metric }]);
		cycle.leave(id, 'metric');
		const [days] = hands[0]!.team.snapshot().cycles;
		cycle.setKeyResult(id, { baseline, target, unit, dueOn: days!.endOn });
	}
	await page
		.locator('li [data-item]')
		.nth(results.length - 1)
		.waitFor();
	await stage('key-results');
}

async function photographJudging(
	page: Page,
	ben: Page,
	hands: Member[],
	stage: ShootStage
): Promise<void> {
	await leadTo(page, 'Quality and confidence');
	await page.getByRole('button', { name: 'Ask everybody' }).waitFor();
	await stage('quality-before');
	await page.getByRole('button', { name: 'Ask everybody' }).click();
	await page.getByRole('radio', { name: /^4/ }).first().check({ force: true });
	await stage('quality');
	await page.getByRole('button', { name: 'Seal my vote' }).click();
	for (const [at, hand] of hands.entries()) {
		const isAsked = (): boolean =>
			hand.workshop.snapshot().rounds.some(({ kind }) => kind === 'confidence');
		await until(isAsked, 'The round');
		const round = hand.workshop.snapshot().rounds.find(({ kind }) => kind === 'confidence')!;
		const ids = hand.cycle
			.snapshot()
			.plan.objectives.flatMap(({ keyResults }) => keyResults.map(({ id }) => id));
		const said = ids.map((id, nth) => [id, 1 + ((at * 2 + nth) % 5)] as const);
		await hand.workshop.castBallot(round.id, Object.fromEntries(said));
		await untilReached(hand);
	}
	await page.getByRole('button', { name: 'Close the vote' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).last().click();
	await page.getByText(/^Covers \d of \d/).waitFor();
	await stage('spread');
	await leadTo(page, 'What do we stop?');
	await page.getByLabel('We stop …').fill('the weekly report that nobody reads');
	await page.getByLabel('We stop …').press('Enter');
	writeStop(hands[2]!, 'answering the same question by mail and by phone');
	await page.getByText('by mail and by phone').waitFor();
	await stage('stop');
	await leadTo(page, 'Agree');
	await page.getByRole('button', { name: 'Agree this plan' }).waitFor();
	await stage('agree');
	await page.getByRole('button', { name: 'Agree this plan' }).click();
	await page.getByRole('button', { name: 'Agree as version 1' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'To the stage' }).click();
	await ben.locator('code').first().waitFor();
	await stage('agreed');
	await page.getByRole('link', { name: 'Lead', exact: true }).click();
}

function writeStop({ workshop }: Member, text: string): void {
	const stage: StageId = stageOf(workshop, 'stop');
	const id = workshop.beginIdea(stage, { text, isSigned: true });
	if (id) workshop.finishIdea(id);
}
