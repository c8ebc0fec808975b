import type { Status } from '#lib/okr/status.ts';

/** Colour and shape of each status; a word stands beside them. */
export const statusLooks = {
	offTrack: { tone: 'off-track', icon: 'warning' },
	atRisk: { tone: 'at-risk', icon: 'flag' },
	stale: { tone: 'stale', icon: 'now' },
	noneYet: { tone: 'plain', icon: 'now' },
	onTrack: { tone: 'on-track', icon: 'up' },
	done: { tone: 'on-track', icon: 'check' }
} as const satisfies Record<Status, object>;
