import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { COACH_VERSION } from '#lib/okr/coach/advice.ts';
import { digestOf } from './verdicts.ts';
import golden from './verdicts.json' with { type: 'json' };

vi.setConfig({ testTimeout: 30_000 });

test('[COACH-13] verdicts change only with the version of the rules', () => {
	const corpus = readFileSync(path.join(import.meta.dirname, 'making.jsonl'), 'utf8');
	// Meant to change? Then COACH_VERSION goes up (once a release) and both go into verdicts.json.
	expect({ version: COACH_VERSION, digest: digestOf(corpus) }).toEqual(golden);
});
