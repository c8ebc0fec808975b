import { chromiumPath } from './install.js';

const executablePath = chromiumPath();

/** How every test and picture starts Chromium: the system's, else Playwright's own download. */
export const launchOptions = {
	...(executablePath ? { executablePath } : {}),
	args: [
		'--no-sandbox',
		'--disable-gpu',
		'--disable-quic',
		'--no-first-run',
		'--disable-background-networking',
		'--disable-component-update',
		'--disable-sync'
	]
};
