import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { isHash } from '#lib/okr/agreedPlan.ts';
import { canonicalJson } from '#lib/okr/canonical.ts';
import { type DeviceId, isId } from '#lib/okr/ids.ts';

/** That somebody agreed to exactly one version, signed by the device they held. A device key is no person. */
export interface Agreement {
	/** A person's id, as the device said. */
	by: string;
	device: DeviceId;
	/** Epoch ms on that device's clock. */
	at: number;
	/** The version's number and hash. */
	n: number;
	hash: string;
	/** Why the plan was changed; empty for a first version. */
	reason: string;
	/** Ed25519, 64 hex digits. */
	publicKey: string;
	/** Whether the signature belongs to all of the above. */
	isSigned: boolean;
}

export interface DeviceKey {
	deviceId: DeviceId;
	/** The Ed25519 seed, 32 bytes. */
	secretKey: Uint8Array;
}

const context = 'cairn/agreement\n';

// A plan that nobody has agreed is drawn without it.
let curve: typeof import('./curve.ts') | null = null;

/** Fetches what signatures are made and checked with; before it is here nobody has agreed to anything that is new here. */
export async function loadSignatures(): Promise<void> {
	curve ??= await import('./curve.ts');
}

/** Whether agreements can be made, and any of them read. */
export function hasSignatures(): boolean {
	return curve !== null;
}

/** What is stored of an agreement: the facts, the public key and the signature over the facts' bytes. */
export function signAgreement(
	facts: Omit<Agreement, 'device' | 'publicKey' | 'isSigned'>,
	{ deviceId: device, secretKey }: DeviceKey
): Record<string, string | number> {
	if (!curve) throw new Error('Signatures are not loaded.');
	const signed = { ...facts, device, publicKey: bytesToHex(curve.getPublicKey(secretKey)) };
	return { ...signed, signature: bytesToHex(curve.sign(messageOf(signed), secretKey)) };
}

/**
 * Reads a stored agreement; null for what is none, 'unseen' where it cannot be checked yet. The first check in a page's
 * life takes forty milliseconds, each other one, so each is checked once; what is right is told to `trustSignatures`.
 */
export function readAgreement(value: unknown): Agreement | 'unseen' | null {
	if (typeof value !== 'object' || value === null) return null;
	let agreement = checked.get(value);
	if (agreement === undefined) {
		const read = checkAgreement(value);
		if (read === 'unseen') return read;
		checked.set(value, (agreement = read));
	}
	return agreement;
}

const checked = new WeakMap<object, Agreement | null>();

/** Names of agreements whose signatures are right: the hash of everything in them. */
const right = new Set<string>();

/** Takes the word of this device for agreements that it checked on an earlier day; what is no name changes nothing. */
export function trustSignatures(names: unknown): void {
	for (const name of Array.isArray(names) ? (names as unknown[]) : [])
		if (isHash(name)) right.add(name);
}

/** The names of all agreements that were found to be right, here or earlier. */
export function rightSignatures(): readonly string[] {
	return [...right];
}

function checkAgreement(value: object): Agreement | 'unseen' | null {
	const { by, device, at, n, hash, reason, publicKey, signature } = value as Record<
		string,
		unknown
	>;
	if (typeof by !== 'string' || typeof reason !== 'string' || !isId<DeviceId>(device)) return null;
	if (typeof at !== 'number' || !Number.isFinite(at)) return null;
	if (typeof n !== 'number' || !Number.isSafeInteger(n) || n < 1) return null;
	if (!isHash(hash) || !isHash(publicKey) || typeof signature !== 'string') return null;
	const facts = { by, device, at, n, hash, reason, publicKey };
	const name = bytesToHex(sha256(utf8ToBytes(`${signature} ${spell(facts)}`)));
	if (!right.has(name)) {
		if (!curve) return 'unseen';
		if (!isValid(signature, facts)) return { ...facts, isSigned: false };
		right.add(name);
	}
	return { ...facts, isSigned: true };
}

function isValid(signature: string, facts: Parameters<typeof messageOf>[0]): boolean {
	try {
		const key = hexToBytes(facts.publicKey);
		return curve?.verify(hexToBytes(signature), messageOf(facts), key, { zip215: false }) ?? false;
	} catch {
		return false;
	}
}

function messageOf(facts: Omit<Agreement, 'isSigned'>): Uint8Array {
	return utf8ToBytes(context + spell(facts));
}

function spell({ by, device, at, n, hash, reason, publicKey }: Omit<Agreement, 'isSigned'>) {
	return canonicalJson({ by, device, at, n, hash, reason, publicKey });
}
