import '#lib/ui/base.css';
import { afterEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { KeyResultId, PersonId } from '#lib/okr/ids.ts';
import { TeamState } from '#lib/state/team.svelte.ts';
import { createTeam } from '#lib/team/catalogue.ts';
import type { OpenCycle } from '#lib/team/cycle.ts';
import { openDevice } from '#lib/team/device.ts';
import type { OpenTeam } from '#lib/team/team.ts';
import PeopleView from '../../src/routes/t/[team]/team/people/PeopleView.svelte';

// The place of the people over real documents in real storage; the relay is away, as it may be.
vi.setConfig({ testTimeout: 30_000 });

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
	for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** Ana's team, with these colleagues who have no device. */
async function onStage(...names: string[]): Promise<{ team: OpenTeam; cycle: OpenCycle }> {
	await page.viewport(1000, 800);
	const device = await openDevice('ws://127.0.0.1:9/sync');
	const made = await createTeam(device, {
		name: 'Lighthouse',
		person: { name: 'Ana', colour: 0 },
		// Long enough not to be over while this is tested.
		cycle: { name: 'Q4', startOn: '2026-10-01', endOn: '2099-12-31', timeZone: 'UTC' }
	});
	if (!made.ok) throw new Error(made.why);
	const { team, cycleId } = made;
	cleanups.push(() => team.forget());
	const cycle = await team.openCycle(cycleId);
	for (const [at, name] of names.entries()) team.addPerson({ name, colour: at % 12 });
	const screen = await render(PeopleView, { team: new TeamState(team), back: '/' });
	cleanups.push(() => screen.unmount());
	return { team, cycle };
}

const row = (name: string) => page.getByRole('listitem').filter({ hasText: name });
const idOf = (team: OpenTeam, name: string) =>
	team.snapshot().people.find((person) => person.name === name)?.id as PersonId;
const menu = async (name: string, item: RegExp) => {
	await page.getByRole('button', { name: `More for ${name}`, exact: true }).click();
	await page.getByRole('menuitem', { name: item }).click();
};
const namesIn = (team: OpenTeam) =>
	team
		.snapshot()
		.people.filter(({ removed }) => !removed)
		.map(({ name }) => name);

test('[PEOPLE-7] a colleague is added, found to be there already, and taken back, by keyboard alone', async () => {
	const { team } = await onStage();
	await expect.element(page.getByText(/You are the only one here/)).toBeVisible();
	page.getByRole('button', { name: 'Add a person' }).element().focus();
	await userEvent.keyboard('{Enter}');
	await expect.element(page.getByLabelText('Name', { exact: true })).toHaveFocus();
	await userEvent.keyboard('{Enter}');
	await expect.element(page.getByText('A name is needed.')).toBeVisible();
	await userEvent.keyboard('Cem{Enter}');
	await expect.element(row('Cem')).toBeVisible();
	await expect.element(page.getByRole('button', { name: 'Add a person' })).toHaveFocus();
	await userEvent.keyboard('{Enter}');
	await expect.element(page.getByLabelText('Name', { exact: true })).toHaveFocus();
	await userEvent.keyboard(' cem {Enter}');
	await expect.element(page.getByText(/Cem is in the team already/)).toBeVisible();
	expect(namesIn(team)).toEqual(['Ana', 'Cem']);
	await userEvent.keyboard('{Escape}');
	await userEvent.keyboard('{Control>}z{/Control}');
	await expect.element(row('no device yet')).not.toBeInTheDocument();
	expect(namesIn(team)).toEqual(['Ana']);
	await userEvent.keyboard('{Control>}{Shift>}z{/Shift}{/Control}');
	await expect.element(row('no device yet')).toBeVisible();
	// Whoever comes back is brought back, not added beside.
	await menu('Cem', /Remove from the team/);
	await page.getByRole('button', { name: 'Remove', exact: true }).click();
	await page.getByRole('button', { name: 'Add a person' }).click();
	await userEvent.keyboard('CEM{Enter}');
	await page.getByRole('dialog').getByRole('button', { name: 'Bring Cem back' }).click();
	await vi.waitFor(() => {
		expect(namesIn(team)).toEqual(['Ana', 'Cem']);
	});
});

test('[PEOPLE-7] two are merged under the name that is chosen, and taken apart from the menu', async () => {
	const { team } = await onStage('Cem', 'Cem Demir');
	const [short, long] = [idOf(team, 'Cem'), idOf(team, 'Cem Demir')];
	await menu('Cem', /The same as somebody else/);
	await page.getByRole('button', { name: 'Merge the two' }).click();
	await expect.element(page.getByText('Choose who it is first.')).toBeVisible();
	await page.getByLabelText('The same person').selectOptions('Cem Demir');
	await page.getByRole('group', { name: 'Shown as' }).getByText('Cem Demir').click();
	await page.getByRole('button', { name: 'Merge the two' }).click();
	await expect.element(row('also: Cem')).toBeVisible();
	expect(namesIn(team)).toEqual(['Ana', 'Cem Demir']);
	expect(team.snapshot().sameAs.get(short)).toBe(long);
	await menu('Cem Demir', /“Cem” is somebody else/);
	await expect.element(row('also: Cem')).not.toBeInTheDocument();
	expect(namesIn(team)).toEqual(['Ana', 'Cem', 'Cem Demir']);
	await userEvent.keyboard('{Control>}z{/Control}');
	await expect.element(row('also: Cem')).toBeVisible();
});

test('[PEOPLE-5] removing says what somebody owns, asks whether it stays theirs, and can be taken back', async () => {
	const { team, cycle } = await onStage('Cem');
	const cem = idOf(team, 'Cem');
	const keyResult = cycle.addKeyResult(cycle.addObjective()!) as KeyResultId;
	const owner = () => cycle.snapshot().plan.objectives[0]?.keyResults[0]?.ownerId;
	cycle.setKeyResult(keyResult, { ownerId: cem });
	await expect.element(row('owns 1 key result')).toBeVisible();
	const remove = async (releases: boolean) => {
		await menu('Cem', /Remove from the team/);
		const box = page.getByRole('checkbox', { name: /What they own has no owner/ });
		await expect.element(box).not.toBeChecked();
		if (releases) await box.click();
		await page.getByRole('button', { name: 'Remove', exact: true }).click();
		await expect.element(page.getByText('No longer in the team: 1')).toBeVisible();
	};
	await remove(false);
	expect(owner()).toBe(cem);
	await page.getByText('No longer in the team: 1').click();
	await page.getByRole('button', { name: 'Bring Cem back' }).click();
	await expect.element(row('owns 1 key result')).toBeVisible();
	await remove(true);
	await vi.waitFor(() => {
		expect(owner()).toBeNull();
	});
	await userEvent.keyboard('{Control>}z{/Control}');
	await expect.element(row('owns 1 key result')).toBeVisible();
	expect(owner()).toBe(cem);
});

test('[PEOPLE-7] among two hundred a person is found by a part of the name', async () => {
	const names = Array.from({ length: 199 }, (_, at) => `Person ${String(at).padStart(3, '0')}`);
	await onStage(...names);
	await expect.element(page.getByText('200 people')).toBeVisible();
	await page.getByLabelText('Find a person').fill('son 17');
	await expect.element(page.getByText('10 people')).toBeVisible();
	await page.getByLabelText('Find a person').fill('PERSON 171');
	await expect.element(row('Person 171')).toBeVisible();
	expect(page.getByRole('list').first().element().children).toHaveLength(1);
	await page.getByLabelText('Find a person').fill('nobody at all');
	await expect.element(page.getByText(/Nobody goes by that/)).toBeVisible();
});
