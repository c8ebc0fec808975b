import { removeAwarenessStates } from 'y-protocols/awareness';
import { afterEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { createPresence, type Presence } from '#lib/sync/presence.ts';
import { openTabs } from '#lib/sync/tabs.ts';

const ends: (() => void)[] = [];
let name = '';

afterEach(() => {
	for (const end of ends.splice(0).reverse()) end();
	name = '';
});

/** A tab with the same document open. Tabs of one page stand for tabs of one browser. */
function tab(before = '') {
	name ||= `tabs-test-${Math.random()}`;
	const doc = new Y.Doc();
	if (before) write(doc, before);
	const presence = createPresence(doc);
	const tabs = openTabs(doc, name, presence.awareness);
	ends.push(() => tabs.close());
	return { doc, presence, tabs };
}

const write = (doc: Y.Doc, word: string) => doc.getText('words').insert(0, word);
const words = (doc: Y.Doc) => doc.getText('words').toJSON();
const names = (presence: Presence) => presence.others().map((other) => other.name);
const eventually = (check: () => void) => vi.waitFor(check, { timeout: 2000, interval: 5 });
const show = (presence: Presence, shown: string) =>
	presence.set({ person: shown, name: shown, colour: 1, place: 'plan', caret: null });

test('[TABS-2] two tabs exchange what each has when the second opens, and each edit after', async () => {
	const one = tab('one ');
	const two = tab('two ');
	await eventually(() => expect(words(one.doc)).toContain('two'));
	await eventually(() => expect(words(two.doc)).toContain('one'));
	write(one.doc, 'live ');
	await eventually(() => expect(words(two.doc)).toContain('live'));
	expect(words(two.doc)).toBe(words(one.doc));
});

test('[TABS-1] an edit of another tab has an origin of its own, so that the socket sends it', async () => {
	const one = tab();
	const two = tab();
	const origins: unknown[] = [];
	two.doc.on('update', (_: Uint8Array, origin: unknown) => origins.push(origin));
	write(one.doc, 'word');
	await eventually(() => expect(words(two.doc)).toBe('word'));
	expect(origins.length).toBe(1);
	expect(origins[0]).toBeTruthy();
});

test('[TABS-3] bytes from another tab are read with the same care as those from the network', async () => {
	const uncaught = vi.fn((event: Event) => event.preventDefault());
	addEventListener('error', uncaught);
	ends.push(() => removeEventListener('error', uncaught));
	const one = tab('kept');
	const channel = new BroadcastChannel(`cairn/${name}`);
	ends.push(() => channel.close());
	const junk = new Uint8Array([1, 255, 255, 3, 1, 0]);
	for (const message of [
		null,
		'text',
		{ update: junk },
		{ update: 'text' },
		{ vector: new Uint8Array([9, 1]) },
		{ presence: new Uint8Array([3, 1]) },
		{ presence: new Uint8Array([1, 7, 1, 2, 123, 123]) }
	]) {
		channel.postMessage(message);
	}
	const good = new Y.Doc();
	write(good, 'good ');
	channel.postMessage({ update: Y.encodeStateAsUpdate(good) });
	await eventually(() => expect(words(one.doc)).toContain('good'));
	expect(words(one.doc)).toContain('kept');
	expect(one.doc.store.pendingStructs).toBe(null);
	expect(uncaught).not.toHaveBeenCalled();
});

test('[PRESENCE-4] tabs see each other without a relay, and again after a relay was lost', async () => {
	const one = tab();
	show(one.presence, 'Ana');
	const two = tab();
	show(two.presence, 'Ben');
	await eventually(() => expect(names(two.presence)).toEqual(['Ana']));
	await eventually(() => expect(names(one.presence)).toEqual(['Ben']));
	// As y-websocket does when its socket closes.
	removeAwarenessStates(two.presence.awareness, [one.doc.clientID], 'a provider');
	expect(names(two.presence)).toEqual([]);
	await eventually(() => expect(names(two.presence)).toEqual(['Ana']));
	one.tabs.close();
	await eventually(() => expect(names(two.presence)).toEqual([]));
});

test('[TABS-2] a page that was frozen asks for what it missed', async () => {
	const one = tab();
	const two = tab();
	await eventually(() => expect(one.doc.store).toBeTruthy());
	two.doc.getText('words').insert(0, 'before ');
	await eventually(() => expect(words(one.doc)).toBe('before '));
	two.tabs.close();
	write(two.doc, 'missed ');
	const back = openTabs(two.doc, name);
	ends.push(() => back.close());
	await eventually(() => expect(words(one.doc)).toBe('missed before '));
	const silent = new Y.Doc();
	const held = vi.spyOn(BroadcastChannel.prototype, 'postMessage').mockImplementation(() => {});
	const late = openTabs(silent, name);
	ends.push(() => late.close());
	held.mockRestore();
	expect(words(silent)).toBe('');
	dispatchEvent(new PageTransitionEvent('pageshow'));
	await eventually(() => expect(words(silent)).toBe('missed before '));
});
