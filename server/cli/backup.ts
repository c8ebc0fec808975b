import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { holdFile } from '../lock.ts';
import { databaseOf, openToRead } from './database.ts';
import { problemsOf } from './check.ts';

/**
 * Writes all of a relay into one file, as it was at one moment, also while it serves: one transaction
 * reads, and nobody waits for it. What was deleted is not in it. Throws if the file exists.
 */
export function backup(dataDir: string, file: string): void {
	if (existsSync(file)) throw new Error(`${file} exists; choose another name`);
	const draft = `${file}.partial`;
	copyAll(databaseOf(dataDir), draft);
	renameSync(draft, file);
}

/**
 * Puts a backup in the place of a relay's database. What was there is moved aside, and its new name
 * returned; null if there was nothing. Throws, and changes nothing, if a relay is running, the backup
 * is no sound database, or there is one already and `replaces` is false.
 */
export function restore(
	dataDir: string,
	file: string,
	{ replaces, now }: { replaces: boolean; now: number }
): string | null {
	const target = databaseOf(dataDir);
	mkdirSync(dataDir, { recursive: true });
	const letGo = holdForRestore(`${target}.lock`);
	try {
		requireSound(file);
		if (existsSync(target) && !replaces) {
			throw new Error(`${target} exists; --replace moves it aside and takes the backup`);
		}
		const draft = `${target}.restored`;
		copyAll(file, draft);
		const aside = partsOf(target).length > 0 ? moveAside(target, now) : null;
		renameSync(draft, target);
		return aside;
	} finally {
		letGo();
	}
}

function holdForRestore(lock: string): () => void {
	try {
		return holdFile(lock);
	} catch (error) {
		throw new Error('a relay is running on this folder; stop it first', { cause: error });
	}
}

function requireSound(file: string): void {
	const db = openToRead(file);
	try {
		const problems = problemsOf(db);
		if (problems.length > 0) throw new Error(`${file} is damaged: ${problems[0]}`);
	} finally {
		db.close();
	}
}

// Through SQLite: what is in a database's log is not in its file yet.
function copyAll(from: string, to: string): void {
	rmSync(to, { force: true });
	const db = openToRead(from);
	try {
		db.prepare('VACUUM INTO ?').run(to);
	} finally {
		db.close();
	}
	const handle = openSync(to, 'r+');
	fsyncSync(handle);
	closeSync(handle);
}

/** The endings of a database's files that are there. A log without its file counts, or it would be read into the next one. */
function partsOf(target: string): string[] {
	return ['', '-wal', '-shm'].filter((end) => existsSync(target + end));
}

function moveAside(target: string, now: number): string {
	const stamp = new Date(now).toISOString().replaceAll(':', '-').slice(0, 23);
	const aside = `${target}.before-${stamp}`;
	for (const end of partsOf(target)) renameSync(target + end, aside + end);
	return path.resolve(aside);
}
