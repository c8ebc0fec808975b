import type { DatabaseSync } from 'node:sqlite';

/** Every statement of the store but those on codes, prepared once. Times are epoch ms, days `YYYY-MM-DD`, sizes bytes. */
export function prepareStatements(db: DatabaseSync) {
	return {
		begin: db.prepare('BEGIN IMMEDIATE'),
		commit: db.prepare('COMMIT'),
		team: db.prepare('SELECT record, deleted_at AS deletedAt FROM teams WHERE id = ?'),
		register: db.prepare(
			`INSERT INTO teams (id, generation, record) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE
			SET generation = excluded.generation, record = excluded.record
			WHERE deleted_at IS NULL AND generation < excluded.generation`
		),
		bury: db.prepare(
			`INSERT INTO teams (id, generation, deleted_at) VALUES (?, 0, ?) ON CONFLICT (id) DO UPDATE
			SET generation = 0, record = NULL, deleted_at = excluded.deleted_at`
		),
		room: db.prepare('SELECT id, changed_on AS changedOn FROM rooms WHERE name = ?'),
		addRoom: db.prepare(
			`INSERT OR IGNORE INTO rooms (name, team) SELECT ?, ?
			WHERE NOT EXISTS (SELECT 1 FROM teams WHERE id = ? AND deleted_at IS NOT NULL)`
		),
		changed: db.prepare('UPDATE rooms SET changed_on = ? WHERE id = ?'),
		dropRooms: db.prepare('DELETE FROM rooms WHERE team = ?'),
		load: db.prepare(
			`SELECT seq, bytes FROM updates
			WHERE room = (SELECT id FROM rooms WHERE name = ?) ORDER BY seq`
		),
		append: db.prepare('INSERT INTO updates (room, bytes) VALUES (?, ?)'),
		has: db.prepare('SELECT 1 FROM updates WHERE seq = ? AND room = ?'),
		remove: db.prepare('DELETE FROM updates WHERE seq = ? AND room = ?'),
		setAside: db.prepare(
			`INSERT INTO quarantine (seq, room, bytes)
			SELECT seq, room, bytes FROM updates WHERE seq = ? AND room = ?`
		),
		lastChange: db.prepare(
			`SELECT changed_on AS dayOn,
				EXISTS (SELECT 1 FROM states WHERE room = rooms.id AND day = changed_on) AS isKept
			FROM rooms WHERE name = ? AND changed_on IS NOT NULL`
		),
		keepState: db.prepare(
			`INSERT INTO states (room, day, bytes) VALUES (?, ?, ?)
			ON CONFLICT (room, day) DO UPDATE SET bytes = excluded.bytes`
		),
		states: db.prepare(
			`SELECT day AS dayOn, length(bytes) AS bytes FROM states
			WHERE room = (SELECT id FROM rooms WHERE name = ?) ORDER BY day DESC`
		),
		state: db.prepare(
			'SELECT bytes FROM states WHERE room = (SELECT id FROM rooms WHERE name = ?) AND day = ?'
		),
		pruneOld: db.prepare('DELETE FROM states WHERE day < ?'),
		pruneMany: db.prepare(
			`DELETE FROM states WHERE id IN (
				SELECT id FROM (
					SELECT states.id, sum(length(states.bytes))
						OVER (PARTITION BY team ORDER BY day DESC, states.id DESC) AS bytes
					FROM states JOIN rooms ON rooms.id = states.room
				) WHERE bytes > ?
			)`
		),
		usage: db.prepare(
			`SELECT count(*) AS rooms, coalesce(sum(
				(SELECT coalesce(sum(length(bytes)), 0) FROM updates WHERE room = rooms.id) +
				(SELECT coalesce(sum(length(bytes)), 0) FROM quarantine WHERE room = rooms.id)
			), 0) AS bytes FROM rooms WHERE team = ?`
		),
		probe: db.prepare('INSERT INTO probe (bytes) VALUES (zeroblob(?))'),
		unprobe: db.prepare('DELETE FROM probe')
	};
}
