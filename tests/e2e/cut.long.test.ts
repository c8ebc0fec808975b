import type { BrowserContextOptions, Page } from '@playwright/test';
import { look } from './look.ts';
import { carry, drag, fingerOn, grab, mouseOn } from './pointers.ts';
import { expect, startTeam, test } from './world.ts';
import { dots, leadTo, prepareKickoff, reveal, writeIdeas } from './workshopStages.ts';

const hands: { how: string; options: BrowserContextOptions; handOn: typeof mouseOn }[] = [
	{ how: 'mouse', options: { viewport: { width: 1280, height: 1600 } }, handOn: mouseOn },
	{
		how: 'finger',
		options: { hasTouch: true, isMobile: true, viewport: { width: 360, height: 1600 } },
		handOn: fingerOn
	}
];

for (const { how, options, handOn } of hands)
	test(`[VOTE-10] the line is dragged by a ${how}, said where it lies, and put back`, async ({
		relay,
		browserOf
	}) => {
		const page = await browserOf({ ...options, reducedMotion: 'reduce' });
		await startTeam(page, relay.url, { team: 'Lighthouse', name: 'Ana' });
		await prepareKickoff(page);
		await leadTo(page, 'Where we stand', 'Silent ideas');
		await writeIdeas(page, 'A dog', 'A garden', 'A boat');
		await leadTo(page, 'Reveal and group');
		await reveal(page);
		await leadTo(page, 'Vote');
		await page.getByRole('button', { name: 'Open the vote' }).click();
		await dots(page, 'A dog', 2);
		await dots(page, 'A boat', 1);
		await page.getByRole('button', { name: 'Seal my vote' }).click();
		await page.getByRole('button', { name: 'Close the vote' }).click();
		await page
			.getByRole('dialog')
			.getByRole('button', { name: 'Close', exact: true })
			.last()
			.click();

		const hand = await handOn(page);
		const line = page.locator('[data-row="line"]');
		const row = (name: string) => page.locator('[data-row]').filter({ hasText: name });
		await lies(page, 2, 1);
		await drag(hand, line, 'above', row('A dog'));
		await lies(page, 0, 3);
		await expect(page.getByText('The line: above: 0 · below: 3.')).toBeAttached();
		await drag(hand, line, 'below', row('A garden'));
		await lies(page, 3, 0);
		// Escape leaves it where it was; so does letting it go there.
		await grab(hand, line);
		await carry(hand, 'above', row('A dog'));
		await page.keyboard.press('Escape');
		await hand.release();
		await lies(page, 3, 0);

		// Each move is taken back, the last one first.
		await page.getByRole('button', { name: 'Put the line back' }).click();
		await lies(page, 0, 3);
		await expect(page.getByText('The line: above: 0 · below: 3.')).toBeAttached();
		await page.getByLabel('Why not this cycle?').press('Control+z');
		await lies(page, 0, 3);
		await page.getByRole('slider', { name: 'The line' }).press('Control+z');
		await lies(page, 2, 1);
		await expect(page.getByRole('button', { name: 'Put the line back' })).toBeHidden();
		await page.getByRole('slider', { name: 'The line' }).press('Home');
		await lies(page, 3, 0);
		await page.getByRole('button', { name: 'Put the line back' }).click();
		await lies(page, 2, 1);
		if (how === 'mouse') await look(page, 'a line that is drawn');
	});

async function lies(page: Page, above: number, below: number): Promise<void> {
	await expect(page.getByRole('slider', { name: 'The line' })).toHaveAttribute(
		'aria-valuetext',
		`above: ${above} · below: ${below}`
	);
}
