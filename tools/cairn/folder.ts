import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';

/** The files of one store. Names are given without their folder; nobody else than their owner can read them. */
export interface Folder {
	readonly dir: string;
	/** Null where there is none. Rejects where it cannot be read. */
	read(name: string): Promise<Uint8Array | null>;
	/**
	 * Replaces a file whole: what a crash leaves is the old one or the new one. Resolves once the disk has it and its
	 * name. Rejects, leaving the old one, where it cannot be written or the folder was taken over by another run.
	 */
	write(name: string, bytes: Uint8Array): Promise<void>;
	/** Puts a file that cannot be read out of the way. Resolves with where it is now. */
	putAside(name: string): Promise<string>;
	remove(name: string): Promise<void>;
}

const half = '.half';

/** Opens a folder, making it where there is none. `isMine` is asked before anything is replaced. */
export async function openFolder(
	dir: string,
	isMine: () => Promise<boolean> = () => Promise.resolve(true)
): Promise<Folder> {
	await mkdir(dir, { recursive: true, mode: 0o700 });
	for (const name of await readdir(dir))
		if (name.endsWith(half)) await rm(path.join(dir, name), { force: true });
	const at = (name: string): string => path.join(dir, name);

	return {
		dir,
		async read(name) {
			try {
				return new Uint8Array(await readFile(at(name)));
			} catch (error) {
				if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
				throw error;
			}
		},
		async write(name, bytes) {
			const written = await open(at(name + half), 'w', 0o600);
			try {
				await written.writeFile(bytes);
				await written.sync();
			} finally {
				await written.close();
			}
			if (!(await isMine())) throw new Error('Another run has taken this folder over.');
			await rename(at(name + half), at(name));
			await syncFolder(dir);
		},
		async putAside(name) {
			const aside = at(`${name}.unreadable-${Date.now()}`);
			await rename(at(name), aside);
			return aside;
		},
		remove: (name) => rm(at(name), { force: true })
	};
}

/** The new name is on the disk too. Windows opens no folders, and needs none of this. */
async function syncFolder(dir: string): Promise<void> {
	if (process.platform === 'win32') return;
	const folder = await open(dir, 'r');
	try {
		await folder.sync();
	} finally {
		await folder.close();
	}
}
