import { askRelayTime } from '#lib/sync/relayApi.ts';
import type { Device } from './device.ts';

/** How far the relay's clock is ahead of this device's, for a timer that all devices read alike. */
export interface RelayClock {
	/** In ms; null until it was measured, and after this device's clock was set. */
	readonly offMs: number | null;
	/** Asks anew, if it is not known. */
	ask(): void;
	stop(): void;
}

/** Of several answers the quickest is the best: half of the time it took is how wrong it can be. */
const questions = 4;
const askAgainMs = 5 * 60_000;
const watchMs = 5000;
/** Two clocks of one device that come to differ by so much: one of them was set, or it slept. */
const jumpMs = 2000;
const setting = 'relayClock';

/**
 * Opens with what was measured at this relay before. `relayUrl` null: there is no relay and no clock but this
 * device's. Meanwhile the device's clock is held against one that nobody sets.
 */
export async function openRelayClock(
	{ store, now }: Pick<Device, 'store' | 'now'>,
	relayUrl: string | null,
	onChange: () => void
): Promise<RelayClock> {
	let offMs = relayUrl === null ? 0 : readKept(await store.getSetting(setting), relayUrl);
	let isAsking = false;
	let isStopped = false;
	let apart = now() - performance.now();
	let nextAt = 0;

	async function measure(url: string): Promise<void> {
		if (isAsking) return;
		isAsking = true;
		let best: Awaited<ReturnType<typeof askRelayTime>> = null;
		for (let count = 0; count < questions; count++) {
			const told = await askRelayTime(url, now);
			if (told === null) break;
			if (best === null || told.errorMs < best.errorMs) best = told;
		}
		isAsking = false;
		if (best === null || isStopped) return;
		nextAt = performance.now() + askAgainMs;
		if (offMs === best.offMs) return;
		offMs = best.offMs;
		void store.putSetting(setting, { relayUrl: url, offMs });
		onChange();
	}
	function watch(): void {
		if (relayUrl === null) return;
		const apartNow = now() - performance.now();
		if (Math.abs(apartNow - apart) > jumpMs) {
			offMs = null;
			nextAt = 0;
			void store.putSetting(setting, undefined);
			onChange();
		}
		apart = apartNow;
		if (offMs === null || performance.now() >= nextAt) void measure(relayUrl);
	}
	const timer = setInterval(watch, watchMs);
	watch();

	return {
		get offMs() {
			return offMs;
		},
		ask() {
			if (relayUrl !== null && offMs === null) void measure(relayUrl);
		},
		stop() {
			isStopped = true;
			clearInterval(timer);
		}
	};
}

function readKept(kept: unknown, relayUrl: string): number | null {
	if (typeof kept !== 'object' || kept === null) return null;
	const { relayUrl: url, offMs } = kept as Record<string, unknown>;
	return url === relayUrl && typeof offMs === 'number' && Number.isFinite(offMs) ? offMs : null;
}
