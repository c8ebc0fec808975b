import { Awareness } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { writeAck, writeAwarenessFrame, writeStep2, writeUpdate } from '#lib/protocol/frames.ts';
import { LIMITS } from '#lib/protocol/limits.ts';
import { createAcks } from './acks.ts';
import { createAnnouncer } from './announce.ts';
import { openConnection } from './connection.ts';
import { guardFrames } from './guard.ts';
import { createStatus, type Replica } from './replica.ts';

export interface RelayReplica extends Replica {
	/** The relay has spoken on an open socket, whatever it has acknowledged. */
	readonly connected: boolean;
	/** The relay's host, with its port if it names one: "okr.example.org". */
	readonly host: string;
	/** Connects now, also after a refusal. */
	retry(): void;
	/** Connects anew, with what there is to show by now. */
	renew(): void;
}

/** What a client shows a relay when it enters. */
export interface Shown {
	token: string;
	/** The team's signed record. */
	record: string | null;
	/** What lets an unknown team in where not everybody may start one. */
	permit: string | null;
}

export interface RelayOptions {
	/** Without the room: "wss://okr.example.org/sync". */
	url: string;
	room: string;
	/** Read again at every connect, as it may have become another. */
	show: () => Shown;
	/** A viewer sends no content, so there is nothing to acknowledge. Default `edit`. */
	role?: 'view' | 'edit';
	awareness?: Awareness;
	/** Default: the platform's own. */
	WebSocket?: typeof WebSocket;
	/** How long a socket may take to open; default 10 000. */
	connectTimeoutMs?: number;
	/** Pause after a refusal that may end by itself; default 20 000. */
	refusedRetryMs?: number;
	/** Pause while the relay cannot store; default 5 to 15 s at random, so that not all come at once. */
	cannotStoreRetryMs?: number;
}

const ackPauseMs = 30;
const closeWithinMs = 1000;

/**
 * Keeps a document in step with its room at a relay. y-websocket holds the socket and the handshake;
 * its listeners are taken off, since it repeats presence it only heard and sends what viewers may not.
 * "safe" is said only by the relay's echo (see acks.ts), and never outlives the connection.
 */
export function openRelay(doc: Y.Doc, options: RelayOptions): RelayReplica {
	const isViewer = options.role === 'view';
	const status = createStatus({ at: 'off' });
	const acks = createAcks();
	const awareness = options.awareness ?? createSilence(doc);
	const provider = createProvider(doc, awareness, options);
	const announcer = createAnnouncer(awareness, (entries) => send(writeAwarenessFrame(entries)));
	let speaks = false;
	let closed = false;
	let ackTimer: ReturnType<typeof setTimeout> | undefined;

	function send(frame: Uint8Array): void {
		connection.send(frame);
	}

	function say(): void {
		if (!speaks) return;
		const isCovered = provider.synced && (isViewer || acks.covered);
		// A relay that could not store has to prove that it can; to say "sending" meanwhile would flicker.
		if (status.state.at === 'failed' && status.state.why === 'cannot-store' && !isCovered) return;
		if (!provider.synced) status.set({ at: 'opening' });
		else status.set({ at: isCovered ? 'safe' : 'behind' });
	}

	function askForAck(): void {
		clearTimeout(ackTimer);
		ackTimer = undefined;
		const payload = acks.next();
		if (payload) send(writeAck(payload));
		say();
	}

	function onUpdate(update: Uint8Array, origin: unknown): void {
		if (origin === provider || isViewer) return;
		acks.edited();
		// A long one (an import, a disk that opened late) passes only as the answer to a question does;
		// that is then taken for an answer, so it has to be a whole one.
		const isLong = update.length > LIMITS.updateBytes.value;
		send(isLong ? writeStep2(Y.encodeStateAsUpdate(doc)) : writeUpdate(update));
		say();
		ackTimer ??= setTimeout(askForAck, ackPauseMs);
	}

	function listenTo(socket: WebSocket): void {
		guardFrames(socket, provider, isViewer, {
			spoke() {
				if (speaks) return;
				speaks = true;
				say();
				status.notify();
			},
			answered() {
				acks.answered();
				askForAck();
			},
			acknowledged(payload) {
				acks.receive(payload);
				askForAck();
			},
			asked: () => announcer.announce(),
			unreadable: () => connection.giveUpForNow()
		});
	}

	doc.on('update', onUpdate);
	provider.on('sync', say);
	const connection = openConnection(
		provider,
		status,
		{
			connectTimeoutMs: options.connectTimeoutMs ?? 10_000,
			refusedRetryMs: options.refusedRetryMs ?? 20_000,
			cannotStoreRetryMs: options.cannotStoreRetryMs ?? provider.maxBackoffTime
		},
		{
			connecting: listenTo,
			connected: () => announcer.announceAgain(),
			closed() {
				const hadSpoken = speaks;
				speaks = false;
				acks.reset();
				return hadSpoken;
			}
		}
	);

	return {
		get state() {
			return status.state;
		},
		get connected() {
			return speaks;
		},
		host: new URL(options.url).host,
		onChange: status.onChange,
		retry: () => connection.retry(),
		renew: () => connection.renew(),
		async close() {
			if (closed) return;
			closed = true;
			askForAck();
			if (status.state.at === 'behind') await status.until((at) => at !== 'behind', closeWithinMs);
			doc.off('update', onUpdate);
			clearTimeout(ackTimer);
			connection.close();
			announcer.stop();
			if (!options.awareness) awareness.destroy();
		}
	};
}

function createProvider(doc: Y.Doc, awareness: Awareness, options: RelayOptions) {
	const provider = new WebsocketProvider(options.url, options.room, doc, {
		connect: false,
		disableBc: true,
		awareness,
		// Apart from each other, or thirty people come back in the same second.
		maxBackoffTime: 5000 + Math.random() * 10_000,
		WebSocketPolyfill: options.WebSocket ?? globalThis.WebSocket
	});
	doc.off('update', provider._updateHandler);
	awareness.off('update', provider._awarenessUpdateHandler);
	Object.defineProperty(provider, 'protocols', { get: () => offer(options.show()) });
	return provider;
}

/** What the relay reads from the handshake; it selects the first. A header takes no other signs. */
function offer({ token, record, permit }: Shown): string[] {
	const protocols = [
		'y.v1',
		`cap.${token}`,
		...(record ? [`rec.${record}`] : []),
		...(permit ? [`new.${permit}`] : [])
	];
	return protocols.filter((protocol) => /^[\w.-]+$/.test(protocol));
}

/** Presence for a document that has none: nothing is ever announced. */
function createSilence(doc: Y.Doc): Awareness {
	const awareness = new Awareness(doc);
	awareness.setLocalState(null);
	return awareness;
}
