import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import { createStatus, type Replica } from './replica.ts';

export interface RelayReplica extends Replica {
	/** A socket is open, whatever it has acknowledged. */
	readonly connected: boolean;
	/** The relay's host, with its port if it names one: "okr.example.org". */
	readonly host: string;
	/** Connects now, also after a refusal. */
	retry(): void;
}

export interface RelayOptions {
	/** Without the room: "wss://okr.example.org/sync". */
	url: string;
	room: string;
	token: string;
	/** A viewer sends no content, so there is nothing to acknowledge. Default `edit`. */
	role?: 'view' | 'edit';
	/** The token record presented at each connect; read again every time. */
	record: () => string | null;
	awareness?: Awareness;
	/** Default: the platform's own. */
	WebSocket?: typeof WebSocket;
}

export function openRelay(doc: Y.Doc, options: RelayOptions): RelayReplica {
	void doc;
	const status = createStatus({ at: 'off' });
	return {
		get state() {
			return status.state;
		},
		onChange: status.onChange,
		connected: false,
		host: new URL(options.url).host,
		retry() {},
		close: () => Promise.resolve()
	};
}
