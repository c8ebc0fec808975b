import { accessSync, constants, mkdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { holdFile } from './lock.ts';
import { CODES_SCHEMA } from './sqliteCodes.ts';

/** The database's name within its folder. */
export const DATABASE = 'relay.sqlite';
/** The version of the tables; a database of a higher one is not touched. */
export const VERSION = 1;

// Of the first version, whose tables had no number yet, `rooms` lacked `changed_on`.
const SCHEMA = `
	CREATE TABLE IF NOT EXISTS teams (
		id TEXT PRIMARY KEY,
		generation INTEGER NOT NULL,
		record TEXT,
		deleted_at INTEGER
	) STRICT;
	CREATE TABLE IF NOT EXISTS rooms (
		id INTEGER PRIMARY KEY,
		name TEXT NOT NULL UNIQUE,
		team TEXT NOT NULL,
		changed_on TEXT
	) STRICT;
	CREATE INDEX IF NOT EXISTS rooms_by_team ON rooms (team);
	CREATE TABLE IF NOT EXISTS updates (
		seq INTEGER PRIMARY KEY AUTOINCREMENT,
		room INTEGER NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
		bytes BLOB NOT NULL
	) STRICT;
	CREATE INDEX IF NOT EXISTS updates_by_room ON updates (room);
	CREATE TABLE IF NOT EXISTS quarantine (
		seq INTEGER PRIMARY KEY,
		room INTEGER NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
		bytes BLOB NOT NULL
	) STRICT;
	CREATE INDEX IF NOT EXISTS quarantine_by_room ON quarantine (room);
	CREATE TABLE IF NOT EXISTS states (
		id INTEGER PRIMARY KEY,
		room INTEGER NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
		day TEXT NOT NULL,
		bytes BLOB NOT NULL,
		UNIQUE (room, day)
	) STRICT;
	CREATE TABLE IF NOT EXISTS probe (bytes BLOB NOT NULL) STRICT;
	${CODES_SCHEMA}
`;

const HELP: [said: RegExp, help: string][] = [
	[/locked|busy/, 'another relay is using it'],
	[
		/not a database|malformed|corrupt/,
		'it is damaged. Move it away and restore a backup, or start without one: the devices of the members fill an empty relay again'
	],
	[
		/readonly|read-only|EROFS|EACCES|unable to open/,
		'the folder cannot be written to. Check its owner, its rights and whether its disk is mounted read-only'
	],
	[/full/, 'there is no space left on its disk'],
	[/I\/O error/, 'there is no space left on its disk, or the disk is failing']
];

/**
 * Opens the relay's database in a folder; both are made if they are missing. A commit is on the disk
 * when it returns (WAL, synchronous=FULL). One process writes; a second one is refused here.
 * Throws with a sentence that names the file and says what to do.
 */
export function openDatabase(dataDir: string): { db: DatabaseSync; close: () => void } {
	const file = path.join(dataDir, DATABASE);
	let letGo: (() => void) | undefined;
	let db: DatabaseSync | undefined;
	try {
		mkdirSync(dataDir, { recursive: true });
		accessSync(dataDir, constants.W_OK);
		// Two relays on one file would each believe in a state the other has changed.
		letGo = holdFile(`${file}.lock`);
		db = new DatabaseSync(file, { timeout: 500, enableForeignKeyConstraints: true });
		db.exec('PRAGMA journal_mode = WAL');
		db.exec('PRAGMA synchronous = FULL');
		// What is deleted is overwritten, too: else it stays in free pages, and in every copy of the file.
		db.exec('PRAGMA secure_delete = ON');
		// What one great transaction made of the log is given back at the next turn.
		db.exec('PRAGMA journal_size_limit = 16777216');
		migrate(db);
		return {
			db,
			close() {
				db?.close();
				letGo?.();
			}
		};
	} catch (error) {
		db?.close();
		letGo?.();
		throw new Error(`cannot use ${file}: ${withHelp(error).message}`, { cause: error });
	}
}

/** What SQLite or the system says, with what an operator can do about it. */
export function withHelp(error: unknown): Error {
	const message = error instanceof Error ? error.message : String(error);
	const help = HELP.find(([said]) => said.test(message))?.[1];
	return new Error(help ? `${message}: ${help}` : message, { cause: error });
}

function migrate(db: DatabaseSync): void {
	const { user_version: version } = db.prepare('PRAGMA user_version').get() as {
		user_version: number;
	};
	if (version > VERSION) throw new Error('a newer Cairn has written it. Run that one');
	db.exec(`BEGIN IMMEDIATE; ${SCHEMA}`);
	const isFirst = db.prepare("SELECT 1 FROM pragma_table_info('rooms') WHERE name = 'changed_on'");
	if (!isFirst.get()) db.exec('ALTER TABLE rooms ADD COLUMN changed_on TEXT');
	db.exec(`PRAGMA user_version = ${VERSION}; COMMIT`);
}
