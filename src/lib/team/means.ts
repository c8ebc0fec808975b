import type { TeamEntry } from '#lib/device/store.ts';
import type { CycleId } from '#lib/okr/ids.ts';
import { roomName } from '#lib/protocol/room.ts';
import type { Device } from './device.ts';
import type { Means } from './replicated.ts';

/** How this device reaches the replicas of a team it knows. */
export function meansOf(device: Device, entry: TeamEntry, record: () => string | null): Means {
	return {
		relayUrl: device.relayUrl,
		role: entry.role,
		token: entry.token,
		record,
		kept: device.whyNotKept === null
	};
}

export function roomOfTeam(teamId: string): string {
	return roomName(teamId, 'team');
}

export function roomOfCycle(teamId: string, cycleId: CycleId): string {
	return roomName(teamId, 'cycle', cycleId);
}
