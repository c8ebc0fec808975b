import { beforeEach, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { atEnd, createTeam, startRelay, type Team } from '../server/harness.ts';

// Every test begins without the relay's code, as a page does.
beforeEach(() => {
	vi.resetModules();
});

async function openLater(url: string, team: Team) {
	const { openRelayLater } = await import('#lib/sync/relayLater.ts');
	const doc = new Y.Doc();
	const replica = openRelayLater(doc, {
		url,
		room: team.room,
		show: () => ({ token: team.tokens.edit, record: team.record, permit: null }),
		WebSocket: WebSocket as unknown as typeof globalThis.WebSocket
	});
	atEnd(() => replica.close());
	return { doc, replica };
}

const until = (check: () => void) => vi.waitFor(check, { timeout: 4000, interval: 5 });

test('[SAFE-12] nothing is called safe before the code that asks the relay is here, and then everything written before', async () => {
	const { url } = await startRelay();
	const team = createTeam(31);
	const { doc, replica } = await openLater(url, team);
	const told: string[] = [];
	replica.onChange(() => told.push(replica.state.at));
	expect(replica.state.at).toBe('opening');
	expect(replica.host).toBe(new URL(url).host);
	doc.getText('words').insert(0, 'early');
	await until(() => expect(replica.state.at).toBe('safe'));
	expect(told.at(-1)).toBe('safe');

	const ben = await openLater(url, team);
	await until(() => expect(ben.doc.getText('words').toJSON()).toBe('early'));
});

test('[SAFE-12] what is closed before that code is here opens no connection', async () => {
	const relay = await startRelay();
	const { replica } = await openLater(relay.url, createTeam(33));
	await replica.close();
	await new Promise((resolve) => setTimeout(resolve, 100));
	expect(replica.state.at).toBe('off');
	expect(relay.stats().connections).toBe(0);
});
