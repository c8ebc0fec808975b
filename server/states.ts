import { parseRoom } from '#lib/protocol/room.ts';
import { authorise } from './access.ts';
import type { Answer } from './answer.ts';
import type { Store } from './store.ts';

/** Where the states that are kept of a room are asked for: `/states/<room>` and `/states/<room>/<day>`. */
export const STATES_PATH = '/states/';

const DAY = /^\d{4}-\d\d-\d\d$/;
const STATUS: { [why: string]: number } = {
	'no-token': 401,
	forbidden: 403,
	'unknown-team': 404,
	deleted: 410
};

/**
 * Lists the days of which a state is kept, or hands one over, to whoever may read the room. It writes
 * nothing: neither a record nor a team comes in this way.
 *
 * @param path the whole path, without a query
 * @param now epoch ms
 */
export async function answerStates(
	store: Store,
	{ path, token, now }: { path: string; token: string | null; now: number }
): Promise<Answer> {
	const [name = '', dayOn, ...more] = path.slice(STATES_PATH.length).split('/');
	const room = parseRoom(name);
	if (!room || more.length > 0 || (dayOn !== undefined && !DAY.test(dayOn))) {
		return refusal(400, 'malformed');
	}
	const offer = { token, record: null, permit: null };
	const access = await authorise(store, room, offer, { now, mayCreate: () => false });
	if ('refused' in access) return refusal(STATUS[access.refused] ?? 403, access.refused);
	if (dayOn === undefined) return { status: 200, json: { states: await store.states(name) } };
	const bytes = await store.state(name, dayOn);
	return bytes ? { status: 200, bytes } : refusal(404, 'no-state');
}

function refusal(status: number, why: string): Answer {
	return { status, json: { ok: false, why } };
}
