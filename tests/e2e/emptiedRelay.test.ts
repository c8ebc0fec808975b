import { randomBytes } from 'node:crypto';
import { createLedger } from './ledger.ts';
import { expect, untilAllSeeTheSame } from './screen.ts';
import { writePlan, type Draft } from './story.ts';
import { knock, overhear } from './stranger.ts';
import { joinAsNew, linksOf, startTeam, test, untilSafe } from './world.ts';

// Pictures of every step of several pages would cost more than the steps themselves.
test.use({ trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false } });

const drafts: Draft[] = [
	{
		title: 'Bakers sleep longer',
		keyResults: [
			['Loaves sold before eight', '120', '260'],
			['Night shifts per month', '22', '9']
		]
	},
	{
		title: 'Neighbours know us',
		keyResults: [['Regulars greeted by name', '14', '75']]
	}
];

test('a relay whose disk was deleted is filled again by the next member, and by no stranger', async ({
	relay,
	browserOf
}) => {
	const [anaPage, benPage] = [await browserOf(), await browserOf()];
	const ana = await startTeam(anaPage, relay.url, { team: 'Bakery', name: 'Ana' });
	const { edit: link } = await linksOf(ana.page);
	const shown = await overhear(benPage);
	const ben = await joinAsNew(benPage, link, 'Ben');
	const ledger = createLedger();
	await writePlan([ana, ben], drafts, ledger);
	for (const { page } of [ana, ben]) await untilSafe(page);
	const before = await untilAllSeeTheSame([ana, ben], ledger);

	// Ana, who alone holds the recovery key, is gone for good; so is the relay's disk.
	const plan = ben.page.url();
	const [, teamId = '', cycleId = ''] = /\/t\/(\w+)\/c\/(\w+)\/plan$/.exec(plan) ?? [];
	await ana.page.context().close();
	await ben.page.close();
	await relay.kill();
	await relay.forgetAll();
	await relay.start();

	const rooms = [`${teamId}.team`, `${teamId}.cycle.${cycleId}`];
	const record = shown.flat().find((one) => one.startsWith('rec.')) ?? '';
	expect(record).not.toBe('');
	const knockAll = async (show: string[]) => {
		const answers = await Promise.all(rooms.map((room) => knock(relay.url, room, show)));
		return [...new Set(answers.map(({ code, frames }) => `${code}, ${frames} frames`))];
	};
	const guess = `cap.${randomBytes(32).toString('base64url')}`;
	expect(await knockAll([])).toEqual(['4401, 0 frames']);
	expect(await knockAll([guess])).toEqual(['4404, 0 frames']);
	expect(await knockAll([guess, record])).toEqual(['4404, 0 frames']);

	// Ben opens the plan once, and leaves.
	const back = await benPage.context().newPage();
	await back.goto(plan);
	await untilSafe(back);
	expect((await linksOf(back)).edit).toBe(link);
	await back.close();

	expect(await knockAll([])).toEqual(['4401, 0 frames']);
	expect(await knockAll([guess])).toEqual(['4403, 0 frames']);
	expect(await knockAll([guess, record])).toEqual(['4403, 0 frames']);

	// Dan, who never had any of it, finds all of it at the relay.
	const dan = await joinAsNew(await browserOf(), link, 'Dan');
	expect(await untilAllSeeTheSame([dan], ledger)).toEqual(before);
	await dan.page.goto(dan.page.url().replace(/\/c\/.*$/, '/team'));
	for (const name of ['Ana', 'Ben', 'Dan'])
		await expect(dan.page.getByRole('main').getByText(name, { exact: true })).toBeVisible();
});
