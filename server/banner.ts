import { networkInterfaces } from 'node:os';
import { formatCreationLink } from '#lib/protocol/permit.ts';
import encodeQR from 'qr';
import type { Config } from './config.ts';
import type { RunningServer } from './http.ts';
import { isLoopbackHost } from './peer.ts';

/**
 * What the operator reads after the start: where the app is, a QR code for phones if they can reach
 * it, and how others start teams. The creation link is a secret, so only a terminal is told it: what
 * is printed anywhere else ends in a log.
 */
export function banner(
	{ host, tls }: Pick<Config, 'host' | 'tls'>,
	{ port, creationToken }: Pick<RunningServer, 'port' | 'creationToken'>,
	{ isTerminal, lan = lanAddresses() }: { isTerminal: boolean; lan?: string[] }
): string {
	const urlOf = (name: string) =>
		`${tls ? 'https' : 'http'}://${name.includes(':') ? `[${name}]` : name}:${port}/`;
	const lines = ['', `  Cairn: ${urlOf('localhost')}`];
	if (isLoopbackHost(host)) {
		lines.push('  Only this machine can open it; HOST=0.0.0.0 lets others in.', '');
		return lines.join('\n');
	}
	const hosts = isAnyAddress(host) ? lan : [host];
	for (const address of hosts) lines.push(`  for others: ${urlOf(address)}`);
	if (hosts[0] !== undefined) lines.push('', ...qrLines(urlOf(hosts[0])), '');
	if (creationToken !== null) {
		const link = formatCreationLink(urlOf(hosts[0] ?? 'localhost').slice(0, -1), creationToken);
		const how = isTerminal ? link : 'npm run relay -- creation-link';
		lines.push(`  Others start teams of their own with the creation link: ${how}`, '');
	}
	return lines.join('\n');
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

function isAnyAddress(host: string): boolean {
	return host === '0.0.0.0' || host === '::';
}
