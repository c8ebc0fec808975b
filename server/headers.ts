import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** What every answer says to a browser, whatever it is. */
const ALWAYS = {
	'X-Content-Type-Options': 'nosniff',
	'Referrer-Policy': 'no-referrer',
	'Cross-Origin-Resource-Policy': 'same-origin',
	'Permissions-Policy':
		'accelerometer=(), autoplay=(), browsing-topics=(), camera=(), display-capture=(), ' +
		'geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()'
};

/** Nothing but text comes from here: for answers that are no page. */
export const NOTHING = "default-src 'none'; frame-ancestors 'none'";

const A_YEAR = 'max-age=31536000';

/** How far a browser trusts the way a request came: over TLS; from its own machine; or not. */
export type Trust = 'tls' | 'loopback' | 'none';

/** Sets what every answer carries. */
export function setAlways(res: ServerResponse, trust: Trust): void {
	for (const [name, value] of Object.entries(ALWAYS)) res.setHeader(name, value);
	res.setHeader('Content-Security-Policy', NOTHING);
	if (trust === 'tls') res.setHeader('Strict-Transport-Security', A_YEAR);
	// Elsewhere Chromium ignores it, and says so on every page.
	if (trust !== 'none') res.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
}

/**
 * What the app's page may do: run its own files and the one script that starts it, which is known by
 * its hash, and speak to the host it came from. Style attributes are allowed, as Svelte sets
 * them (a stone's height, a person's colour); style elements and handlers in the markup are not.
 */
export function pagePolicy(html: string, host: string | undefined): string {
	const scripts = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)];
	const hashes = scripts.map(([, code]) => {
		const hash = createHash('sha256').update(code!).digest('base64');
		return `'sha256-${hash}'`;
	});
	// Older Safari takes 'self' for http alone. What is no host name is left out.
	const sockets = /^[\w.:[\]-]+$/.test(host ?? '') ? [`ws://${host}`, `wss://${host}`] : [];
	return [
		"default-src 'none'",
		['script-src', "'self'", ...hashes].join(' '),
		"style-src 'self'",
		"style-src-attr 'unsafe-inline'",
		"img-src 'self' data: blob:",
		"font-src 'self'",
		['connect-src', "'self'", ...sockets].join(' '),
		"manifest-src 'self'",
		"worker-src 'self'",
		"base-uri 'none'",
		"form-action 'none'",
		"frame-ancestors 'none'"
	].join('; ');
}

/** Reads it off a request. `isProxied`: believe a proxy in front that says it spoke TLS. */
export function trustOf(req: IncomingMessage, isProxied: boolean): Trust {
	if ('encrypted' in req.socket) return 'tls';
	if (isProxied && req.headers['x-forwarded-proto'] === 'https') return 'tls';
	const name = (req.headers.host ?? '').toLowerCase().replace(/:\d+$/, '');
	const isLoopback = /^(.+\.)?localhost$|^127(\.\d+){3}$|^\[::1\]$/.test(name);
	return isLoopback ? 'loopback' : 'none';
}
