// `npm run bench:coach`: how long one review takes on one core, after loading. Prints the table of docs/benchmarks.md.
import { coach } from '../../../src/lib/okr/coach/coach.ts';
import { readCorpus } from '../../okr/coach/measure.ts';

const began = performance.now();
coach.reviewKeyResult('Reach 40 members by June');
const firstMs = performance.now() - began;

const lines = readCorpus('making');
const rounds = 41;

/**
 * What each line takes in ms: the median of its reviews, so that what else the machine did meanwhile is not
 * counted as ours, while a line that is slow by itself is. Sorted.
 */
function timesOf(review: (text: string) => unknown, texts: readonly string[]): number[] {
	const times = texts.map((): number[] => []);
	for (let round = -5; round < rounds; round++)
		for (const [index, text] of texts.entries()) {
			const start = performance.now();
			review(text);
			if (round >= 0) times[index]?.push(performance.now() - start);
		}
	return times.map(medianOf).sort((one, other) => one - other);
}

function medianOf(times: number[]): number {
	return times.sort((one, other) => one - other)[times.length >> 1] ?? 0;
}

function rowOf(name: string, times: number[]): string {
	const at = (share: number) => (times[Math.floor((times.length - 1) * share)] ?? 0).toFixed(3);
	return `| ${name} | ${times.length} | ${at(0.5)} | ${at(0.99)} | ${at(1)} |`;
}

const textsOf = (kind: string) =>
	lines.filter((line) => line.kind === kind).map(({ text }) => text);
const longest = 'Reduce rework of orders over €10k from 9 % to 4 % within 2 days and '.repeat(20);

console.log('| what | lines | p50 ms | p99 ms | slowest ms |');
console.log('| --- | --- | --- | --- | --- |');
console.log(rowOf('a key result', timesOf(coach.reviewKeyResult, textsOf('key_result'))));
console.log(rowOf('an objective', timesOf(coach.reviewObjective, textsOf('objective'))));
console.log(rowOf('parsing a key result', timesOf(coach.parseKeyResult, textsOf('key_result'))));
console.log(rowOf('the longest text that is read', timesOf(coach.reviewKeyResult, [longest])));
console.log(`\nThe first review, which unfolds the words: ${firstMs.toFixed(0)} ms.`);
