import type { TeamEntry } from '#lib/device/store.ts';
import { base64urlToBytes } from '#lib/protocol/bytes.ts';
import { formatLink } from '#lib/protocol/link.ts';
import { deriveViewToken } from '#lib/protocol/record.ts';

/** The links this device can hand on. A reader has only the readers' link. */
export interface TeamLinks {
	edit: string | null;
	view: string;
	/** The recovery key as a link; only on a device that holds it. */
	admin: string | null;
}

/** `origin` such as `https://okr.example.org`: where the app and its relay are served. */
export function linksOf(entry: TeamEntry, origin: string): TeamLinks {
	const { teamId, role, token, adminSeed } = entry;
	const seed = adminSeed === null ? null : base64urlToBytes(adminSeed);
	const viewToken = role === 'edit' ? deriveViewToken(token) : token;
	return {
		edit: role === 'edit' ? formatLink(origin, { teamId, role, token }) : null,
		view: formatLink(origin, { teamId, role: 'view', token: viewToken }),
		admin: seed ? formatLink(origin, { teamId, admin: seed }) : null
	};
}
