import type { WebsocketProvider } from 'y-websocket';
import { readAwareness } from '#lib/protocol/awareness.ts';
import { readFrame } from '#lib/protocol/frames.ts';
import { validateUpdate } from '#lib/protocol/validate.ts';

/** What a frame from the relay can lead to. */
export interface FrameEvents {
	/** A sound frame arrived: the relay takes part, and did not only accept the socket. */
	spoke(): void;
	/** The relay asked what we have, and the answer has been sent. */
	answered(): void;
	acknowledged(payload: Uint8Array): void;
	/** The relay asks for our presence. */
	asked(): void;
	/** A frame that no sound relay sends. Nothing of it was applied. */
	unreadable(): void;
}

/**
 * Stands between a socket and y-websocket, which throws at text, empty frames, unknown kinds of sync
 * message and presence that is no JSON, and applies any update unseen. Only sound frames pass. What
 * this version does not know is ignored; a colleague's bad presence is not worth the connection.
 */
export function guardFrames(
	socket: WebSocket,
	provider: WebsocketProvider,
	isViewer: boolean,
	on: FrameEvents
): void {
	const deliver = socket.onmessage;
	socket.onmessage = (event: MessageEvent<unknown>) => {
		if (socket !== provider.ws) return;
		provider.wsLastMessageReceived = Date.now();
		const frame = event.data instanceof ArrayBuffer ? readFrame(new Uint8Array(event.data)) : null;
		if (!frame) return on.unreadable();
		if ('update' in frame && !validateUpdate(frame.update).ok) return on.unreadable();
		on.spoke();
		switch (frame.type) {
			case 'step1':
				// To answer would be a write, which is not a viewer's.
				if (isViewer) return;
				if (pass(event)) on.answered();
				else on.unreadable();
				return;
			case 'step2':
			case 'update':
				if (!pass(event)) on.unreadable();
				return;
			case 'awareness':
				if (readAwareness(frame.entries)) pass(event);
				return;
			case 'query-awareness':
				return on.asked();
			case 'ack':
				return on.acknowledged(frame.payload);
			case 'unknown':
		}
	};

	/** False: y-websocket could not make sense of it after all. */
	function pass(event: MessageEvent): boolean {
		try {
			deliver?.call(socket, event);
			return true;
		} catch {
			return false;
		}
	}
}
