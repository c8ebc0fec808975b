import type { DatabaseSync } from 'node:sqlite';
import type { Store, StoredCode } from './store.ts';

export const CODES_SCHEMA = `
	CREATE TABLE IF NOT EXISTS codes (
		locator TEXT PRIMARY KEY,
		team TEXT NOT NULL,
		box TEXT NOT NULL,
		expires_at INTEGER NOT NULL
	) STRICT;
	CREATE INDEX IF NOT EXISTS codes_by_team ON codes (team);
`;

/** The short codes in the relay's database; all but `open` belong into a transaction. */
export function codesIn(db: DatabaseSync) {
	const sql = {
		put: db.prepare(
			`INSERT OR REPLACE INTO codes (locator, team, box, expires_at)
			SELECT ?, id, ?, ? FROM teams WHERE id = ? AND deleted_at IS NULL
			AND (SELECT count(*) FROM codes WHERE team = teams.id AND locator <> ?) < ?`
		),
		open: db.prepare('SELECT team AS teamId, box FROM codes WHERE locator = ? AND expires_at > ?'),
		sweep: db.prepare('DELETE FROM codes WHERE expires_at <= ?'),
		drop: db.prepare('DELETE FROM codes WHERE team = ?'),
		dropOne: db.prepare('DELETE FROM codes WHERE locator = ? AND team = ?')
	};
	return {
		put(code: StoredCode, { now, most }: Parameters<Store['putCode']>[1]): boolean {
			sql.sweep.run(now);
			const { locator, box, expiresAt, teamId } = code;
			return sql.put.run(locator, box, expiresAt, teamId, locator, most).changes > 0;
		},
		open(locator: string, now: number): Pick<StoredCode, 'teamId' | 'box'> | null {
			const found = sql.open.get(locator, now) as Pick<StoredCode, 'teamId' | 'box'> | undefined;
			return found ? { teamId: found.teamId, box: found.box } : null;
		},
		sweep: (now: number): void => void sql.sweep.run(now),
		drop: (teamId: string): void => void sql.drop.run(teamId),
		dropOne: (locator: string, teamId: string): void => void sql.dropOne.run(locator, teamId)
	};
}
