// The 4.0 line of y-websocket with Yjs 14, from a folder of its own: two copies of Yjs do not mix.
import { execFile, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { createTeam, startRelay } from './harness.ts';
import { passOver } from './passOver.ts';

const folder = path.join(import.meta.dirname, '../stranger');

/** Whether its packages are there; the longer suites install them. */
function isInstalled(): boolean {
	const there = () => existsSync(path.join(folder, 'node_modules/@y/websocket'));
	if (!there() && process.env.CAIRN_INSTALL === '1') {
		const args = ['ci', '--no-audit', '--no-fund', '--ignore-scripts'];
		execFileSync('npm', args, { cwd: folder, stdio: 'ignore' });
	}
	if (!there()) passOver('tests/stranger is not installed: the 4.0 line is not tested here');
	return there();
}

it.skipIf(!isInstalled())(
	'[ROOM-5] the next line of y-websocket enters, writes, is acknowledged and is read',
	async () => {
		const relay = await startRelay();
		const { room, tokens, record } = createTeam(95);
		const args = ['client.js', relay.url, room, tokens.edit, record, tokens.view];
		const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder });
		expect(JSON.parse(stdout)).toEqual({ synced: true, acknowledged: true, read: 'from afar' });
	}
);
