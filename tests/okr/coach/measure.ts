import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { keyResultCodes, objectiveCodes, type ParsedKeyResult } from '#lib/okr/coach/advice.ts';
import { coach } from '#lib/okr/coach/coach.ts';

/** A labelled line of a corpus; docs/coach.md says how lines are labelled. */
export interface LabelledLine {
	kind: 'objective' | 'key_result';
	text: string;
	/** All codes that hold, the leading one first, for a line of which nothing else is known. */
	codes: string[];
	/** For key results only. */
	parse?: Omit<ParsedKeyResult, 'metric'>;
	/** Codes on which two good coaches could differ: they count neither way, said or not said. */
	soft?: string[];
	/** Fields of `parse` on which two good readers could differ: they are not measured. */
	softParse?: string[];
}

/** How often something was said and how often it was right to say it. */
export interface Score {
	right: number;
	wrong: number;
	missed: number;
}

export interface Figures {
	lines: number;
	/** Lines whose first advice, or whose lack of any, is that of the label. 0..1. */
	first: number;
	/** Codes as `key_result output-not-outcome`, in their order. */
	codes: Map<string, Score>;
	/** Key results in which it was rightly told whether there is an amount. 0..1. */
	amounts: number;
	/** Key results with a value to reach of which the value was read. 0..1. */
	to: number;
	from: Score;
	deadline: Score;
	/** Deadlines found on both sides whose words agree but for preposition, article, case and closing dot. 0..1. */
	deadlineWords: number;
	/** Key results with all of from, to and delta as labelled. 0..1. */
	numbers: number;
	direction: number;
	unit: number;
	/** What differs, for reading: text, expected, given. */
	differences: string[];
}

const folder = import.meta.dirname;

/** The corpus files there are whose names begin so: `making`, `apart`. */
export function readCorpus(beginning: string, from = folder): LabelledLine[] {
	return readdirSync(from)
		.filter((name) => name.startsWith(beginning) && name.endsWith('.jsonl'))
		.sort()
		.flatMap((name) => readFileSync(path.join(from, name), 'utf8').split('\n'))
		.filter((line) => line.trim() !== '')
		.map((line) => JSON.parse(line) as LabelledLine);
}

/** Precision, 1 where nothing was said. */
export function precisionOf({ right, wrong }: Score): number {
	return right + wrong === 0 ? 1 : right / (right + wrong);
}

/** Recall, 1 where there was nothing to find. */
export function recallOf({ right, missed }: Score): number {
	return right + missed === 0 ? 1 : right / (right + missed);
}

/** Reviews every line and compares. */
export function measure(lines: readonly LabelledLine[]): Figures {
	const codes = new Map<string, Score>();
	for (const code of keyResultCodes) codes.set(`key_result ${code}`, emptyScore());
	for (const code of objectiveCodes) codes.set(`objective ${code}`, emptyScore());
	const from = emptyScore();
	const deadline = emptyScore();
	const share = {
		first: shareOf(),
		amounts: shareOf(),
		to: shareOf(),
		numbers: shareOf(),
		direction: shareOf(),
		unit: shareOf(),
		deadlineWords: shareOf()
	};
	const differences: string[] = [];
	for (const line of lines) {
		const isObjective = line.kind === 'objective';
		const advice = isObjective
			? coach.reviewObjective(line.text)
			: coach.reviewKeyResult(line.text);
		const given = advice.map(({ code }) => code as string);
		const notes: string[] = [];
		const isFirm = (code: string) => !line.soft?.includes(code);
		const expected = line.codes.filter(isFirm);
		const said = given.filter(isFirm);
		tally(share.first, expected[0] === said[0]);
		if (said.join() !== expected.join())
			notes.push(`[${expected.join(' ')}] → [${said.join(' ')}]`);
		for (const code of (isObjective ? objectiveCodes : keyResultCodes).filter(isFirm)) {
			count(codes.get(`${line.kind} ${code}`), expected.includes(code), said.includes(code));
		}
		const { parse } = line;
		if (parse) {
			const read = coach.parseKeyResult(line.text);
			const isMeasured = (field: string) => !line.softParse?.includes(field);
			const differs = (['from', 'to', 'delta', 'unit', 'direction', 'deadline'] as const).filter(
				(field) => isMeasured(field) && !isSame(parse[field], read[field], field)
			);
			const isRight = (...fields: (typeof differs)[number][]) =>
				!fields.some((field) => differs.includes(field));
			for (const field of differs) notes.push(`${field} ${parse[field]} → ${read[field]}`);
			if (['from', 'to', 'delta'].every(isMeasured))
				tally(share.numbers, isRight('from', 'to', 'delta'));
			if (isMeasured('direction')) tally(share.direction, isRight('direction'));
			if (isMeasured('unit')) tally(share.unit, isRight('unit'));
			if (isMeasured('to') && isMeasured('delta'))
				tally(share.amounts, hasAmount(parse) === hasAmount(read));
			if (isMeasured('to') && parse.to !== null) tally(share.to, isRight('to'));
			if (isMeasured('from')) count(from, parse.from !== null, read.from !== null);
			if (isMeasured('deadline')) {
				count(deadline, parse.deadline !== null, read.deadline !== null);
				if (parse.deadline !== null && read.deadline !== null)
					tally(share.deadlineWords, isAlike(parse.deadline, read.deadline));
			}
		}
		if (notes.length > 0) differences.push(`${line.text}: ${notes.join('; ')}`);
	}
	return {
		lines: lines.length,
		first: valueOf(share.first),
		codes,
		amounts: valueOf(share.amounts),
		to: valueOf(share.to),
		from,
		deadline,
		deadlineWords: valueOf(share.deadlineWords),
		numbers: valueOf(share.numbers),
		direction: valueOf(share.direction),
		unit: valueOf(share.unit),
		differences
	};
}

/** The table of docs/coach.md: a line for each code that occurs, then what was parsed. */
function tableOf({ codes, from, deadline, ...figures }: Figures): string {
	const percent = (value: number) => value.toFixed(2);
	const row = (name: string, score: Score) =>
		`| ${name} | ${score.right + score.missed} | ${percent(precisionOf(score))} | ${percent(recallOf(score))} |`;
	return [
		`${figures.lines} lines. First advice right ${percent(figures.first)}, amount or none ${percent(figures.amounts)}, to ${percent(figures.to)}, all numbers ${percent(figures.numbers)}, direction ${percent(figures.direction)}, unit ${percent(figures.unit)}, words of deadlines ${percent(figures.deadlineWords)}.`,
		'',
		'| code | lines | precision | recall |',
		'| --- | --- | --- | --- |',
		...[...codes]
			.filter(([, { right, wrong, missed }]) => right + wrong + missed > 0)
			.map(([code, score]) => row(code, score)),
		row('starting value', from),
		row('deadline', deadline)
	].join('\n');
}

function emptyScore(): Score {
	return { right: 0, wrong: 0, missed: 0 };
}

function count(score: Score | undefined, isThere: boolean, isGiven: boolean): void {
	if (!score) return;
	if (isThere && isGiven) score.right++;
	else if (isGiven) score.wrong++;
	else if (isThere) score.missed++;
}

/** How many of those that were looked at were right. */
interface Share {
	right: number;
	of: number;
}

function shareOf(): Share {
	return { right: 0, of: 0 };
}

function tally(share: Share, isRight: boolean): void {
	share.of++;
	if (isRight) share.right++;
}

/** 1 where nothing was looked at. */
function valueOf({ right, of }: Share): number {
	return of === 0 ? 1 : right / of;
}

/** Deadlines compared as a reader would: "the end of Q3" and "by end of Q3." are the same. */
function isAlike(one: string, other: string): boolean {
	const [a, b] = [one, other].map((text) =>
		text
			.toLowerCase()
			.replace(/^(?:(?:by|until|till|before|in|on|the|bis|im|am|zum|dem|der|den|das)\s+)+/, '')
			.replace(/\.$/, '')
	) as [string, string];
	return a.includes(b) || b.includes(a);
}

function hasAmount({ to, delta }: Pick<ParsedKeyResult, 'to' | 'delta'>): boolean {
	return to !== null || delta !== null;
}

function isSame(
	one: string | number | null,
	other: string | number | null,
	field: string
): boolean {
	if (field === 'deadline' && one !== null && other !== null)
		return isAlike(String(one), String(other));
	if (typeof one === 'number' && typeof other === 'number') {
		return Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(one));
	}
	return one === other;
}

// `node tests/okr/coach/measure.ts making` prints the table, and with `--differences` every line that differs.
if (process.argv[1] === import.meta.filename) {
	const [beginning = 'making', ...rest] = process.argv.slice(2);
	const place = rest.find((argument) => !argument.startsWith('--'));
	const figures = measure(readCorpus(beginning, place));
	console.log(tableOf(figures));
	if (rest.includes('--differences')) console.log(`\n${figures.differences.join('\n')}`);
}
