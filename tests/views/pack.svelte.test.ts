import '#lib/ui/base.css';
import { afterEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { PackSection } from '#lib/okr/pack.ts';
import { createTeam } from '#lib/team/catalogue.ts';
import { openDevice } from '#lib/team/device.ts';
import PackStage from './PackStage.svelte';

vi.setConfig({ testTimeout: 30_000 });

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
	for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function onStage(lines: [PackSection, string][]) {
	await page.viewport(1000, 1200);
	const device = await openDevice('ws://127.0.0.1:9/sync');
	const made = await createTeam(device, {
		name: 'Lighthouse',
		person: { name: 'Ana', colour: 0 },
		cycle: { name: 'Q4', startOn: '2026-10-01', endOn: '2099-12-31', timeZone: 'UTC' }
	});
	if (!made.ok) throw new Error(made.why);
	const { team, cycleId } = made;
	cleanups.push(() => team.forget());
	const cycle = await team.openCycle(cycleId);
	const verbs = await cycle.pack();
	verbs.add(lines.map(([section, text]) => ({ section, text, source: '', figure: '' })));
	const screen = await render(PackStage, { team, cycle, verbs });
	cleanups.push(() => screen.unmount());
	const lessons = () =>
		[...screen.container.querySelectorAll('[data-lines=lessons] textarea')].map(
			(line) => (line as HTMLTextAreaElement).value
		);
	return { cycle, lessons };
}

const line = (name: string) => page.getByRole('textbox', { name, exact: true });

/** Presses the grip of a line, carries it to a height and lets it go. */
function dragTo(name: string, y: number): void {
	const grip = line(name).element().closest('[data-item]')!.querySelector('[data-grip]')!;
	const from = grip.getBoundingClientRect();
	const at = (type: string, clientY: number) =>
		grip.dispatchEvent(
			new PointerEvent(type, {
				bubbles: true,
				cancelable: true,
				pointerId: 1,
				pointerType: 'mouse',
				isPrimary: true,
				button: 0,
				clientX: from.x + 4,
				clientY
			})
		);
	at('pointerdown', from.y + 4);
	at('pointermove', from.y + 12);
	at('pointermove', y);
	at('pointerup', y);
}

const bottomOf = (name: string) =>
	line(name).element().closest('[data-item]')!.getBoundingClientRect().bottom;

test('[DRAG-1, DRAG-2] lines of the pack are dragged within their section, as one step to undo that is said', async () => {
	const { cycle, lessons } = await onStage([
		['mission', 'Ferries for everybody'],
		['lessons', 'Ask first'],
		['lessons', 'Measure weekly'],
		['lessons', 'Say no']
	]);
	await expect.element(line('Lessons 3')).toBeVisible();
	dragTo('Lessons 1', bottomOf('Lessons 2') - 2);
	await expect.poll(lessons).toEqual(['Measure weekly', 'Ask first', 'Say no']);
	await expect.element(page.getByText('Ask first: now 2 of 3.')).toBeInTheDocument();
	cycle.undo();
	await expect.poll(lessons).toEqual(['Ask first', 'Measure weekly', 'Say no']);

	// Above all other sections it is the first of its own.
	dragTo('Lessons 3', 2);
	await expect.poll(lessons).toEqual(['Say no', 'Ask first', 'Measure weekly']);
	await expect.element(line('Mission 1')).toHaveValue('Ferries for everybody');
	await expect.element(page.getByText('Say no: now 1 of 3.')).toBeInTheDocument();
});

test('[DRAG-2] keys move a line of the pack, keep the caret in it, and say where it stands', async () => {
	const { cycle, lessons } = await onStage([
		['lessons', 'Ask first'],
		['lessons', 'Measure weekly']
	]);
	await line('Lessons 2').click();
	await userEvent.keyboard('{Alt>}{ArrowUp}{/Alt}');
	await expect.poll(lessons).toEqual(['Measure weekly', 'Ask first']);
	await expect.element(line('Lessons 1')).toHaveFocus();
	await expect.element(page.getByText('Measure weekly: now 1 of 2.')).toBeInTheDocument();
	cycle.undo();
	await expect.poll(lessons).toEqual(['Ask first', 'Measure weekly']);
});
