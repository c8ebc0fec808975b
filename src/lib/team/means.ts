import type { CycleId, PersonId } from '#lib/okr/ids.ts';
import { bytesToBase64url } from '#lib/protocol/bytes.ts';
import { roomName } from '#lib/protocol/room.ts';
import type { Device } from './device.ts';
import type { Keyring } from './keyring.ts';
import type { Means } from './replicated.ts';

/** How this device reaches the replicas of a team it knows. */
export function meansOf(device: Device, { entry, show }: Keyring): Means {
	return {
		relayUrl: entry.sample || device.isOffline ? null : device.relayUrl,
		role: entry.role,
		show,
		openDisk: device.whyNotKept === null ? device.openDisk : null
	};
}

export function roomOfTeam(teamId: string): string {
	return roomName(teamId, 'team');
}

export function roomOfCycle(teamId: string, cycleId: CycleId): string {
	return roomName(teamId, 'cycle', cycleId);
}

/** What a device says of itself in the team document. */
export function deviceOf(device: Device, personId: PersonId) {
	return {
		id: device.identity.deviceId,
		personId,
		publicKey: bytesToBase64url(device.identity.publicKey),
		label: ''
	};
}
