import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DiskReplica } from '#lib/sync/disk.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { diskIn } from '../../tools/cairn/disk.ts';
import { openFolder } from '../../tools/cairn/folder.ts';

const room = 'harbourharbourharbourharbo.team';

let dir: string;
beforeEach(async () => {
	dir = await mkdtemp(path.join(tmpdir(), 'cairn-disk-'));
});
afterEach(() => rm(dir, { recursive: true }));

async function opened(
	isMine?: () => Promise<boolean>
): Promise<{ doc: Y.Doc; disk: DiskReplica; text: Y.Text; unreadable: string[] }> {
	const doc = new Y.Doc();
	const unreadable: string[] = [];
	const folder = await openFolder(dir, isMine);
	const disk = diskIn(folder, (file) => unreadable.push(file))(doc, room);
	await disk.loaded;
	return { doc, disk, text: doc.getText('t'), unreadable };
}

test('[HEADLESS-7] what was flushed is there for the next run, under a client id that nobody had before', async () => {
	const clients = new Set<number>();
	for (const word of ['one ', 'two ', 'three ']) {
		const { doc, disk, text } = await opened();
		clients.add(doc.clientID);
		text.insert(text.length, word);
		expect(disk.state).toEqual({ at: 'behind' });
		await disk.flush();
		expect(disk.state).toEqual({ at: 'safe' });
		// As when the process is killed: nobody closes.
	}
	const { doc, text } = await opened();
	expect(text.toJSON()).toBe('one two three ');
	expect(clients.size).toBe(3);
	expect([...doc.store.clients.keys()].sort()).toEqual([...clients].sort());
});

test('[HEADLESS-7] a crash in the middle of writing leaves the document as it was', async () => {
	const { disk, text } = await opened();
	text.insert(0, 'whole');
	await disk.close();
	await writeFile(path.join(dir, `${room}.yjs.half`), Uint8Array.of(1, 2));
	const again = await opened();
	expect(again.text.toJSON()).toBe('whole');
	expect(await readdir(dir)).toEqual([`${room}.yjs`]);
});

test('[HEADLESS-8] bytes on the disk that no Cairn wrote are put aside, kept, and not applied', async () => {
	const hostile = Uint8Array.of(1, 1, 1, 0, 0xff, 0xff, 0xff, 0x7f);
	await writeFile(path.join(dir, `${room}.yjs`), hostile);
	const { disk, text, unreadable } = await opened();
	expect(disk.quarantined).toBe(1);
	text.insert(0, 'new');
	await disk.close();
	const names = await readdir(dir);
	const aside = names.find((name) => name.includes('unreadable')) ?? '';
	expect(unreadable).toEqual([path.join(dir, aside)]);
	expect(new Uint8Array(await readFile(path.join(dir, aside)))).toEqual(hostile);
	expect((await opened()).text.toJSON()).toBe('new');
});

test('[HEADLESS-7] a document says that it is not kept, and keeps trying', async () => {
	let isMine = false;
	const { disk, text } = await opened(() => Promise.resolve(isMine));
	text.insert(0, 'lost?');
	await disk.flush();
	expect(disk.state).toEqual({ at: 'failed', why: 'write-failed' });
	isMine = true;
	await vi.waitFor(
		() => {
			expect(disk.state).toEqual({ at: 'safe' });
		},
		{ timeout: 5000 }
	);
	expect((await opened()).text.toJSON()).toBe('lost?');
	await disk.forget();
	expect(await readdir(dir)).toEqual([]);
});
