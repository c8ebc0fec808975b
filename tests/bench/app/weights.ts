// What each place fetches before it can be drawn, and what of it is the coach's: the app is built a second time with
// stand-ins for the coach's sources. What `tools/weight.ts` weighs afterwards is the whole one.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'vite';
import { weigh } from '../../../tools/weight.ts';

const plan = '/t/[team]/c/[cycle]/plan';
const places = ['/', '/join', plan, '/t/[team]/c/[cycle]/now', '/t/[team]/team'];

export async function printWeights(): Promise<void> {
	const folder = mkdtempSync(path.join(tmpdir(), 'cairn-bench-'));
	process.env.CAIRN_BUILD = folder;
	try {
		await build({
			logLevel: 'error',
			configFile: path.join(import.meta.dirname, 'withoutCoach.config.ts')
		});
		const without = weigh(plan).firstBytes;
		await build({ logLevel: 'error' });
		for (const place of places) print(place, weigh(place).firstBytes);
		print('of the plan, the coach', weigh(plan).firstBytes - without);
	} finally {
		delete process.env.CAIRN_BUILD;
		rmSync(folder, { recursive: true });
	}
}

function print(what: string, bytes: number): void {
	console.log(`${what.padEnd(28)} ${(bytes / 1000).toFixed(1).padStart(6)} kB gzip`);
}
