import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { codeOf, readCloseCode } from '#lib/protocol/codes.ts';
import { LIMITS, type Limit } from '#lib/protocol/limits.ts';

const page = readFileSync(path.join(import.meta.dirname, '../../docs/protocol.md'), 'utf8');

it('[LIMIT-11] every limit stands on the protocol page with its default, unit and variable', () => {
	const rows = page.matchAll(
		/^\| (\w+) +\| (\d+) +\| (bytes|count|ms|per second|per minute) +\| `(\w+)` +\|/gm
	);
	const printed = [...rows].map(([, name, value, unit, env]) => [
		name,
		{ value: Number(value), unit, env }
	]);
	expect(Object.fromEntries(printed)).toEqual(LIMITS satisfies { [name: string]: Limit });
});

it('every close code stands on the protocol page', () => {
	const rows = [...page.matchAll(/^\| (4\d{3}) +\| ([a-z ]+?) +\|/gm)];
	expect(rows.length).toBe(14);
	for (const [, code, why] of rows) {
		const word = why!.replace(' ', '-');
		expect(codeOf(word as 'restart')).toBe(Number(code));
		expect(readCloseCode(Number(code))).toEqual({ final: Number(code) < 4500, why: word });
	}
});
