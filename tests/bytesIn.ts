import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** Every byte of every file in a folder, as text of one character a byte. */
export async function bytesIn(folder: string): Promise<string> {
	const files = await readdir(folder, { recursive: true, withFileTypes: true });
	const contents = files
		.filter((file) => file.isFile())
		.map((file) => readFile(path.join(file.parentPath, file.name), 'latin1'));
	return (await Promise.all(contents)).join('\n');
}
