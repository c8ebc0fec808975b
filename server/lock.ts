import { DatabaseSync } from 'node:sqlite';

/**
 * Holds a file for this process alone until it is let go, or the process dies, however it dies: the
 * operating system keeps the lock, not the file. The database itself is not locked that way, so that
 * a backup or a check can read it meanwhile. Throws SQLite's "database is locked" if another holds it.
 */
export function holdFile(file: string): () => void {
	const lock = new DatabaseSync(file, { timeout: 500 });
	try {
		lock.exec('BEGIN EXCLUSIVE');
	} catch (error) {
		lock.close();
		throw error;
	}
	return () => lock.close();
}
