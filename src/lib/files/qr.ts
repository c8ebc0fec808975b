import { encodeQR } from 'qr';

/** A QR code as a picture: one SVG path of its dark modules, each one unit wide. */
export interface Qr {
	/** Modules a side, without the quiet zone: 21..177. Whoever draws it leaves 4 modules free around. */
	size: number;
	/** The `d` of one path; its corner is 0 0. */
	path: string;
}

/**
 * A text as a QR code with medium error correction (15 % may be dirty or torn); null for a text that
 * fits into none (more than 2331 bytes of UTF-8).
 */
export function textToQr(text: string): Qr | null {
	const rows = modulesOf(text);
	return rows && { size: rows.length, path: rows.map(rowToPath).join('') };
}

function modulesOf(text: string): boolean[][] | null {
	try {
		// The encoder insists on a border; one module is what it takes, and it is cut off again.
		const rows = encodeQR(text, 'raw', { ecc: 'medium', border: 1 });
		return rows.slice(1, -1).map((row) => row.slice(1, -1));
	} catch {
		return null;
	}
}

/** One rectangle for each run of dark modules, so that no hairlines show between neighbours. */
function rowToPath(row: boolean[], y: number): string {
	let path = '';
	for (let x = 0; x < row.length; x++) {
		if (!row[x]) continue;
		const from = x;
		while (row[x + 1]) x++;
		path += `M${from} ${y}h${x - from + 1}v1h-${x - from + 1}z`;
	}
	return path;
}
