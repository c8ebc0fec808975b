import { type Digest, digestOf } from '#lib/files/digest.ts';
import { digestToHtml } from '#lib/files/digestHtml.ts';
import { digestToMarkdown, digestToText } from '#lib/files/digestText.ts';
import { statusWords } from '#lib/views/status/statusWords.ts';
import type { Asked } from './arguments.ts';
import type { Opened } from './open.ts';
import { endOfReading } from './openCycle.ts';
import type { Outcome } from './outcome.ts';
import { reportOf } from './report.ts';
import { formatOf, speakAs } from './words.ts';

const formats: Record<'text' | 'markdown' | 'html', (digest: Digest) => string> = {
	text: digestToText,
	markdown: digestToMarkdown,
	html: digestToHtml
};

/** The state of the cycle in words, for whoever did not ask. */
export async function digest(asked: Asked, opened: Opened): Promise<Outcome> {
	const write = formats[formatOf(asked, formats)];
	await speakAs(asked);
	const { report, cycle, wasReached } = await reportOf(asked, opened);
	const names = { team: opened.team.snapshot().name, cycle: cycle.name };
	return {
		output: write(digestOf(report, names, statusWords)),
		...(await endOfReading(asked, opened, { cycle, wasReached }))
	};
}
