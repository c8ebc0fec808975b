import type * as Y from 'yjs';
import { createStatus, type Replica } from './replica.ts';

export interface DiskReplica extends Replica {
	/** Settles, always: when what the disk holds is in the document, or when that could not be had. */
	readonly loaded: Promise<void>;
	/** How many stored rows were unreadable and put aside; 0 is the rule. */
	readonly quarantined: number;
	/** Hands over everything now; settles when it is acknowledged or has failed. */
	flush(): Promise<void>;
	/** Closes and removes the document from this device. */
	forget(): Promise<void>;
}

export interface DiskOptions {
	/** How long `loaded` waits for a database that does not open; default 8000. */
	openTimeoutMs?: number;
	/** First pause before a failed write or opening is tried again; doubles up to 30 s. Default 1000. */
	retryMs?: number;
}

export function openDisk(doc: Y.Doc, name: string, options: DiskOptions = {}): DiskReplica {
	void [doc, name, options];
	const status = createStatus({ at: 'off' });
	return {
		get state() {
			return status.state;
		},
		onChange: status.onChange,
		loaded: Promise.resolve(),
		quarantined: 0,
		flush: () => Promise.resolve(),
		forget: () => Promise.resolve(),
		close: () => Promise.resolve()
	};
}
