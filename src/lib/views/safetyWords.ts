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

/** What it means and, where something is wrong, what to do. */
export function diskSentence(disk: State): string {
	if (disk.at === 'failed' || disk.at === 'refused') {
		if (disk.why === 'quota') return m.disk_why_quota();
		if (disk.why === 'no-storage') return m.disk_why_no_storage();
		if (disk.why === 'corrupt') return m.disk_why_corrupt();
		return m.disk_why_write();
	}
	if (disk.at === 'off') return m.disk_why_no_storage();
	return disk.at === 'safe' ? m.disk_safe_means() : m.disk_behind_means();
}

/** A few words for what the relay has acknowledged. */
export function relayWord({ relay, host }: Safety): string {
	const words: Record<State['at'], () => string> = {
		safe: () => m.relay_safe({ host }),
		behind: m.relay_behind,
		opening: m.relay_opening,
		off: m.relay_off,
		refused: m.relay_refused,
		failed: m.relay_failed
	};
	return words[relay.at]();
}

/** What it means and, where the relay refuses, what to do. */
export function relaySentence({ relay, disk, host }: Safety): string {
	if (relay.at === 'refused') {
		const whys: Partial<Record<typeof relay.why, () => string>> = {
			'unknown-team': () => m.relay_why_unknown({ host }),
			'no-token': m.relay_why_forbidden,
			forbidden: m.relay_why_forbidden,
			deleted: m.relay_why_deleted,
			'too-large': m.relay_why_too_large,
			'too-old': m.relay_why_too_old
		};
		return (whys[relay.why] ?? m.relay_why_other)();
	}
	if (relay.at === 'failed') return m.relay_why_other();
	if (relay.at === 'safe') return m.relay_safe_means({ host });
	if (relay.at !== 'off') return m.relay_behind_means({ host });
	const isKept = disk.at === 'safe' || disk.at === 'behind';
	return isKept ? m.relay_off_means() : m.relay_off_means_not_kept();
}
