import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';

/** Who is at the other end of a request, as far as the network tells. */
export interface Peer {
	/** What limits count by: see `networkOf`. */
	address: string;
	/** It comes from a program on this very machine, and nobody passed it on. */
	isLocal: boolean;
}

/** Reads it off a request. `isProxied`: believe the last address of X-Forwarded-For. */
export function peerOf(req: IncomingMessage, isProxied: boolean): Peer {
	const remote = req.socket.remoteAddress ?? '';
	const forwarded = isProxied ? lastOf(req.headers['x-forwarded-for']) : '';
	const isLocal = !isProxied && !isPassedOn(req) && isLoopbackAddress(remote);
	return { address: networkOf(forwarded || remote), isLocal };
}

/**
 * What one person has for themselves of an address: all of IPv4, also where it is written as IPv6, and the
 * first 64 bits of IPv6, below which a host takes as many addresses as it likes. Anything else stays.
 */
export function networkOf(address: string): string {
	const mapped = /^::ffff:(\d+(?:\.\d+){3})$/i.exec(address)?.[1];
	if (mapped || !isIPv6(address)) return mapped ?? address;
	const bare = address.split('%', 1)[0]!.replace(/\d+(\.\d+){3}$/, '0:0');
	const [left = [], right] = bare.split('::').map((part) => part.split(':').filter(Boolean));
	const gap = right ? 8 - left.length - right.length : 0;
	const groups = [...left, ...Array<string>(gap).fill('0'), ...(right ?? [])].slice(0, 4);
	return `${groups.map((group) => parseInt(group, 16).toString(16)).join(':')}::/64`;
}

/**
 * Whether a browser's page may speak to this server: one it serves itself, or one the operator named.
 * Clients that are no browsers send no Origin and pass, as a page is the only one who cannot help it.
 */
export function isAllowedOrigin(
	{ headers }: IncomingMessage,
	{ origins, isProxied }: { origins: readonly string[]; isProxied: boolean }
): boolean {
	const { origin } = headers;
	if (origin === undefined || origins.includes(origin)) return true;
	const host = (isProxied && lastOf(headers['x-forwarded-host'])) || headers.host;
	return URL.canParse(origin) && new URL(origin).host === host?.toLowerCase();
}

/** Whether a host to listen on is this machine's alone. */
export function isLoopbackHost(host: string): boolean {
	return host === 'localhost' || isLoopbackAddress(host);
}

function isLoopbackAddress(address: string): boolean {
	return address === '::1' || /^(::ffff:)?127\./.test(address);
}

function isPassedOn({ headers }: IncomingMessage): boolean {
	return 'x-forwarded-for' in headers || 'forwarded' in headers || 'via' in headers;
}

function lastOf(header: string | string[] | undefined): string {
	return String(header ?? '')
		.split(',')
		.at(-1)!
		.trim();
}
