import { afterEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { codeOf } from '#lib/protocol/codes.ts';
import { openRelay, type RelayReplica } from '#lib/sync/relay.ts';

/** A socket that is asked to open and never does. */
class StillSocket {
	static made: StillSocket[] = [];
	readyState = 0;
	binaryType = '';
	onclose: ((event: { code: number }) => void) | null = null;
	constructor() {
		StillSocket.made.push(this);
	}
	close(): void {
		this.readyState = 3;
	}
}

const replicas: RelayReplica[] = [];

afterEach(async () => {
	vi.restoreAllMocks();
	StillSocket.made = [];
	for (const replica of replicas.splice(0)) await replica.close();
});

function open(): RelayReplica {
	const replica = openRelay(new Y.Doc(), {
		url: 'ws://relay.example/sync',
		room: 'room',
		show: () => ({ token: 'token', record: null, permit: null }),
		WebSocket: StillSocket as unknown as typeof WebSocket
	});
	replicas.push(replica);
	return replica;
}

function setOnline(isOnline: boolean): void {
	vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(isOnline);
	dispatchEvent(new Event(isOnline ? 'online' : 'offline'));
}

test('[SAFE-10] a browser that says it is offline is believed, and its word to be back too', () => {
	setOnline(false);
	const replica = open();
	expect(replica.state.at).toBe('off');
	expect(StillSocket.made.length).toBe(0);
	setOnline(true);
	expect(replica.state.at).toBe('opening');
	expect(StillSocket.made.length).toBe(1);
	setOnline(false);
	expect(replica.state.at).toBe('off');
	expect(StillSocket.made[0]?.readyState).toBe(3);
});

test.each(['pageshow', 'visibilitychange'])(
	'[SAFE-10] a page that wakes by %s tries at once',
	(type) => {
		const replica = open();
		const [socket] = StillSocket.made;
		// The way a socket ends while the page sleeps; the back-off has not run out.
		socket?.onclose?.({ code: 1006 });
		expect(replica.state.at).toBe('failed');
		expect(StillSocket.made.length).toBe(1);
		(type === 'pageshow' ? window : document).dispatchEvent(new Event(type));
		expect(StillSocket.made.length).toBe(2);
	}
);

test('[SAFE-7] looking at the page does not try a link again that was taken away', () => {
	const replica = open();
	StillSocket.made[0]?.onclose?.({ code: codeOf('forbidden') });
	expect(replica.state).toMatchObject({ at: 'refused', why: 'forbidden' });
	dispatchEvent(new Event('pageshow'));
	setOnline(true);
	expect(StillSocket.made.length).toBe(1);
	replica.retry();
	expect(StillSocket.made.length).toBe(2);
});
