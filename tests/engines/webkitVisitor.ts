import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expectedNoise, findShown, type Key, type Visitor } from './visitor.ts';
import { startSession, WebDriverError, type Session } from './webDriver.ts';

const host = path.join(import.meta.dirname, 'webkitHost.py');
const control = '\uE009';
const keys: Record<Key, string[]> = {
	Enter: ['\uE007'],
	Tab: ['\uE004'],
	End: ['\uE010'],
	SelectAll: [control, 'a']
};

/** A visitor with WebKitGTK, on a screen that nobody sees. */
export async function webkitVisitor(): Promise<Visitor> {
	const profile = await mkdtemp(path.join(tmpdir(), 'cairn-webkit-'));
	const screen = await startScreen();
	let driver: ChildProcess;
	let session: Session;
	const problems: string[] = [];

	async function open(): Promise<void> {
		const port = await freePort();
		driver = spawn('WebKitWebDriver', [`--port=${port}`], {
			// A group of its own, so that all of the browser ends together.
			detached: true,
			stdio: ['ignore', 'pipe', 'ignore'],
			env: { ...process.env, DISPLAY: screen.display, CAIRN_PROFILE: profile, TZ: 'Europe/Berlin' }
		});
		driver.stdout?.on('data', (chunk) => {
			const lines = String(chunk).split('\n');
			problems.push(...lines.filter((line) => / ERROR/.test(line) && !expectedNoise.test(line)));
		});
		session = await begin(`http://127.0.0.1:${port}`);
	}
	const kill = (): void => {
		if (driver.pid !== undefined) process.kill(-driver.pid, 'SIGKILL');
	};
	await open();

	return {
		name: 'WebKitGTK',
		async goto(url) {
			await session.post('/url', { url });
		},
		async reload() {
			await session.post('/refresh', {});
		},
		async evaluate<A, R>(run: (given: A) => R | Promise<R>, given: A): Promise<R> {
			const script = `const [given, done] = arguments;
				Promise.resolve((${String(run)})(given)).then((value) => done({ value }), (error) => done({ error: String(error) }));`;
			const told = (await session.post('/execute/async', { script, args: [given] })) as {
				value?: R;
				error?: string;
			};
			if (told.error !== undefined) throw new Error(told.error);
			return told.value as R;
		},
		async click(what) {
			// The driver aims at where it was: what is still moving is not there yet.
			const script = `const [what, done] = arguments;
				const found = (${String(findShown)})(what);
				const place = () => JSON.stringify(found.getBoundingClientRect());
				const before = found && place();
				const settle = (fn) => requestAnimationFrame(() => setTimeout(() => requestAnimationFrame(fn), 50));
				if (found) settle(() => done(place() === before ? found : null));
				else done(null);`;
			const found = await session.post('/execute/async', { script, args: [what] });
			const [id] = Object.values((found as Record<string, string> | null) ?? {});
			if (id === undefined) return false;
			try {
				await session.post(`/element/${id}/click`, {});
				return true;
			} catch (error) {
				// Something lies over it, or it was drawn anew: perhaps not for long.
				if (error instanceof WebDriverError) return false;
				throw error;
			}
		},
		async type(text) {
			for (const letter of text) await strike([letter]);
		},
		press: (key) => strike(keys[key]),
		async picture(selector) {
			const found = await session.post('/element', { using: 'css selector', value: selector });
			const [id] = Object.values(found as Record<string, string>);
			return Buffer.from((await session.get(`/element/${id}/screenshot`)) as string, 'base64');
		},
		problems: () => problems,
		async kill() {
			kill();
			await pause(500);
		},
		reopen: open,
		async close() {
			await session.end();
			kill();
			screen.end();
			await pause(200);
			await rm(profile, { recursive: true, force: true });
		}
	};

	/** Keys held down together. */
	async function strike(together: readonly string[]): Promise<void> {
		const down = together.map((value) => ({ type: 'keyDown', value }));
		const up = [...together].reverse().map((value) => ({ type: 'keyUp', value }));
		await session.post('/actions', {
			actions: [{ type: 'key', id: 'keys', actions: [...down, ...up] }]
		});
	}
}

/** The driver takes a moment to listen. */
async function begin(origin: string): Promise<Session> {
	for (let tries = 0; ; tries++) {
		try {
			return await startSession(origin, { 'webkitgtk:browserOptions': { binary: host, args: [] } });
		} catch (error) {
			if (error instanceof WebDriverError || tries > 50) throw error;
			await pause(100);
		}
	}
}

/** An X server without a screen; it chooses a number that is free, and says which. */
function startScreen(): Promise<{ display: string; end: () => void }> {
	const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1400x1000x24'], {
		stdio: ['ignore', 'ignore', 'ignore', 'pipe']
	});
	return new Promise((resolve, reject) => {
		server.once('error', reject);
		server.once('exit', () => {
			reject(new Error('Xvfb did not start'));
		});
		server.stdio[3]?.once('data', (number) => {
			resolve({ display: `:${String(number).trim()}`, end: () => server.kill() });
		});
	});
}

async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}
