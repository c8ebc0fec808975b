// One run at a time holds a store. Whoever holds it touches a file every second; who waits sees that, so the
// file of a run that was killed is known by nobody touching it, on whatever machine or in whatever container it ran.

import { randomUUID } from 'node:crypto';
import { readFileSync, unlinkSync } from 'node:fs';
import { link, mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export interface Lock {
	/** False once another run has taken the store over, as from one that was asleep. */
	isMine: () => Promise<boolean>;
	release: () => Promise<void>;
}

export interface LockTimes {
	/** How often a lock is touched; default 1000. */
	touchMs?: number;
	/** So long untouched, under the eyes of who waits, a lock is nobody's; default 6000. */
	deadMs?: number;
}

/** Waits for the lock of a folder for so long; null where another run holds it all the time. */
export async function takeLock(
	dir: string,
	waitMs: number,
	{ touchMs = 1000, deadMs = 6000 }: LockTimes = {}
): Promise<Lock | null> {
	await mkdir(dir, { recursive: true, mode: 0o700 });
	const file = path.join(dir, 'lock');
	const mine = randomUUID();
	const until = Date.now() + waitMs;
	let seen = { what: '', at: Date.now() };
	while (!(await create(file, mine))) {
		const what = await looksOf(file);
		if (what !== seen.what) seen = { what, at: Date.now() };
		else if (what !== '' && Date.now() - seen.at >= deadMs) await clear(file, what);
		if (Date.now() >= until) return null;
		await pause(50 + Math.random() * 100);
	}
	return hold(file, mine, touchMs);
}

function hold(file: string, mine: string, touchMs: number): Lock {
	const isMine = async () => (await readFile(file, 'utf8').catch(() => '')) === mine;
	const touch = async (): Promise<void> => {
		const now = new Date();
		if (await isMine()) await utimes(file, now, now).catch(() => undefined);
	};
	const timer = setInterval(() => void touch(), touchMs);
	timer.unref();
	// A run that ends in the middle leaves nobody waiting.
	const onExit = (): void => {
		try {
			if (readFileSync(file, 'utf8') === mine) unlinkSync(file);
		} catch {
			// Nobody has it.
		}
	};
	process.once('exit', onExit);
	return {
		isMine,
		async release() {
			clearInterval(timer);
			process.removeListener('exit', onExit);
			if (await isMine()) await rm(file, { force: true });
		}
	};
}

/** Whether it was made now: it has its content the moment it is there. */
async function create(file: string, mine: string): Promise<boolean> {
	const draft = `${file}.${mine}`;
	await writeFile(draft, mine, { mode: 0o600 });
	try {
		await link(draft, file);
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
		throw error;
	} finally {
		await rm(draft, { force: true });
	}
}

/** Who holds it and when it was touched last; '' where nobody does. */
async function looksOf(file: string): Promise<string> {
	try {
		const { mtimeMs } = await stat(file);
		return `${await readFile(file, 'utf8')} ${mtimeMs}`;
	} catch {
		return '';
	}
}

/** Takes a dead lock away, unless another one who waited was quicker and the one that is there is alive. */
async function clear(file: string, dead: string): Promise<void> {
	const away = `${file}.${randomUUID()}`;
	try {
		await rename(file, away);
	} catch {
		return;
	}
	if ((await looksOf(away)) !== dead) await link(away, file).catch(() => undefined);
	await rm(away, { force: true });
}
