import type { TeamEntry } from '#lib/device/store.ts';
import { base64urlToBytes } from '#lib/protocol/bytes.ts';
import { formatLink, type Landing } from '#lib/protocol/linkText.ts';
import { deriveViewToken } from '#lib/protocol/token.ts';

/** The links this device can hand on. A reader has only the readers' link. */
export interface TeamLinks {
	edit: string | null;
	view: string;
	/** For another device of this device's person, who is asked nothing there; null for a reader. */
	own: string | null;
	/** The recovery key as a link; only on a device that holds it. */
	admin: string | null;
}

/**
 * `origin` such as `https://okr.example.org`: where the app and its relay are served. `to`: where whoever opens the
 * members' link lands.
 */
export function linksOf(entry: TeamEntry, origin: string, to?: Landing): TeamLinks {
	const { teamId, role, token, adminSeed, personId } = entry;
	const seed = adminSeed === null ? null : base64urlToBytes(adminSeed);
	const viewToken = role === 'edit' ? deriveViewToken(token) : token;
	return {
		edit: role === 'edit' ? formatLink(origin, { teamId, role, token }, to) : null,
		own:
			role === 'edit' && personId !== null
				? formatLink(origin, { teamId, role, token, person: personId })
				: null,
		view: formatLink(origin, { teamId, role: 'view', token: viewToken }),
		admin: seed ? formatLink(origin, { teamId, admin: seed }) : null
	};
}
