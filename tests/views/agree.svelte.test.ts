import '#lib/ui/base.css';
import { afterEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { createTeam } from '#lib/team/catalogue.ts';
import { openDevice } from '#lib/team/device.ts';
import { hasSignatures } from '#lib/doc/agreement.ts';
// Loaded with the test, so that no wait here is for the bundler.
import '#lib/views/agree/AgreeDialog.svelte';
import PlanStage from './PlanStage.svelte';

// The whole plan over real documents in real storage; the relay is away, as it may be.
vi.setConfig({ testTimeout: 20_000 });

const curve = vi.hoisted(() => {
	let open = (): void => undefined;
	const isHere = new Promise<void>((resolve) => (open = resolve));
	return { isHere, open };
});
vi.mock('#lib/doc/curve.ts', async (original) => {
	await curve.isHere;
	return original();
});

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
	for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

test('[AGREE-6] who agrees before the code that signs has come is not refused: it is waited for, and the plan is agreed', async () => {
	await page.viewport(1280, 800);
	const device = await openDevice('ws://127.0.0.1:9/sync');
	const days = { startOn: '2026-10-01', endOn: '2026-12-31' };
	const made = await createTeam(device, {
		name: 'Lighthouse',
		person: { name: 'Ana', colour: 0 },
		cycle: { name: 'Q4 2026', ...days, timeZone: 'Europe/Berlin' }
	});
	if (!made.ok) throw new Error(made.why);
	const { team } = made;
	cleanups.push(() => team.forget());
	const cycle = await team.openCycle(team.snapshot().cycles[0]!.id);
	const objective = cycle.addObjective()!;
	const keyResult = cycle.addKeyResult(objective)!;
	cycle.text(objective, 'title').edit([{ at: 0, del: 0, ins: 'Crews feel at home' }]);
	cycle.text(keyResult, 'metric').edit([{ at: 0, del: 0, ins: 'Crews who come back' }]);
	cycle.setKeyResult(keyResult, { baseline: 0, target: 4, unit: 'crews', dueOn: days.endOn });
	const screen = await render(PlanStage, { team, cycle });
	cleanups.push(() => screen.unmount());

	await page.getByRole('button', { name: 'Agree this plan' }).click();
	const agree = page.getByRole('button', { name: 'Agree as version 1' });
	await agree.click();
	await agree.click();
	expect(hasSignatures()).toBe(false);
	await expect.element(agree).toBeVisible();
	expect(page.getByText('Nothing was agreed.', { exact: false }).elements()).toEqual([]);
	expect(cycle.snapshot().agreed).toBeNull();

	curve.open();
	await expect.element(page.getByText('Version 1 is agreed')).toBeVisible();
	expect(cycle.snapshot().versions).toHaveLength(1);
	expect(cycle.snapshot().agreed?.agreements).toMatchObject([{ isSigned: true }]);
});
