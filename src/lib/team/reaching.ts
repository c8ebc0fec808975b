import type * as Y from 'yjs';
import { confirmReached, isUnconfirmed } from '#lib/doc/confirmReached.ts';
import { askRelayTime } from '#lib/sync/relayApi.ts';
import type { Device } from './device.ts';
import type { Replicated } from './replicated.ts';

/** What is known of the relay's clock, and that what was checked in here has reached the relay. */
export interface Reaching {
	/** How far the relay's clock is ahead of this device's, in ms; null until it was asked. */
	readonly clockOffMs: number | null;
	/** Notes what has reached the relay without waiting for more. False where there was nothing to note. */
	confirmNow(): Promise<boolean>;
	stop(): void;
}

export interface ReachingMeans {
	doc: Y.Doc;
	device: Pick<Device, 'identity' | 'now'>;
	relayUrl: string;
	replicated: Pick<Replicated, 'safety' | 'onSafety'>;
	canWrite: () => boolean;
	/** The clock is known, or known anew. */
	onClock: () => void;
}

/** One card follows another: what reaches the relay meanwhile is noted in one row. */
const quietMs = 1500;
/** Clocks run apart slowly, and are set by people. */
const askAgainMs = 10 * 60_000;

/**
 * Watches one cycle's relay. Once it has acknowledged everything, the device notes in the document that its check-ins
 * are there, those of former visits among them: a page that died before it could say so says it when it comes back.
 */
export function watchReaching(given: ReachingMeans): Reaching {
	const { doc, device, relayUrl, replicated, canWrite, onClock } = given;
	let clock: { offMs: number; errorMs: number; at: number } | null = null;
	let isAsking = false;
	let timer: ReturnType<typeof setTimeout> | undefined;

	async function askClock(): Promise<void> {
		const age = clock === null ? Infinity : Math.abs(device.now() - clock.at);
		if (isAsking || age < askAgainMs) return;
		isAsking = true;
		const told = await askRelayTime(relayUrl, device.now);
		isAsking = false;
		if (told === null) return;
		clock = { ...told, at: device.now() };
		onClock();
	}
	function isThere(): boolean {
		return replicated.safety().relay.at === 'safe';
	}
	async function confirm(): Promise<boolean> {
		clearTimeout(timer);
		timer = undefined;
		if (!isThere()) return false;
		const atMs = device.now();
		await askClock();
		if (!isThere() || !canWrite()) return false;
		return confirmReached(doc, device.identity.deviceId, atMs, clock?.offMs ?? null);
	}
	const look = (): void => {
		if (isThere()) timer ??= setTimeout(() => void confirm(), quietMs);
	};
	const unwatch = replicated.onSafety(look);
	look();

	return {
		get clockOffMs() {
			return clock?.offMs ?? null;
		},
		async confirmNow() {
			return isUnconfirmed(doc, device.identity.deviceId) && (await confirm());
		},
		stop() {
			unwatch();
			clearTimeout(timer);
		}
	};
}
