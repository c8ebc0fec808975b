// The device port over one file, as JSON: what a browser keeps in IndexedDB. Rows are few and small, so the file is
// replaced whole at each write; the verbs and the order of writes are those of the memory store.

import { createDeviceMemory, type DeviceMemory } from '#lib/device/memoryStore.ts';
import type { DeviceFailure } from '#lib/device/store.ts';
import { base64urlToBytes, bytesToBase64url } from '#lib/protocol/bytes.ts';
import type { Folder } from './folder.ts';

const name = 'device.json';
const version = 1;

/**
 * The rows of a store's folder, for `createMemoryStore`. Rejects where the file cannot be read or is of a later
 * version: to go on would replace the device's identity and its links.
 */
export async function loadDeviceMemory(folder: Folder): Promise<DeviceMemory> {
	const bytes = await folder.read(name);
	return {
		...createDeviceMemory(),
		rows: bytes ? readRows(new TextDecoder().decode(bytes)) : new Map<string, object>(),
		keep: (rows) => keepRows(folder, rows)
	};
}

async function keepRows(
	folder: Folder,
	rows: ReadonlyMap<string, object>
): Promise<DeviceFailure | null> {
	const text = JSON.stringify({ cairn: 'device', version, rows: [...rows] }, writeBytes, '\t');
	try {
		await folder.write(name, new TextEncoder().encode(`${text}\n`));
		return null;
	} catch (error) {
		return isFull(error) ? 'quota' : 'write-failed';
	}
}

/** Whether a disk has said that it takes no more. */
export function isFull(error: unknown): boolean {
	return ['ENOSPC', 'EDQUOT', 'EFBIG'].includes((error as NodeJS.ErrnoException).code ?? '');
}

function readRows(text: string): Map<string, object> {
	const file = JSON.parse(text, readBytes) as Partial<Record<string, unknown>> | null;
	if (file?.cairn !== 'device' || !Array.isArray(file.rows)) throw new Error('not a store');
	if (file.version !== version) throw new Error('made by a later version');
	const rows = (file.rows as unknown[]).filter(isRow);
	return new Map(rows);
}

function isRow(row: unknown): row is [string, object] {
	const [key, value] = Array.isArray(row) ? (row as unknown[]) : [];
	return typeof key === 'string' && typeof value === 'object' && value !== null;
}

function writeBytes(_key: string, value: unknown): unknown {
	return value instanceof Uint8Array ? { $bytes: bytesToBase64url(value) } : value;
}

function readBytes(_key: string, value: unknown): unknown {
	const told: unknown =
		typeof value === 'object' && value !== null ? Reflect.get(value, '$bytes') : undefined;
	return typeof told === 'string' ? (base64urlToBytes(told) ?? value) : value;
}
