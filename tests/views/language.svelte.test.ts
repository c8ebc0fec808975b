import '#lib/ui/base.css';
import { afterEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { fetchWords } from '#lib/messages/languages.js';
import { speak } from '#lib/state/language.svelte.ts';
import { createTeam } from '#lib/team/catalogue.ts';
import type { OpenCycle } from '#lib/team/cycle.ts';
import { openDevice } from '#lib/team/device.ts';
import PlanStage from './PlanStage.svelte';

// The whole plan over real documents in real storage, with the German that people get; the relay is away.
vi.setConfig({ testTimeout: 20_000 });

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
	await speak('en', fetchWords);
	for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** A plan of one objective with one key result that goes from 1,200 to 3,400.5. */
async function onStage(): Promise<OpenCycle> {
	await page.viewport(1280, 800);
	const device = await openDevice('ws://127.0.0.1:9/sync');
	const made = await createTeam(device, {
		name: 'Lighthouse',
		person: { name: 'Ana', colour: 0 },
		cycle: {
			name: 'Q4 2026',
			startOn: '2026-10-01',
			endOn: '2026-12-31',
			timeZone: 'Europe/Berlin'
		}
	});
	if (!made.ok) throw new Error(made.why);
	cleanups.push(() => made.team.forget());
	const cycle = await made.team.openCycle(made.team.snapshot().cycles[0]!.id);
	const objective = cycle.addObjective()!;
	const keyResult = cycle.addKeyResult(objective)!;
	cycle.setKeyResult(keyResult, { baseline: 1200, target: 3400.5, dueOn: '2026-12-18' });
	const screen = await render(PlanStage, { team: made.team, cycle });
	cleanups.push(() => screen.unmount());
	return cycle;
}

const complaint = () => document.querySelector('[role=alert]')?.textContent?.trim();
const field = (name: string) => page.getByRole('textbox', { name, exact: true });

test('[LANGUAGE-2] the language changes around what is being typed: no letter and no caret is lost', async () => {
	await onStage();
	await field('Objective 1').click();
	await userEvent.keyboard('Guests come back');
	const line = document.activeElement as HTMLTextAreaElement;
	line.setSelectionRange(7, 11, 'backward');

	await speak('de', fetchWords);
	await expect.element(field('Ziel 1')).toBeVisible();
	await expect.element(page.getByRole('button', { name: 'Neues Schlüsselergebnis' })).toBeVisible();
	expect(document.activeElement).toBe(line);
	expect(field('Ziel 1').element()).toBe(line);
	expect(line.value).toBe('Guests come back');
	expect([line.selectionStart, line.selectionEnd, line.selectionDirection]).toEqual([
		7,
		11,
		'backward'
	]);

	await userEvent.keyboard('are');
	await speak('en', fetchWords);
	await userEvent.keyboard(' here and');
	await expect.element(field('Objective 1')).toHaveValue('Guests are here and back');
});

test('numbers and dates change with the words, where nobody is writing them', async () => {
	await onStage();
	await expect.element(field('To (target)')).toHaveValue('3,400.5');
	await expect.poll(() => document.body.innerText).toMatch(/Oct 1|1 Oct/);
	await speak('de', fetchWords);
	await expect.element(field('Auf (Zielwert)')).toHaveValue('3.400,5');
	await expect.poll(() => document.body.innerText).toMatch(/1\. Okt/);
});

test('a number that was begun in one language is read in it', async () => {
	const cycle = await onStage();
	const target = () => cycle.snapshot().plan.objectives[0]?.keyResults[0]?.target;
	await field('To (target)').click();
	await userEvent.clear(field('To (target)'));
	await userEvent.keyboard('1,500');
	await speak('de', fetchWords);
	await expect.element(field('Auf (Zielwert)')).toHaveValue('1,500');
	await userEvent.keyboard('{Enter}');
	await vi.waitFor(() => expect(target()).toBe(1500));
	// The next one is read as Germans write it.
	await field('Von (Ausgangswert)').click();
	await field('Auf (Zielwert)').click();
	await userEvent.clear(field('Auf (Zielwert)'));
	await userEvent.keyboard('1,5{Enter}');
	await vi.waitFor(() => expect(target()).toBe(1.5));
});

test('[LANGUAGE-2] a complaint about what was typed changes its language too', async () => {
	await onStage();
	await field('To (target)').click();
	await userEvent.clear(field('To (target)'));
	await userEvent.keyboard('many{Enter}');
	await expect.poll(complaint).toMatch(/^That is not a number/);
	await speak('de', fetchWords);
	await expect.poll(complaint).toMatch(/^Das ist keine Zahl/);
	await expect.element(field('Auf (Zielwert)')).toHaveValue('many');
});
