import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.join(import.meta.dirname, '..');
const ruleId = /\b[A-Z]{2,}-\d+\b/g;

/** Ids that stand in `[…]` at the opening of a test's title, with the file they stand in. */
function testedRules(): Map<string, string> {
	const tested = new Map<string, string>();
	for (const entry of readdirSync(path.join(root, 'tests'), {
		recursive: true,
		encoding: 'utf8'
	})) {
		if (!/\.ts$/.test(entry) || /node_modules|^rules/.test(entry)) continue;
		const text = readFileSync(path.join(root, 'tests', entry), 'utf8');
		for (const [, ids = ''] of text.matchAll(/['"`]\[((?:[A-Z]{2,}-\d+[ ,]*)+)\]/g))
			for (const [id] of ids.matchAll(ruleId)) tested.set(id, entry);
	}
	return tested;
}

function writtenRules(): string[] {
	const text = readFileSync(path.join(root, 'docs/rules.md'), 'utf8');
	return [...text.matchAll(/^- \*\*([A-Z]{2,}-\d+)\*\*/gm)].map(([, id = '']) => id);
}

test('every rule in docs/rules.md opens the title of a test', () => {
	const tested = testedRules();
	expect(writtenRules().filter((id) => !tested.has(id))).toEqual([]);
});

test('every rule id in a test title stands in docs/rules.md, once', () => {
	const written = writtenRules();
	expect([...testedRules()].filter(([id]) => !written.includes(id))).toEqual([]);
	expect(written.filter((id, at) => written.indexOf(id) !== at)).toEqual([]);
	expect(written.length).toBeGreaterThan(0);
});
