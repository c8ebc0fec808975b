// `npm run --silent coach`: reviews JSON lines from standard input, one answer a line, in order. See docs/coach.md.
import { coach } from '../src/lib/okr/coach/coach.ts';

type Answer = { advice: unknown[]; parse: unknown } | { error: string };

/** Whoever reads may stop early, as `head` does; that is no mistake of ours. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
	process.exit(error.code === 'EPIPE' ? 0 : 1);
});

let number = 0;
for await (const line of linesOf(process.stdin)) {
	number++;
	const answer = answerTo(line);
	if ('error' in answer) process.exitCode = 1;
	if (!process.stdout.write(`${JSON.stringify(answer)}\n`)) {
		await new Promise((resolve) => process.stdout.once('drain', resolve));
	}
}

/**
 * Only a line feed ends a line of JSON lines. `readline` also breaks at U+2028 and others, which a text may
 * have in it. A byte order mark before the first line is none of its own.
 */
async function* linesOf(input: NodeJS.ReadStream): AsyncGenerator<string> {
	input.setEncoding('utf8');
	let rest = '';
	let isFirst = true;
	for await (const chunk of input as AsyncIterable<string>) {
		const pieces = (isFirst ? chunk.replace(/^\ufeff/, '') : chunk).split('\n');
		isFirst = false;
		pieces[0] = rest + pieces[0];
		rest = pieces.pop() ?? '';
		yield* pieces;
	}
	if (rest !== '') yield rest;
}

function answerTo(line: string): Answer {
	let request: unknown;
	try {
		request = JSON.parse(line);
	} catch {
		return { error: `line ${number} is not JSON` };
	}
	const { kind, text } = Object(request) as { kind?: unknown; text?: unknown };
	if (typeof text !== 'string') return { error: `line ${number} has no text` };
	if (kind !== 'objective' && kind !== 'key_result') {
		return { error: `line ${number} has neither the kind objective nor key_result` };
	}
	const advice = kind === 'objective' ? coach.reviewObjective(text) : coach.reviewKeyResult(text);
	return { advice, parse: coach.parseKeyResult(text) };
}
