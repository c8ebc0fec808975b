import { encodeQR } from 'qr';

/**
 * A text as a QR code: rows of modules, true where it is dark, 21 to 177 a side and without the quiet
 * zone of 4 that whoever draws it leaves around. Error correction is medium (15 % may be dirty or
 * torn). Null for a text that fits into none: more than 2331 bytes of UTF-8.
 */
export function textToQr(text: string): boolean[][] | null {
	try {
		// The encoder insists on a border; one module is what it takes, and it is cut off again.
		const rows = encodeQR(text, 'raw', { ecc: 'medium', border: 1 });
		return rows.slice(1, -1).map((row) => row.slice(1, -1));
	} catch {
		return null;
	}
}
