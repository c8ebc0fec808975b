import * as Y from 'yjs';
import type { TeamEntry } from '#lib/device/store.ts';
import { deriveViewToken, tokenHashOf } from '#lib/protocol/token.ts';
import { openRelayLater } from '#lib/sync/relayLater.ts';
import type { ReplicaState } from '#lib/sync/replica.ts';
import type { Device } from './device.ts';
import { roomOfTeam } from './means.ts';

/*
 * A link to a team that this device can open already may be crafted or out of date, and who holds it cannot
 * see that. So what it offers is kept beside what the device has until the relay has accepted it.
 */

/** What a link lets a device do, by its own word. */
export type Offer = Pick<TeamEntry, 'role' | 'token'>;

export type Verdict = 'accepted' | 'refused';

const askWithinMs = 5_000;

/**
 * What a token allows by the token that this device has, as the readers' follows from the members'. Null: only
 * the relay can tell. The signed record is not asked: the device's own may be older than its token.
 */
export function knownRoleOf({ role, token }: TeamEntry, offered: string): Offer['role'] | null {
	if (offered === token) return role;
	if (role === 'edit' && viewTokenOf(token) === offered) return 'view';
	return role === 'view' && viewTokenOf(offered) === token ? 'edit' : null;
}

/** Asks the relay once; null if it cannot be reached now, or does not answer within five seconds. */
export function askRelay(device: Device, entry: TeamEntry, offer: Offer): Promise<Verdict | null> {
	return new Promise((resolve) => {
		const finish = (verdict: Verdict | null): void => {
			clearTimeout(timer);
			stop();
			resolve(verdict);
		};
		const timer = setTimeout(() => {
			finish(null);
		}, askWithinMs);
		const stop = tryOffer(
			device,
			() => entry,
			offer,
			(verdict, { at }) => {
				if (verdict !== null || at === 'off' || at === 'failed') finish(verdict);
			}
		);
	});
}

/**
 * Tries what the catalogue holds as offered for as long as the team is open, and keeps the outcome. A right
 * of another kind than the open documents have counts from the next opening on. Returns how to stop.
 */
export function settleOffer(
	device: Device,
	entry: () => TeamEntry,
	patch: (fields: Partial<Omit<TeamEntry, 'teamId'>>) => Promise<void>,
	reconnect: () => void
): () => void {
	const { offered } = entry();
	if (!offered) return () => undefined;
	const stop = tryOffer(device, entry, offered, (verdict) => {
		if (verdict === null) return;
		stop();
		if (verdict === 'refused') {
			void patch({ offered: null });
		} else if (offered.role === entry().role) {
			void patch({ token: offered.token, offered: null });
			reconnect();
		} else {
			void device.store.patchTeam(entry().teamId, { ...offered, offered: null });
		}
	});
	return stop;
}

/**
 * Enters the team's room with what is offered, on a connection that brings nothing, as often as it takes, and
 * tells what came of it at each change. A right to write counts once the relay has acknowledged under it.
 * Returns how to stop.
 */
function tryOffer(
	device: Device,
	entry: () => TeamEntry,
	{ role, token }: Offer,
	tell: (verdict: Verdict | null, state: ReplicaState) => void
): () => void {
	const doc = new Y.Doc();
	const room = roomOfTeam(entry().teamId);
	const show = () => ({ token, record: entry().record, permit: entry().permit });
	const relay = openRelayLater(doc, { url: device.relayUrl, room, role, show });
	let stopped = false;
	const say = (): void => {
		if (!stopped) tell(verdictOf(relay.state), relay.state);
	};
	relay.onChange(say);
	// In a turn of its own: whoever asks has to know first how to stop.
	queueMicrotask(say);
	return () => {
		if (stopped) return;
		stopped = true;
		void relay.close().then(() => {
			doc.destroy();
		});
	};
}

function verdictOf(state: ReplicaState): Verdict | null {
	if (state.at === 'safe') return 'accepted';
	if (state.at !== 'refused') return null;
	return state.why === 'forbidden' || state.why === 'no-token' ? 'refused' : null;
}

/** Null for what is no token. */
function viewTokenOf(token: string): string | null {
	return tokenHashOf(token) && deriveViewToken(token);
}
