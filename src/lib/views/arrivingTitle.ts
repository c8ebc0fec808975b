import { m } from '#lib/messages/messages.js';

/**
 * What a place of a team is called while its documents are being opened, for whoever hears where they have come to. `team`
 * as far as its name is known.
 */
export function arrivingTitle(routeId: string | null, team: string): string {
	const name = team || m.app_name();
	const places: Record<string, () => string> = {
		now: m.place_now,
		plan: m.place_plan,
		status: m.place_status,
		workshops: m.place_workshops
	};
	const place = places[routeId?.split('/')[5] ?? ''];
	return place ? `${place()} · ${name}` : name;
}
