import { m } from '#lib/messages/messages.js';
import type { Safety } from '#lib/state/team.svelte.ts';

type State = Safety['disk'];

/** A few words for what this device has of what was written. */
export function diskWord(disk: State): string {
	const words: Record<State['at'], () => string> = {
		safe: m.disk_safe,
		behind: m.disk_behind,
		opening: m.disk_opening,
		off: m.disk_off,
		refused: m.disk_failed,
		failed: m.disk_failed
	};
	return words[disk.at]();
}

/** A few words for what the relay has acknowledged. */
export function relayWord({ relay, host }: Safety): string {
	const words: Record<State['at'], () => string> = {
		safe: () => m.relay_safe({ host }),
		behind: m.relay_behind,
		opening: m.relay_opening,
		off: m.relay_off,
		refused: m.relay_refused,
		failed: () => (cannotStore(relay) ? m.relay_cannot_store() : m.relay_failed())
	};
	return words[relay.at]();
}

/** Whether the relay's own disk is the trouble. */
export function cannotStore(relay: State): boolean {
	return relay.at === 'failed' && relay.why === 'cannot-store';
}

/** Whether the device keeps nothing of what is typed now. */
export function isDiskFailing({ at }: State): boolean {
	return at === 'failed' || at === 'refused';
}
