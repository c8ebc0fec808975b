// Documents as files: each one update, replaced whole. No client id is among it: Yjs takes a new one at every
// opening, so letters that reached the relay and not this disk are never written a second time under their numbers.

import * as Y from 'yjs';
import { validateUpdate } from '#lib/protocol/validate.ts';
import type { DiskReplica, OpenDisk } from '#lib/sync/disk.ts';
import { createStatus } from '#lib/sync/replica.ts';
import type { Folder } from './folder.ts';
import { isFull } from './store.ts';

const retryMs = 1000;

/** Hears of a document that could not be read: where its file is now. */
export type OnUnreadable = (file: string) => void;

/** Keeps documents in a folder, each under the name of its room. */
export function diskIn(folder: Folder, onUnreadable: OnUnreadable = () => undefined): OpenDisk {
	return (doc, room) => openFile(doc, folder, `${room}.yjs`, onUnreadable);
}

function openFile(
	doc: Y.Doc,
	folder: Folder,
	name: string,
	onUnreadable: OnUnreadable
): DiskReplica {
	const status = createStatus({ at: 'opening' });
	const fromDisk = { name };
	let quarantined = 0;
	/** How many edits there were, and how many of them the disk has. */
	let edits = 0;
	let kept = 0;
	let writing: Promise<void> | null = null;
	let timer: ReturnType<typeof setTimeout> | undefined;
	let isClosed = false;
	/** What could not be read may be whole all the same: nothing is put in its place. */
	let isClosedToWrites = false;

	async function load(): Promise<void> {
		try {
			const bytes = await folder.read(name);
			if (bytes && validateUpdate(bytes).ok) Y.applyUpdate(doc, bytes, fromDisk);
			else if (bytes) {
				const aside = await folder.putAside(name);
				quarantined++;
				onUnreadable(aside);
			}
		} catch {
			isClosedToWrites = true;
			status.set({ at: 'failed', why: 'corrupt' });
			return;
		}
		status.set({ at: edits > kept ? 'behind' : 'safe' });
		if (edits > kept) void write();
	}

	function write(): Promise<void> {
		clearTimeout(timer);
		writing ??= writeAll().finally(() => (writing = null));
		return writing;
	}

	async function writeAll(): Promise<void> {
		await loaded;
		while (kept < edits && !isClosedToWrites) {
			const going = edits;
			try {
				await folder.write(name, Y.encodeStateAsUpdate(doc));
			} catch (error) {
				status.set({ at: 'failed', why: isFull(error) ? 'quota' : 'write-failed' });
				if (!isClosed) timer = setTimeout(() => void write(), retryMs);
				return;
			}
			kept = going;
		}
		if (kept === edits && !isClosed && !isClosedToWrites) status.set({ at: 'safe' });
	}

	const onUpdate = (_: Uint8Array, origin: unknown): void => {
		if (origin === fromDisk) return;
		edits++;
		if (status.state.at === 'safe') status.set({ at: 'behind' });
		// What comes within one turn goes into one write.
		setTimeout(() => void write());
	};
	const stop = (): void => {
		isClosed = true;
		clearTimeout(timer);
		doc.off('update', onUpdate);
		status.set({ at: 'off' });
	};
	doc.on('update', onUpdate);
	const loaded = load();

	return {
		get state() {
			return status.state;
		},
		onChange: status.onChange,
		loaded,
		get quarantined() {
			return quarantined;
		},
		flush: write,
		async forget() {
			stop();
			await writing;
			await folder.remove(name);
		},
		async close() {
			await write();
			stop();
		}
	};
}
