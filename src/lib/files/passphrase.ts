import { bytesToBase32 } from '#lib/protocol/bytes.ts';

/**
 * What is to be said of a passphrase; null for nothing. Only an empty one cannot be used: whose file it is
 * decides what it is worth. `weak`: short, or of few different signs, so that a machine that tries many
 * finds it.
 */
export function adviseOnPassphrase(passphrase: string): 'empty' | 'weak' | null {
	if (passphrase.trim() === '') return 'empty';
	const signs = new Set(passphrase.toLowerCase());
	const words = passphrase.trim().split(/[\s-]+/).length;
	const isLong = passphrase.length >= 20 || (passphrase.length >= 14 && words >= 3);
	return isLong && signs.size >= 8 ? null : 'weak';
}

/** One that nobody guesses: 100 random bits from exactly 13 bytes, as five groups to write down. */
export function suggestPassphrase(random: Uint8Array): string {
	const letters = bytesToBase32(random).slice(0, 20);
	return (letters.match(/.{4}/g) ?? []).join('-');
}
