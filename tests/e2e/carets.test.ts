import type { Page } from '@playwright/test';
import { expect, itemOn, keyResultsOn, lineOf, objectivesOn } from './screen.ts';
import { joinAsNew, linksOf, startTeam, test } from './world.ts';

const words =
	'Families with small children who come back within a month, counted at the desk on every open day';

test('[EDIT-10] on a phone a colleague’s caret and selection stay at their letters while lines wrap and both type', async ({
	relay,
	browserOf
}) => {
	const ana = await browserOf({ viewport: { width: 360, height: 740 } });
	await startTeam(ana, relay.url, { team: 'Lighthouse', name: 'Ana' });
	await ana.getByRole('button', { name: 'Write the first objective' }).click();
	await ana.keyboard.type('Home');
	await ana.keyboard.press('Enter');
	await ana.keyboard.type(words);
	const [objective = ''] = await objectivesOn(ana);
	const [id = ''] = await keyResultsOn(ana, objective);
	const ben = await browserOf({ viewport: { width: 1280, height: 800 } });
	await joinAsNew(ben, (await linksOf(ana)).edit, 'Ben');
	await expect(lineOf(ben, id)).toHaveValue(words);

	// Ben’s selection goes over several rows of Ana’s screen.
	await lineOf(ben, id).click();
	await select(ben, id, words.indexOf('small'), words.indexOf(', counted'));
	const held = 'small children who come back within a month';
	const sees = (page: Page) => expect.poll(() => seenOn(page, id));
	await sees(ana).toEqual({ caret: words.indexOf(', counted'), selected: held });
	expect(await rowsOn(ana, id)).toBeGreaterThan(2);

	// Ana types before it, and it goes along over the wraps, letter by letter.
	await lineOf(ana, id).click();
	await select(ana, id, 0, 0);
	let typed = '';
	for (const letter of 'Neighbouring and ') {
		await ana.keyboard.type(letter);
		typed += letter;
		const line = typed + words;
		await sees(ana).toEqual({ caret: line.indexOf(', counted'), selected: held });
	}
	expect(await selectionOn(ben, id)).toBe(held);

	// Ben sees Ana’s caret at its letter as well, and writes over what he selected.
	await sees(ben).toEqual({ caret: typed.length, selected: '' });
	await ben.keyboard.type('cats');
	const after = `${typed}Families with cats, counted at the desk on every open day`;
	await expect(lineOf(ana, id)).toHaveValue(after);
	await sees(ana).toEqual({ caret: after.indexOf(', counted'), selected: '' });
	await sees(ben).toEqual({ caret: typed.length, selected: '' });

	// Another width lays the words out anew.
	await ana.setViewportSize({ width: 320, height: 740 });
	await sees(ana).toEqual({ caret: after.indexOf(', counted'), selected: '' });
	await select(ben, id, 3, after.length - 4);
	await sees(ana).toEqual({ caret: after.length - 4, selected: after.slice(3, -4) });
});

async function select(page: Page, id: string, from: number, to: number): Promise<void> {
	await lineOf(page, id).evaluate(
		(line: HTMLTextAreaElement, [start, end]) => line.setSelectionRange(start!, end!),
		[from, to]
	);
}

function selectionOn(page: Page, id: string): Promise<string> {
	return lineOf(page, id).evaluate((line: HTMLTextAreaElement) =>
		line.value.slice(line.selectionStart, line.selectionEnd)
	);
}

function rowsOn(page: Page, id: string): Promise<number> {
	return lineOf(page, id).evaluate(
		(line) => line.clientHeight / parseFloat(getComputedStyle(line).lineHeight)
	);
}

/** At which letter the colleague’s caret stands and what is shaded: asked of the field itself, by the place on the screen. */
function seenOn(page: Page, id: string): Promise<{ caret: number | null; selected: string }> {
	return itemOn(page, id)
		.locator('.cotext')
		.first()
		.evaluate((field) => {
			const line = field.querySelector('textarea')!;
			line.scrollIntoView({ block: 'center' });
			const letterAt = (x: number, y: number): number | null => {
				const found = document.caretPositionFromPoint(x, y);
				return found?.offsetNode === line ? found.offset : null;
			};
			const boxes = [...field.querySelectorAll('.selected')].map((one) =>
				one.getBoundingClientRect()
			);
			const shaded = boxes.map(({ left, right, top, height }) => {
				const middle = top + height / 2;
				return line.value.slice(letterAt(left + 1, middle) ?? 0, letterAt(right - 1, middle) ?? 0);
			});
			const caret = field.querySelector('[data-caret]')?.getBoundingClientRect();
			return {
				caret: caret ? letterAt(caret.left + 1, caret.top + caret.height / 2) : null,
				// A row that wraps ends before its space, which is nowhere.
				selected: shaded.flatMap((row) => row.trim() || []).join(' ')
			};
		});
}
