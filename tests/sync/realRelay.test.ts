import { expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { createPresence } from '#lib/sync/presence.ts';
import { openRelay, type RelayReplica } from '#lib/sync/relay.ts';
import { createMemoryStore } from '../../server/memoryStore.ts';
import { atEnd, createTeam, startRelay, type Team } from '../server/harness.ts';

/** A person's document and presence, connected to a room. */
function join(
	url: string,
	team: Team,
	{ role = 'edit', record = '' }: { role?: 'edit' | 'view'; record?: string } = {}
) {
	const doc = new Y.Doc();
	const presence = createPresence(doc);
	const open = (at = url) => {
		const replica = openRelay(doc, {
			url: at,
			room: team.room,
			role,
			show: () => ({ token: team.tokens[role], record: record || null, permit: null }),
			awareness: presence.awareness,
			WebSocket: WebSocket as unknown as typeof globalThis.WebSocket
		});
		atEnd(() => replica.close());
		return replica;
	};
	return { doc, presence, open };
}

const write = (doc: Y.Doc, word: string) => doc.getText('words').insert(0, word);
const words = (doc: Y.Doc) => doc.getText('words').toJSON();
const until = (replica: RelayReplica, at: string) =>
	vi.waitFor(() => expect(replica.state.at).toBe(at), { timeout: 4000, interval: 5 });
const eventually = (check: () => void) => vi.waitFor(check, { timeout: 4000, interval: 5 });

test('[SAFE-1] with the real relay, what was called safe is in its store, and reaches colleagues', async () => {
	const store = createMemoryStore();
	const { url } = await startRelay({ store });
	const team = createTeam(21);
	const ana = join(url, team, { record: team.record });
	write(ana.doc, 'offline ');
	const anaReplica = ana.open();
	await until(anaReplica, 'safe');
	write(ana.doc, 'live ');
	expect(anaReplica.state.at).toBe('behind');
	await until(anaReplica, 'safe');
	const rows = await store.load(team.room);
	const stored = new Y.Doc();
	for (const { bytes } of rows) Y.applyUpdate(stored, bytes);
	expect(words(stored)).toBe('live offline ');

	const ben = join(url, team);
	const benReplica = ben.open();
	const reader = join(url, team, { role: 'view' });
	const readerReplica = reader.open();
	await until(benReplica, 'safe');
	await until(readerReplica, 'safe');
	ben.presence.set({ person: 'ben', name: 'Ben', colour: 2, place: 'plan', caret: null });
	write(ben.doc, 'ben ');
	await eventually(() => expect(words(ana.doc)).toBe('ben live offline '));
	await eventually(() => expect(words(reader.doc)).toBe('ben live offline '));
	await eventually(() => expect(ana.presence.others().map((one) => one.name)).toEqual(['Ben']));
	expect(readerReplica.state.at).toBe('safe');
});

test('[SAFE-9] a relay that lost its disk is filled again by the next member, never by a stranger', async () => {
	const team = createTeam(22);
	const first = await startRelay();
	const ana = join(first.url, team, { record: team.record });
	write(ana.doc, 'kept by ana ');
	const before = ana.open();
	await until(before, 'safe');
	await before.close();

	const empty = await startRelay();
	const stranger = join(empty.url, { ...team, tokens: { ...team.tokens, edit: 'guessed' } });
	const refused = stranger.open();
	await until(refused, 'refused');
	const after = ana.open(empty.url);
	await until(after, 'safe');
	const ben = join(empty.url, team);
	await until(ben.open(), 'safe');
	expect(words(ben.doc)).toBe('kept by ana ');
});

test('[SAFE-5] with the real relay, a viewer who holds more than the relay stays connected and silent', async () => {
	const { url } = await startRelay();
	const team = createTeam(23);
	await until(join(url, team, { record: team.record }).open(), 'safe');
	const reader = join(url, team, { role: 'view' });
	write(reader.doc, 'from an older relay');
	const replica = reader.open();
	await until(replica, 'safe');
	write(reader.doc, 'and more');
	await new Promise((resolve) => setTimeout(resolve, 100));
	expect(replica.state.at).toBe('safe');
	expect(replica.connected).toBe(true);
});

test('[KEEP-5] a room of almost the largest size refills an empty relay, and is joined there', async () => {
	const team = createTeam(24);
	const { url } = await startRelay();
	const ana = join(url, team, { record: team.record });
	for (let i = 0; i < 30; i++) write(ana.doc, `${i} `.padEnd(250_000, 'x'));
	const replica = ana.open();
	await vi.waitFor(() => expect(replica.state.at).toBe('safe'), { timeout: 10_000 });
	const ben = join(url, team);
	const benReplica = ben.open();
	await vi.waitFor(() => expect(benReplica.state.at).toBe('safe'), { timeout: 10_000 });
	expect(words(ben.doc).length).toBe(7_500_000);
});
