import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { keyResultCodes, objectiveCodes, setCodes } from '#lib/okr/coach/advice.ts';
import { coach } from '#lib/okr/coach/coach.ts';
import { readCorpus } from './measure.ts';

type Variants = [{ match: Record<string, string> }];

const words = JSON.parse(
	readFileSync(path.join(import.meta.dirname, '../../../src/words/en/coach.json'), 'utf8')
) as Record<string, Variants>;

const wordFor = (message: string, code: string) => words[message]?.[0].match[`code=${code}`];
const lineCodes = [...new Set([...keyResultCodes, ...objectiveCodes]), 'vague-objective'];

vi.setConfig({ testTimeout: 30_000 });

test('every code has its words, and a name of its own', () => {
	const codes = [...lineCodes, ...setCodes];
	for (const code of codes)
		for (const message of ['title', 'why', 'says', 'source', 'bad', 'good'])
			expect(wordFor(`coach_${message}`, code), `${message} of ${code}`).toBeTruthy();
	for (const code of lineCodes) expect(wordFor('coach_plain', code), code).toBeTruthy();
	expect(new Set(codes.map((code) => wordFor('coach_title', code))).size).toBe(codes.length);
});

test('slots of an advice are the slots of its example, and never empty', () => {
	for (const { kind, text } of readCorpus('making')) {
		const advice = kind === 'objective' ? coach.reviewObjective(text) : coach.reviewKeyResult(text);
		for (const { code, words: slots } of advice) {
			if (!slots || (kind === 'objective' && code === 'vague')) continue;
			const example = wordFor('coach_example', code) ?? '';
			const wanted = [...example.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
			expect(Object.keys(slots).sort(), `${code}: ${text}`).toEqual(wanted.sort());
			expect(Object.values(slots), `${code}: ${text}`).not.toContain('');
		}
	}
});
