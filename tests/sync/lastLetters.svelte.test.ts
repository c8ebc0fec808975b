import { afterEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { openDisk, type DiskReplica } from '#lib/sync/disk.ts';
import { longestNoteBytes } from '#lib/sync/lastLetters.ts';

const opened: DiskReplica[] = [];
const held: (() => void)[] = [];
let name = '';
let count = 0;

afterEach(async () => {
	vi.restoreAllMocks();
	for (const release of held.splice(0)) release();
	for (const disk of opened.splice(0)) await disk.close();
	await asked(indexedDB.deleteDatabase(name));
	localStorage.clear();
});

/** A document that nobody opened before, on a disk that has everything. */
async function fresh() {
	name = `last-letters-${Date.now()}-${count++}`;
	const page = open();
	await until(page.disk, 'safe');
	return page;
}

/** The same document in one more page: a second tab, or the same one after a reload. */
function open() {
	const doc = new Y.Doc();
	const disk = openDisk(doc, name, { retryMs: 20, openTimeoutMs: 500 });
	opened.push(disk);
	return { doc, disk };
}

const write = (doc: Y.Doc, word: string) => {
	const text = doc.getText('words');
	text.insert(text.length, `${word} `);
};
const words = (doc: Y.Doc) => doc.getText('words').toJSON().trim();
const until = (disk: DiskReplica, at: string) =>
	vi.waitFor(() => expect(disk.state.at).toBe(at), { timeout: 3000, interval: 5 });
const hide = () => dispatchEvent(new Event('pagehide'));
const showAgain = () => dispatchEvent(new Event('pageshow'));
const notes = () => Object.entries({ ...localStorage }) as [key: string, note: string][];

/** Another tab writes for a long time: whoever wants to write meanwhile waits. Returns its end. */
async function holdDisk(): Promise<() => void> {
	const db = await asked(indexedDB.open(name));
	const store = db.transaction('updates', 'readwrite').objectStore('updates');
	let done = false;
	const release = () => (done = true);
	held.push(release);
	const goOn = () => {
		if (done) db.close();
		else store.count().onsuccess = goOn;
	};
	await new Promise<void>((resolve) => {
		store.count().onsuccess = () => {
			resolve();
			goOn();
		};
	});
	return release;
}

function asked<T>(request: IDBRequest<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error ?? new Error('failed'));
	});
}

/** As a page that is thrown away with everything that it had not got onto the disk: only its notes are left. */
async function reopenElsewhere(left = notes()) {
	for (const disk of opened.splice(0)) await disk.forget();
	for (const [key, note] of left) localStorage.setItem(key, note);
	const later = open();
	await later.disk.loaded;
	return later;
}

test('[DISK-10] letters that wait behind a slow write as the page hides are there at the next opening', async () => {
	const ana = await fresh();
	await holdDisk();
	write(ana.doc, 'one');
	write(ana.doc, 'two');
	expect(notes()).toEqual([]);
	hide();
	// Other listeners write too as the page goes.
	write(ana.doc, 'three');
	expect(notes()).toHaveLength(1);
	const left = notes();
	held.splice(0)[0]?.();
	const later = await reopenElsewhere(left);
	expect(words(later.doc)).toBe('one two three');
});

test('[DISK-10] a document that closes while its disk is too slow leaves its letters behind', async () => {
	const ana = await fresh();
	const release = await holdDisk();
	write(ana.doc, 'slow');
	await ana.disk.close();
	expect(notes()).toHaveLength(1);
	release();
	const later = await reopenElsewhere();
	expect(words(later.doc)).toBe('slow');
});

test('[DISK-10] the note holds what is missing on the disk, not the whole document', async () => {
	const ana = await fresh();
	write(ana.doc, 'x'.repeat(5000));
	await until(ana.disk, 'safe');
	await holdDisk();
	write(ana.doc, 'late');
	hide();
	expect(notes()[0]?.[1].length).toBeLessThan(200);
});

test('[DISK-11] letters that arrive by disk and by note stand there once, and the note goes when the disk has them', async () => {
	const ana = await fresh();
	const release = await holdDisk();
	write(ana.doc, 'both');
	hide();
	showAgain();
	const left = notes();
	release();
	await until(ana.disk, 'safe');
	expect(notes()).toEqual([]);

	// As if the page had died between the two: the disk has it, the note is still there.
	for (const [key, note] of left) localStorage.setItem(key, note);
	await ana.disk.close();
	const later = open();
	await later.disk.loaded;
	expect(words(later.doc)).toBe('both');
	await until(later.disk, 'safe');
	expect(notes()).toEqual([]);
});

test('[DISK-11] a note is kept until the disk that took it in has acknowledged', async () => {
	const ana = await fresh();
	await holdDisk();
	write(ana.doc, 'kept');
	hide();
	const left = notes();
	held.splice(0)[0]?.();
	for (const disk of opened.splice(0)) await disk.forget();
	for (const [key, note] of left) localStorage.setItem(key, note);
	const native = Object.getOwnPropertyDescriptor(IDBObjectStore.prototype, 'add')
		?.value as IDBObjectStore['add'];
	const full = vi.fn<IDBObjectStore['add']>(() => {
		throw new DOMException('full', 'QuotaExceededError');
	});
	// y-indexeddb adds a row as it opens; from then on there is no room.
	const add = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(full);
	add.mockImplementationOnce(function (this: IDBObjectStore, value: unknown) {
		return native.call(this, value);
	});
	const later = open();
	await later.disk.loaded;
	expect(words(later.doc)).toBe('kept');
	await until(later.disk, 'failed');
	expect(notes()).toEqual(left);
	add.mockRestore();
	write(later.doc, 'more');
	await until(later.disk, 'safe');
	expect(notes()).toEqual([]);
	const third = open();
	await third.disk.loaded;
	expect(words(third.doc)).toBe('kept more');
});

test('[DISK-11] a note that says nothing sound is left out, and what misses its beginning is kept until that comes', async () => {
	const ana = await fresh();
	const prefix = `cairn/last-letters/${name}/`;
	const whole = new Y.Doc();
	write(whole, 'first');
	const before = Y.encodeStateVector(whole);
	write(whole, 'second');
	const second = Y.encodeStateAsUpdate(whole, before);
	const bomb = new Uint8Array([1, 1, 200, 3, 9, 250, 255, 255, 15]);
	const left = [
		[`${prefix}1`, '§ no letters'],
		[`${prefix}2`, toText(bomb)],
		[`${prefix}3`, toText(second)],
		['cairn/last-letters/another/1', toText(Y.encodeStateAsUpdate(whole))]
	] as [string, string][];
	await ana.disk.close();
	const later = await reopenElsewhere(left);
	await until(later.disk, 'safe');
	expect(words(later.doc)).toBe('');
	expect(notes().map(([key]) => key)).toContain(`${prefix}3`);

	Y.applyUpdate(later.doc, Y.encodeStateAsUpdate(whole));
	await until(later.disk, 'safe');
	expect(words(later.doc)).toBe('first second');
	await vi.waitFor(() => expect(notes()).toEqual(left.slice(3)));
});

test('[DISK-11] two tabs that both go leave a note each, and neither takes the other’s away', async () => {
	const ana = await fresh();
	const tab = open();
	await until(tab.disk, 'safe');
	await holdDisk();
	write(ana.doc, 'left');
	write(tab.doc, 'right');
	hide();
	expect(notes()).toHaveLength(2);
	const left = notes();
	held.splice(0)[0]?.();
	const later = await reopenElsewhere(left);
	expect(words(later.doc).split(' ').sort()).toEqual(['left', 'right']);
});

test('[DISK-9] a document that is forgotten takes the notes of every tab along', async () => {
	const ana = await fresh();
	const tab = open();
	await until(tab.disk, 'safe');
	localStorage.setItem(`cairn/last-letters/${name}/of-a-dead-tab`, 'AAA');
	const release = await holdDisk();
	write(tab.doc, 'secret');
	hide();
	expect(notes()).toHaveLength(2);
	release();
	await ana.disk.forget();
	hide();
	expect(notes()).toEqual([]);
});

test('[DISK-12] no localStorage, no room in it and too long a note leave the disk to do what it can', async () => {
	const ana = await fresh();
	let release = await holdDisk();
	const setItem = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
		throw new DOMException('full', 'QuotaExceededError');
	});
	write(ana.doc, 'one');
	expect(hide).not.toThrow();
	setItem.mockRestore();
	const refused = vi.spyOn(window, 'localStorage', 'get').mockImplementation(() => {
		throw new DOMException('refused', 'SecurityError');
	});
	expect(hide).not.toThrow();
	refused.mockRestore();
	write(ana.doc, 'x'.repeat(longestNoteBytes));
	expect(notes()).toEqual([]);
	release();
	await until(ana.disk, 'safe');
	const later = open();
	await later.disk.loaded;
	expect(words(later.doc)).toMatch(/^one x+$/);

	// What was left before stays when the next note does not fit.
	showAgain();
	release = await holdDisk();
	write(ana.doc, 'short');
	hide();
	const left = notes();
	write(ana.doc, 'x'.repeat(longestNoteBytes));
	expect(notes()).toEqual(left);
	release();
});

function toText(bytes: Uint8Array): string {
	return btoa(String.fromCharCode(...bytes))
		.replaceAll('+', '-')
		.replaceAll('/', '_')
		.replaceAll('=', '');
}
