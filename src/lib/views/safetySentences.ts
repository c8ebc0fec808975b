import { m } from '#lib/messages/messages.js';
import type { Safety } from '#lib/state/team.svelte.ts';
import { cannotStore } from './safetyWords.ts';

type State = Safety['disk'];

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

/** What it means and, where the relay refuses, what to do. */
export function relaySentence({ relay, disk, host }: Safety): string {
	if (relay.at === 'refused') {
		const whys: Partial<Record<typeof relay.why, () => string>> = {
			'not-allowed': () => m.relay_why_not_allowed({ host }),
			'wrong-origin': () => m.relay_why_wrong_origin({ host }),
			'unknown-team': () => m.relay_why_unknown({ host }),
			'no-token': m.relay_why_forbidden,
			forbidden: isRenewed(relay) ? m.relay_why_renewed : m.relay_why_forbidden,
			deleted: m.relay_why_deleted,
			'too-large': m.relay_why_too_large,
			'too-old': m.relay_why_too_old
		};
		return (whys[relay.why] ?? m.relay_why_other)();
	}
	if (cannotStore(relay)) return m.relay_cannot_store_means({ host });
	if (relay.at === 'failed') return m.relay_why_other();
	if (relay.at === 'safe') return m.relay_safe_means({ host });
	if (relay.at !== 'off') return m.relay_behind_means({ host });
	const isKept = disk.at === 'safe' || disk.at === 'behind';
	return isKept ? m.relay_off_means() : m.relay_off_means_not_kept();
}

/** Whether a refused link once was good: the relay knows later links of the team than the first ones. */
export function isRenewed(relay: State): boolean {
	return relay.at === 'refused' && relay.why === 'forbidden' && (relay.generation ?? 1) > 1;
}
