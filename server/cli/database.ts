import { existsSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DATABASE, VERSION, withHelp } from '../sqliteDatabase.ts';

/** Where the database of a data folder lies. */
export function databaseOf(dataDir: string): string {
	return path.join(dataDir, DATABASE);
}

/**
 * Opens a relay's database to read from it, also while a relay serves it. Throws with a sentence for
 * the operator if there is none, or if it is none.
 */
export function openToRead(file: string): DatabaseSync {
	if (!existsSync(file)) throw new Error(`there is no database at ${file}`);
	const db = new DatabaseSync(file, { readOnly: true, timeout: 5000 });
	try {
		const { user_version: version } = db.prepare('PRAGMA user_version').get() as {
			user_version: number;
		};
		db.prepare('SELECT count(*) FROM teams').get();
		if (version > VERSION) throw new Error('a newer Cairn has written it');
		return db;
	} catch (error) {
		db.close();
		throw new Error(`cannot read ${file}: ${withHelp(error).message}`, { cause: error });
	}
}
