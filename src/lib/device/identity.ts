import { createId, type DeviceId } from '#lib/okr/ids.ts';
import type { DeviceIdentity } from './store.ts';

/**
 * A new identity for this device. `publicKeyOf` gives the Ed25519 public key (32 bytes) of a seed of
 * 32 bytes, synchronously; it is an argument as the cryptography lives in another room. `random` gives
 * that many random bytes; by default the browser's, which plain http has too (unlike crypto.subtle).
 * A device's key says "the same device as before", never "this person".
 */
export function createIdentity(
	publicKeyOf: (seed: Uint8Array) => Uint8Array,
	random: (bytes: number) => Uint8Array = (bytes) => crypto.getRandomValues(new Uint8Array(bytes))
): DeviceIdentity {
	const secretKey = random(32);
	return {
		deviceId: createId<DeviceId>(random(10)),
		secretKey,
		publicKey: publicKeyOf(secretKey)
	};
}
