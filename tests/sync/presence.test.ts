import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { createPresence } from '#lib/sync/presence.ts';
import { openDisk } from '#lib/sync/disk.ts';
import { openTabs } from '#lib/sync/tabs.ts';

test('[PRESENCE-3] whatever a colleague sends as presence, reading it gives sound states or none', () => {
	const presence = createPresence(new Y.Doc());
	const junk: unknown[] = [
		null,
		5,
		'text',
		[],
		{},
		{ person: 1, name: 'x' },
		{
			person: 'ben',
			name: 'Ben',
			colour: 99,
			place: 7,
			caret: { text: 't', anchor: '<', head: '' }
		},
		{ person: 'eva', name: 'E'.repeat(5000), colour: 2, place: 'plan', caret: null },
		{
			person: 'ana',
			name: 'Ana',
			colour: 11,
			place: 'plan',
			caret: { text: 't', anchor: 'AQID', head: 'AQI=' }
		}
	];
	for (const [client, state] of junk.entries()) {
		presence.awareness.states.set(client + 1, state as Record<string, unknown>);
	}
	const others = presence.others();
	expect(others.map(({ person, colour, place }) => ({ person, colour, place }))).toEqual([
		{ person: 'ben', colour: 0, place: '' },
		{ person: 'eva', colour: 2, place: 'plan' },
		{ person: 'ana', colour: 11, place: 'plan' }
	]);
	expect(others.map((other) => other.caret)).toEqual([
		null,
		null,
		{ text: 't', anchor: 'AQID', head: 'AQI=' }
	]);
	expect(others[1]?.name.length).toBe(200);
	presence.close();
});

test('[PRESENCE-3] nothing is shown before it is set, and null takes it back', () => {
	const presence = createPresence(new Y.Doc());
	expect(presence.awareness.getLocalState()).toBe(null);
	let changes = 0;
	const stop = presence.onChange(() => changes++);
	presence.set({ person: 'ana', name: 'Ana', colour: 3, place: 'plan', caret: null });
	presence.set(null);
	expect(changes).toBe(2);
	expect(presence.awareness.getLocalState()).toBe(null);
	stop();
	presence.close();
});

test('[DISK-5] outside a browser there is no disk and there are no tabs, and everything else goes on', async () => {
	const doc = new Y.Doc();
	const disk = openDisk(doc, 'nowhere');
	const tabs = openTabs(doc, 'nowhere');
	await disk.loaded;
	expect(disk.state).toEqual({ at: 'failed', why: 'no-storage' });
	doc.getText('words').insert(0, 'word');
	await disk.flush();
	await disk.close();
	expect(disk.state).toEqual({ at: 'off' });
	tabs.close();
	doc.destroy();
});
