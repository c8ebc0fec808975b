import { readFileSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import sirv from 'sirv';
import { pagePolicy } from './headers.ts';

const FALLBACK = '200.html';
const FOREVER = 'public, max-age=31536000, immutable';

/** Answers a request out of the built app, or says why there is nothing. */
export type ServeFile = (
	req: IncomingMessage,
	res: ServerResponse,
	otherwise: (status: 404 | 503) => void
) => void;

/** Serves a folder the app was built into. A rebuild needs no restart: the disk is asked each time. */
export function serveApp(buildDir: string): ServeFile {
	const page = path.join(buildDir, FALLBACK);
	const html = readWhenChanged(page);
	const serve = sirv(buildDir, {
		dev: true,
		etag: true,
		brotli: true,
		gzip: true,
		single: FALLBACK,
		setHeaders(res, pathname) {
			const isImmutable = pathname.startsWith('/_app/immutable/');
			res.setHeader('Cache-Control', isImmutable ? FOREVER : 'no-cache');
		}
	});
	return (req, res, otherwise) => {
		const text = html();
		if (text === null) return otherwise(503);
		res.setHeader('Content-Security-Policy', pagePolicy(text, req.headers.host));
		// sirv pipes a file into the response and leaves the file's errors to nobody, and a range that
		// ends before it begins makes it throw: either would end the process, relay and all.
		res.on('pipe', (file) => file.on('error', () => res.destroy()));
		delete req.headers.range;
		serve(req, res, () => otherwise(404));
	};
}

/** The text of a file, read again when it became another; null while there is none. */
function readWhenChanged(file: string): () => string | null {
	let text: string | null = null;
	let readAt = NaN;
	return () => {
		const changedAt = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? NaN;
		if (changedAt !== readAt) {
			readAt = changedAt;
			text = Number.isNaN(changedAt) ? null : readFileSync(file, 'utf8');
		}
		return text;
	};
}
