import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isCreationToken, isPermit } from '#lib/protocol/permit.ts';

/**
 * Who may make teams known to a relay: `local`: whoever comes from this machine, and others with a
 * permit; `token`: nobody without a permit; `anyone`. A team the relay knows already needs none.
 */
export type CreationRule = { who: 'local' | 'token'; token: string } | { who: 'anyone' };

const FILE = 'creation-token';

/** Whether a team the relay does not know may be registered. */
export function mayCreate(
	rule: CreationRule,
	{ teamId, permit, isLocal }: { teamId: string; permit: string | null; isLocal: boolean }
): boolean {
	if (rule.who === 'anyone' || (rule.who === 'local' && isLocal)) return true;
	return permit !== null && isPermit(permit, rule.token, teamId);
}

/** The creation token of a data folder, made the first time; nobody but the file's owner may read it. */
export function ownCreationToken(dataDir: string): string {
	const file = path.join(dataDir, FILE);
	mkdirSync(dataDir, { recursive: true });
	if (!existsSync(file)) keepOnce(file, `${randomBytes(32).toString('base64url')}\n`);
	const kept = readFileSync(file, 'utf8').trim();
	if (!isCreationToken(kept)) throw new Error(`${file} holds no creation token; remove it`);
	return kept;
}

/** Whether a data folder holds a creation token. */
export function hasCreationToken(dataDir: string): boolean {
	return existsSync(path.join(dataDir, FILE));
}

// Whole or not at all, whenever the power goes: permits that were handed out hang on it. Of two who do
// this at once, the first one's stands.
function keepOnce(file: string, text: string): void {
	const draft = `${file}.${process.pid}`;
	writeFileSync(draft, text, { mode: 0o600, flush: true });
	try {
		linkSync(draft, file);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
	} finally {
		unlinkSync(draft);
	}
}
