// Hocuspocus as its documentation sets it up: in memory, or with a database where one is needed.
import { DatabaseSync } from 'node:sqlite';
import { Server } from '@hocuspocus/server';
import * as Y from 'yjs';

function openDatabase(file) {
	const db = new DatabaseSync(file);
	db.exec('PRAGMA journal_mode = WAL');
	db.exec('CREATE TABLE IF NOT EXISTS documents (name TEXT PRIMARY KEY, data BLOB NOT NULL)');
	const read = db.prepare('SELECT data FROM documents WHERE name = ?');
	const write = db.prepare(
		'INSERT INTO documents VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET data = excluded.data'
	);
	return {
		async onLoadDocument({ document, documentName }) {
			const row = read.get(documentName);
			if (row) Y.applyUpdate(document, row.data);
		},
		async onStoreDocument({ document, documentName }) {
			write.run(documentName, Y.encodeStateAsUpdate(document));
		}
	};
}

const database =
	process.env.BENCH_DATA && openDatabase(`${process.env.BENCH_DATA}/documents.sqlite`);
const server = new Server({
	address: '127.0.0.1',
	port: Number(process.env.PORT),
	quiet: true,
	...(database && { extensions: [database] })
});
await server.listen();
