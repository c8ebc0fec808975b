import { parseCreationLink, permitOf } from '#lib/protocol/permit.ts';
import type { Device } from './device.ts';

// The leave to start teams at a relay, as its operator hands it out. It stays on this device, and only
// what was made of it for one team goes anywhere.

/** Where the leave for one relay is kept among the device's settings. */
function settingOf({ relayUrl }: Device): string {
	return `creation/${new URL(relayUrl).host}`;
}

/** Takes a creation link. Not kept: the browser keeps nothing, or its storage is full. */
export async function keepCreationLink(
	device: Device,
	text: string
): Promise<{ ok: true } | { ok: false; why: 'not-a-link' | 'cut' | 'not-kept' }> {
	const parsed = parseCreationLink(text);
	if (!parsed.ok) return parsed;
	const kept = await device.store.putSetting(settingOf(device), parsed.token);
	return kept.ok ? { ok: true } : { ok: false, why: 'not-kept' };
}

/** The permit of a team at this device's relay; null where the device has no leave to start teams. */
export async function permitFor(device: Device, teamId: string): Promise<string | null> {
	const token = await device.store.getSetting(settingOf(device));
	try {
		return typeof token === 'string' ? permitOf(token, teamId) : null;
	} catch {
		return null;
	}
}
