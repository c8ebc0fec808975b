import '#lib/ui/base.css';
import { afterEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { App } from '#lib/state/app.svelte.ts';
import { collectFindings } from '#lib/state/findings.ts';
// Loaded with the test, so that no wait here is for the bundler.
import '#lib/views/keys/KeysDialog.svelte';
import '#lib/views/search/SearchDialog.svelte';
import SearchStage from './SearchStage.svelte';

// Real teams in real storage; the relay is away, as it may be.
vi.setConfig({ testTimeout: 20_000 });

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
	for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function teamOf(app: App, name: string, title: string, metric: string) {
	const made = await app.createTeam({
		name,
		person: { name: `Ana of ${name}`, colour: 0 },
		cycle: {
			...{ name: `Autumn at ${name}`, startOn: '2026-10-01', endOn: '2026-12-31' },
			timeZone: 'Europe/Berlin'
		}
	});
	if (!made.ok) throw new Error(made.why);
	const { team } = made;
	cleanups.push(() => app.open.forget(team.teamId));
	const cycle = await team.openCycle(team.snapshot().cycles[0]!.id);
	const objective = cycle.addObjective()!;
	const keyResult = cycle.addKeyResult(objective)!;
	cycle.text(objective, 'title').edit([{ at: 0, del: 0, ins: title }]);
	cycle.text(keyResult, 'metric').edit([{ at: 0, del: 0, ins: metric }]);
	await app.open.enter(team.teamId);
	return { team, cycle, objective, keyResult };
}

async function twoTeams() {
	const app = await App.open('ws://127.0.0.1:9/sync');
	const first = await teamOf(app, 'Lighthouse', 'New guests feel at home', 'Guests who come again');
	const second = await teamOf(app, 'Harbour', 'Crews trust the forecast', 'Guests seasick');
	await expect.poll(() => app.teams.length).toBe(2);
	return { app, first, second };
}

const options = () =>
	page
		.getByRole('option')
		.elements()
		.map((one) => one.textContent?.replace(/\s+/g, ' ').trim());

test('[HELP-13] everything with words in every team of this device is found, the team on the screen first', async () => {
	const { app, first, second } = await twoTeams();
	const { cycle, keyResult } = second;
	cycle.addInitiative(keyResult, { title: 'Ginger for every cabin' });
	second.team.addHealthMetric({ name: 'Cabins sold' });
	const idea = cycle.addObjective()!;
	cycle.text(idea, 'title').edit([{ at: 0, del: 0, ins: 'A second ferry' }]);
	cycle.putAside(idea, { as: 'notThisCycle', why: 'No berth', decidedBy: '', comeback: '' });
	const { findings, leave } = await collectFindings(app, second.team.teamId);
	cleanups.push(leave);
	expect(new Set(findings.map(({ kind, text }) => `${kind}: ${text}`))).toEqual(
		new Set([
			...['team: Harbour', 'cycle: Autumn at Harbour', 'person: Ana of Harbour'],
			...['objective: Crews trust the forecast', 'keyResult: Guests seasick'],
			...['initiative: Ginger for every cabin', 'healthMetric: Cabins sold'],
			...['notThisCycle: A second ferry', 'notThisCycle: No berth'],
			...['team: Lighthouse', 'cycle: Autumn at Lighthouse', 'person: Ana of Lighthouse'],
			...['objective: New guests feel at home', 'keyResult: Guests who come again']
		])
	);
	expect(findings[0]?.text).toBe('Harbour');
	expect(findings.find(({ text }) => text === 'Guests who come again')).toMatchObject({
		...{ items: [first.keyResult], cycle: { id: first.cycle.cycleId } }
	});
});

test('[HELP-14] `/` asks, the arrows walk through what was found, and Escape leads back', async () => {
	const { app, second } = await twoTeams();
	const went: string[] = [];
	const go = (href: string) => Promise.resolve(void went.push(href));
	const screen = await render(SearchStage, { app, team: second.team.teamId, go });
	cleanups.push(() => screen.unmount());
	const before = page.getByRole('button', { name: 'Where one was' });
	(before.element() as HTMLElement).focus();
	await userEvent.keyboard('/');
	const field = page.getByRole('combobox');
	await expect.element(field).toHaveFocus();
	await userEvent.keyboard('guests');
	await expect.element(page.getByText('3 found')).toBeVisible();
	expect(options()).toEqual([
		'Guests seasick Key result · Autumn at Harbour · Harbour',
		'Guests who come again Key result · Autumn at Lighthouse · Lighthouse',
		'New guests feel at home Objective · Autumn at Lighthouse · Lighthouse'
	]);
	const current = () => {
		const id = field.element().getAttribute('aria-activedescendant');
		return document.getElementById(id ?? '')?.textContent;
	};
	expect(current()).toContain('seasick');
	await userEvent.keyboard('{ArrowUp}');
	await expect.poll(current).toContain('feel at home');
	await userEvent.keyboard('x');
	await expect.element(page.getByText(/^Nothing has these words/)).toBeVisible();
	expect(options()).toEqual([]);
	await userEvent.keyboard('{Escape}');
	// A search field is emptied first.
	if (field.elements().length > 0) await userEvent.keyboard('{Escape}');
	await expect.element(field).not.toBeInTheDocument();
	await expect.element(before).toHaveFocus();
	expect(went).toEqual([]);
	await userEvent.keyboard('/');
	await userEvent.keyboard('seasick');
	await expect.element(page.getByText('1 found')).toBeVisible();
	await userEvent.keyboard('{Enter}');
	await expect
		.poll(() => went)
		.toEqual([`/t/${second.team.teamId}/c/${second.cycle.cycleId}/plan/${second.keyResult}`]);
});

test('[HELP-1] `?` shows the keys, and neither key does so while one types', async () => {
	const { app } = await twoTeams();
	const screen = await render(SearchStage, { app, team: undefined, go: () => Promise.resolve() });
	cleanups.push(() => screen.unmount());
	const dialog = page.getByRole('dialog');
	await page.getByLabelText('A field').click();
	await userEvent.keyboard('?/');
	await expect.element(page.getByLabelText('A field')).toHaveValue('?/');
	expect(dialog.elements()).toEqual([]);
	(document.activeElement as HTMLElement).blur();
	await userEvent.keyboard('?');
	await expect.element(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
	await expect.element(page.getByText('Show these keys')).toBeVisible();
	await userEvent.keyboard('{Escape}');
	await expect.element(dialog).not.toBeInTheDocument();
	await page.getByLabelText('A field').click();
	await userEvent.keyboard('{Control>}k{/Control}');
	await expect.element(page.getByRole('combobox')).toHaveFocus();
});
