import { spawn } from 'node:child_process';
import path from 'node:path';
import { expect, test, vi } from 'vitest';

// A process each, on a machine that may be busy with the other suites.
vi.setConfig({ testTimeout: 30_000 });

const root = path.join(import.meta.dirname, '../../..');

/** What `npm run --silent coach` runs, on the Node of this test. */
function runBatch(
	input: string
): Promise<{ lines: unknown[]; code: number | null; errors: string }> {
	const child = spawn(process.execPath, ['tools/coach.ts'], { cwd: root });
	let output = '';
	let errors = '';
	child.stdout.on('data', (data: Buffer) => (output += data.toString()));
	child.stderr.on('data', (data: Buffer) => (errors += data.toString()));
	child.stdin.end(input);
	return new Promise((resolve) =>
		child.on('close', (code) => {
			const lines = output.split('\n').filter((line) => line !== '');
			resolve({ lines: lines.map((line) => JSON.parse(line) as unknown), code, errors });
		})
	);
}

const line = (kind: string, text: unknown) => `${JSON.stringify({ kind, text })}\n`;

test('[COACH-15] one answer a line, in order, and nothing else', async () => {
	const { lines, code, errors } = await runBatch(
		line('key_result', 'Launch v2 of the app by Q2') +
			line('objective', 'Increase revenue by 20 %') +
			line('key_result', '3X pipeline')
	);
	expect({ code, errors }).toEqual({ code: 0, errors: '' });
	expect(lines).toMatchObject([
		{
			advice: [{ code: 'output-not-outcome' }, { code: 'binary' }],
			parse: { to: null, deadline: 'Q2' }
		},
		{
			advice: [{ code: 'contains-metric' }, { code: 'no-audience' }],
			parse: { delta: 20, unit: '%' }
		},
		{ advice: [{ code: 'no-baseline' }, { code: 'no-deadline' }], parse: { delta: 3, unit: 'x' } }
	]);
});

test('[COACH-15] a bad line gets an error line, the rest goes on, and the exit code says so', async () => {
	const { lines, code } = await runBatch(
		`not JSON\n${line('key_result', 'NPS of 50')}\nnull\n${line('wish', 'x')}${line('objective', 7)}${line('objective', 'Cooks are proud')}`
	);
	expect(code).toBe(1);
	expect(lines).toMatchObject([
		{ error: expect.stringContaining('line 1') as string },
		{ advice: [{ code: 'no-deadline' }] },
		{ error: expect.stringContaining('line 3') as string },
		{ error: expect.stringContaining('line 4') as string },
		{ error: expect.stringContaining('line 5') as string },
		{ error: expect.stringContaining('line 6') as string },
		{ advice: [] }
	]);
});

test('[COACH-15] thousands of lines come through a pipe whole', async () => {
	const { lines, code } = await runBatch(
		line('key_result', 'NPS from 30 to 50 by June').repeat(3000)
	);
	expect(code).toBe(0);
	expect(lines).toHaveLength(3000);
});

test('[COACH-15] only a line feed ends a line, however a text breaks its own, and a mark before the first is passed over', async () => {
	const { lines, code } = await runBatch(
		`\ufeff${line('key_result', 'NPS\u2028of\u202950\u0085')}{"kind":"objective",\r"text":"Cooks are proud"}\r\n{"kind":"key_result","text":"NPS of 50"}`
	);
	expect(lines).toMatchObject([{ parse: { to: 50 } }, { advice: [] }, { parse: { to: 50 } }]);
	expect(code).toBe(0);
});
