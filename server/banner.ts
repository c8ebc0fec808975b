import { networkInterfaces } from 'node:os';
import encodeQR from 'qr';

/** What the operator reads after the start: where the app is, and a QR code for phones if they can reach it. */
export function banner(host: string, port: number, lan: string[] = lanAddresses()): string {
	if (isLoopback(host)) {
		return `\n  Cairn: ${urlOf('localhost', port)}\n  Only this machine can open it; HOST=0.0.0.0 lets others in.\n`;
	}
	const hosts = isAnyAddress(host) ? lan : [host];
	const lines = [`\n  Cairn: ${urlOf('localhost', port)}`];
	for (const address of hosts) lines.push(`  for others: ${urlOf(address, port)}`);
	if (hosts[0] !== undefined) lines.push('', ...qrLines(urlOf(hosts[0], port)));
	return `${lines.join('\n')}\n`;
}

// White on black by order, so that a camera can read it on a light terminal too.
function qrLines(text: string): string[] {
	const lines = encodeQR(text, 'ascii').trimEnd().split('\n');
	return lines.map((line) => `  \x1b[97;40m${line}\x1b[0m`);
}

function lanAddresses(): string[] {
	return Object.values(networkInterfaces())
		.flatMap((addresses) => addresses ?? [])
		.filter(({ family, internal }) => family === 'IPv4' && !internal)
		.map(({ address }) => address);
}

function isLoopback(host: string): boolean {
	return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

function isAnyAddress(host: string): boolean {
	return host === '0.0.0.0' || host === '::';
}

function urlOf(host: string, port: number): string {
	return `http://${host.includes(':') ? `[${host}]` : host}:${port}/`;
}
