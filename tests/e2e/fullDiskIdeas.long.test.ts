import type { Page } from '@playwright/test';
import { launchOptions } from '../../tools/chromium.ts';
import { storedIn } from './ears.ts';
import { leadTo, prepareKickoff, typeIdea } from './workshopStages.ts';
import { expect, startTeam, test, untilFetched } from './world.ts';

// A name is no loopback address: without a worker nothing but the team's own documents takes of the storage.
const resolver = '--host-resolver-rules=MAP cairn.test 127.0.0.1';
test.use({ launchOptions: { ...launchOptions, args: [...launchOptions.args, resolver] } });

/** Puts rubbish beside what is kept, until not even a few bytes more have room. */
async function fillStorage(page: Page): Promise<void> {
	await page.evaluate(async () => {
		const db = await new Promise<IDBDatabase>((resolve, reject) => {
			const request = indexedDB.open('rubbish');
			request.onupgradeneeded = () => request.result.createObjectStore('rubbish');
			request.onsuccess = () => resolve(request.result);
			request.onerror = () => reject(request.error ?? new Error('refused'));
		});
		let key = 0;
		const put = (bytes: number): Promise<boolean> =>
			new Promise((resolve) => {
				const tx = db.transaction('rubbish', 'readwrite');
				tx.objectStore('rubbish').put(crypto.getRandomValues(new Uint8Array(bytes)), key++);
				tx.oncomplete = () => resolve(true);
				tx.onabort = () => resolve(false);
			});
		for (let bytes = 32_768; bytes >= 1; bytes >>= 2) while (await put(bytes));
		db.close();
	});
}

test('[KICKOFF-2] the storage is full in the silent stage: it is said at once, the words stay, a copy is offered, and they are kept once there is room', async ({
	relay,
	browserOf
}) => {
	const page = await browserOf({ viewport: { width: 360, height: 740 } });
	const origin = `http://cairn.test:${relay.port}`;
	const session = await page.context().newCDPSession(page);
	const setQuota = (quotaSize: number) =>
		session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize });
	await setQuota(600_000);
	await startTeam(page, `${origin}/`, { team: 'Ferry', name: 'Ana' });
	await prepareKickoff(page);
	await leadTo(page, 'Where we stand', 'Silent ideas');
	await typeIdea(page, 'written before');
	await expect.poll(() => storedIn(page)).toContain('written before');
	await untilFetched(page);

	await fillStorage(page);
	const field = page.getByLabel('Your idea');
	await field.pressSequentially('f');
	const said = page.getByText('This device’s storage is full: your ideas are in this page alone.', {
		exact: false
	});
	await expect(said).toBeVisible();
	await field.pressSequentially('irst words');
	await field.press('Enter');
	await typeIdea(page, 'second words');
	await field.pressSequentially('half a th');
	await expect(page.getByText('first words')).toBeVisible();
	await expect(page.getByText('second words')).toBeVisible();
	await expect(field).toHaveValue('half a th');
	expect(await storedIn(page)).not.toContain('first words');

	await page.getByRole('button', { name: 'Copy my ideas' }).click();
	await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();

	await setQuota(50_000_000);
	await expect(said).toBeHidden();
	await page.reload();
	await expect(page.getByText('first words')).toBeVisible();
	await expect(page.getByText('second words')).toBeVisible();
	await expect(field).toHaveValue('half a th');
	await field.press('ControlOrMeta+A');
	await field.press('ControlOrMeta+V');
	await expect(field).toHaveValue(/written before\s+first words\s+second words\s+half a th/);
});
