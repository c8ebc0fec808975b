import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright';
import { launchOptions } from '../../tools/chromium.ts';
import { playwrightVisitor } from './playwrightVisitor.ts';
import { webkitVisitor } from './webkitVisitor.ts';
import type { Visitor } from './visitor.ts';

const here = import.meta.dirname;
const spoken = { locale: 'en-GB', timezoneId: 'Europe/Berlin' };

/** Each engine, and how a visitor with it comes; null where it is not on this machine. */
export const engines: Record<'Chromium' | 'Firefox' | 'WebKitGTK', () => Promise<Visitor | null>> =
	{
		Chromium: () =>
			playwrightVisitor('Chromium', (profile) =>
				chromium.launchPersistentContext(profile, { ...launchOptions, ...spoken })
			),
		async Firefox() {
			if (!areThere('firefox-esr')) return null;
			// Later ones do not drive Debian's Firefox.
			const { firefox } = await older();
			return playwrightVisitor('Firefox', (profile) =>
				firefox.launchPersistentContext(profile, {
					channel: 'moz-firefox',
					executablePath: '/usr/bin/firefox-esr',
					...spoken
				})
			);
		},
		WebKitGTK: () =>
			areThere('webkit2gtk-driver', 'gir1.2-webkit2-4.1', 'python3-gi', 'xvfb')
				? webkitVisitor()
				: Promise.resolve(null)
	};

/** Whether these packages of Debian are installed; the longer suites install what root may. */
function areThere(...packages: string[]): boolean {
	const isMissing = () =>
		spawnSync('dpkg-query', ['-W', '-f', '${db:Status-Status}\\n', ...packages], {
			encoding: 'utf8'
		})
			.stdout.split('\n')
			.filter((status) => status === 'installed').length < packages.length;
	if (isMissing() && process.env.CAIRN_INSTALL === '1' && process.getuid?.() === 0) {
		const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
		execFileSync('apt-get', ['update', '-qq'], { stdio: 'ignore' });
		const install = ['install', '-y', '-qq', '--no-install-recommends', ...packages];
		execFileSync('apt-get', install, { stdio: 'ignore', env });
	}
	return !isMissing();
}

/** The Playwright of this folder's own lockfile. */
async function older(): Promise<typeof import('playwright')> {
	const module = path.join(here, 'node_modules/playwright-core/index.mjs');
	if (!existsSync(module))
		execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: here, stdio: 'ignore' });
	return (await import(/* @vite-ignore */ module)) as typeof import('playwright');
}
