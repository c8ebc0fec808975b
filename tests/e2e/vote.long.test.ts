import type { Page } from '@playwright/test';
import { lendEar } from './ears.ts';
import { expect, joinAsNew, linksOf, openPlan, startTeam, test, untilSafe } from './world.ts';
import { comeIn, dots, leadTo, prepareKickoff, reveal, writeIdeas } from './workshopStages.ts';

interface KeptBallot {
	salt: string;
	value: Record<string, number>;
}

/** The ballots that a browser keeps for itself; `change` puts others in their place. */
function ballotsIn(page: Page, change?: 'spoil'): Promise<KeptBallot[]> {
	return page.evaluate(async (how) => {
		const asked = <T>(request: IDBRequest<T>) =>
			new Promise<T>((resolve, reject) => {
				request.onsuccess = () => resolve(request.result);
				request.onerror = () => reject(request.error ?? new Error('refused'));
			});
		const kept = [];
		for (const { name } of await indexedDB.databases()) {
			const db = await asked(indexedDB.open(name ?? ''));
			if (db.objectStoreNames.contains('private')) {
				const store = db.transaction('private', 'readwrite').objectStore('private');
				const rows = (await asked(store.getAll())) as { key: string; json: string }[];
				for (const row of rows.filter(({ key }) => key.startsWith('ballot/'))) {
					const ballot = JSON.parse(row.json) as KeptBallot;
					kept.push(ballot);
					if (how !== 'spoil') continue;
					const [id = ''] = Object.keys(ballot.value);
					const changed = { ...ballot, value: { [id]: 1 } };
					await asked(store.put({ ...row, json: JSON.stringify(changed) }));
				}
			}
			db.close();
		}
		return kept;
	}, change);
}

test('[VOTE-9] a sealed vote in four browsers: one changes its mind, one changes what it sealed, one sleeps, and the line is drawn by keyboard', async ({
	relay,
	browserOf
}) => {
	test.slow();
	const page = await browserOf();
	await startTeam(page, relay.url, { team: 'Lighthouse', name: 'Ana' });
	const { edit } = await linksOf(page);
	const others: Page[] = [];
	for (const name of ['Ben', 'Cleo', 'Dan']) {
		const other = await browserOf();
		await joinAsNew(other, edit, name);
		others.push(other);
	}
	const [ben, cleo, dan] = others as [Page, Page, Page];
	await prepareKickoff(page);
	for (const other of others) await comeIn(other);
	await leadTo(page, 'Where we stand', 'Silent ideas');
	await writeIdeas(page, 'A dog', 'A garden', 'A boat');
	await leadTo(page, 'Reveal and group');
	await reveal(page);
	await leadTo(page, 'Vote');
	await expect(ben.getByText('The vote opens soon.', { exact: false })).toBeVisible();
	const heard = [page, ...others].map((one) => lendEar(one).sent);
	for (const other of [ben, cleo, dan]) await other.reload();
	await page.getByText('4', { exact: true }).click();
	await page.getByRole('button', { name: 'Open the vote' }).click();

	// Ben changes his mind, by keyboard, and it is sealed anew.
	await expect(ben.getByRole('heading', { name: 'You have 4 dots' })).toBeVisible();
	await dots(ben, 'A dog', 4);
	await expect(ben.getByRole('button', { name: 'One more dot for “A dog”' })).toBeDisabled();
	await ben.getByRole('button', { name: 'Seal my vote' }).click();
	await expect(
		ben.getByText('Sealed on this device. You can change it', { exact: false })
	).toBeVisible();
	await ben.getByRole('button', { name: 'One dot less for “A dog”' }).press('Enter');
	await ben.getByRole('button', { name: 'One more dot for “A boat”' }).press('Enter');
	await ben.getByRole('button', { name: 'Seal my vote anew' }).press('Enter');
	await expect(
		ben.getByText('Sealed on this device. You can change it', { exact: false })
	).toBeVisible();
	// Somebody who chose and has not sealed yet is carried nowhere.
	await dots(cleo, 'A boat', 2);
	await cleo.getByRole('button', { name: 'Seal my vote' }).click();
	await dots(dan, 'A garden', 3);
	await dan.getByRole('button', { name: 'Seal my vote' }).click();
	await dots(page, 'A dog', 2);
	await page.getByRole('button', { name: 'Seal my vote' }).click();
	await expect(page.getByText('4 of 4 people have voted.')).toBeVisible();

	// Nothing of a vote has left its browser.
	const kept = await Promise.all([page, ...others].map((one) => ballotsIn(one)));
	expect(kept.map((list) => list.length)).toEqual([1, 2, 1, 1]);
	const isOut = heard.some((sent) => kept.flat().some(({ salt }) => sent().includes(salt)));
	expect(isOut).toBe(false);
	await expect(page.getByText('The result')).toBeHidden();

	// Cleo's browser spoils what it sealed, and Dan's goes to sleep.
	await untilSafe(dan);
	await dan.context().setOffline(true);
	await dan.close();
	await ballotsIn(cleo, 'spoil');
	await cleo.reload();
	await page.getByRole('button', { name: 'Close the vote' }).click();
	await expect(page.getByRole('dialog')).toContainText('Everybody has voted.');
	await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).last().click();
	for (const one of [page, ben, cleo]) {
		await expect(one.getByText('Covers 2 of 4 people')).toBeVisible();
		await expect(
			one.getByText('The device of Dan still has to wake', { exact: false })
		).toBeVisible();
		await expect(
			one.getByText('Invalid, as it is not what was sealed', { exact: false })
		).toContainText('Cleo');
		await expect(one.getByRole('list', { name: 'The result' }).getByRole('listitem')).toHaveText([
			/A dog\s*5 dots · people: 2/,
			/A boat\s*1 dot · people: 1/,
			/A garden\s*0 dots · people: 0/
		]);
	}
	// These ears hear: what counts has been opened.
	expect(kept[1]?.some(({ salt }) => heard[1]?.().includes(salt))).toBe(true);

	await page.getByRole('button', { name: 'Count now' }).click();
	await expect(page.getByRole('dialog')).toContainText('Dan will not be counted.');
	await page.getByRole('dialog').getByRole('button', { name: 'Count', exact: true }).click();
	// Dan wakes: what he voted is shown to be there, and is not counted.
	const woken = await dan.context().newPage();
	await woken.context().setOffline(false);
	await woken.goto(page.url());
	await expect(ben.getByText('Came too late, and is not counted: Dan')).toBeVisible();
	await expect(ben.getByText('Covers 2 of 4 people')).toBeVisible();

	// The line: proposed under what has dots, moved by keyboard, seen by everybody.
	const line = page.getByRole('slider', { name: 'The line' });
	await expect(line).toHaveAttribute('aria-valuetext', 'above: 2 · below: 1');
	await line.press('ArrowUp');
	await expect(line).toHaveAttribute('aria-valuetext', 'above: 1 · below: 2');
	await expect(ben.getByText('above: 1 · below: 2')).toBeVisible();
	await page.getByRole('button', { name: 'Line down: one more above it' }).click();
	await page.getByLabel('Why not this cycle?').fill('No room for one');
	await page.getByRole('button', { name: 'Move 1 to “not this cycle”' }).click();
	await expect(ben.getByText('Why: No room for one')).toBeVisible();
	await page.getByRole('button', { name: 'Undo, and move the line again' }).click();
	await page.getByRole('button', { name: 'Move 1 to “not this cycle”' }).click();
	await ben.getByRole('link', { name: 'Leave' }).click();
	await openPlan(ben);
	await expect(ben.getByText('Not this cycle')).toBeVisible();
	await expect(ben.locator('[data-ideas] textarea')).toHaveValue('A garden');
	await expect(ben.locator('[data-ideas] > li')).toHaveCount(1);
});
