import { createKeyResultDraft, type KeyResultDraft } from '#lib/okr/planDraft.ts';
import { isCurrency } from '#lib/okr/unit.ts';
import { readDueDay } from './dueDayText.ts';
import { withKept } from './lines.ts';
import { readNumber } from './numberText.ts';
import { findPerson } from './people.ts';
import type { Kept, PasteContext } from './readPaste.ts';

/** Longer ones are prose: nothing is taken out of them. */
const longestLine = 300;

/**
 * Reads a key result from one line: `NPS from 20 to 40 by 31 Dec (Ana)`, `Weekly actives: 1.2k → 3k @Ben`.
 * What is not understood stays in the metric.
 */
export function readKeyResultLine(
	text: string,
	context: PasteContext
): { keyResult: KeyResultDraft; kept: Kept[] } {
	if (text.length > longestLine)
		return { keyResult: createKeyResultDraft({ metric: text }), kept: [] };
	const kept: Kept[] = [];
	const { rest: unowned, ownerId } = takeOwner(text, context);
	const { rest, dueOn } = takeDay(unowned, context);
	const own = readNumbers(rest, context.locale);
	const coached = askCoach(rest, context, own);
	const deadline = coached?.deadline ?? null;
	const day = dueOn ?? (deadline === null ? null : readDueDay(deadline, context));
	if (deadline !== null && day === null) kept.push({ label: '', text: deadline, why: 'date' });
	const { metric = rest, baseline = null, target = null, unit = '' } = coached ?? own ?? {};
	const words = withKept(metric, kept);
	return {
		keyResult: createKeyResultDraft({ metric: words, baseline, target, unit, dueOn: day, ownerId }),
		kept
	};
}

/** Two with their fractions, and a date. A line of more of them is a list of something. */
const mostNumerals = 8;

/** A numeral that is a fraction in one country and thousands in another. */
const ambiguous = /\d[.,]\d{3}(?!\d)/;

/**
 * The coach knows more ways to say a movement, and which words are its verb. It is believed where the line
 * names both ends, so that no verb goes whose direction the numbers do not show, and where it reads the
 * same numbers as the customs of the locale do.
 */
function askCoach(text: string, { parseLine }: PasteContext, own: Numbers | null) {
	const numerals = text.match(/\d+/g)?.length ?? 0;
	const isCertain = numerals >= 2 && numerals <= mostNumerals && !ambiguous.test(text);
	const said = isCertain ? parseLine?.(text) : undefined;
	if (!said || said.from === null || said.to === null) return null;
	if (own && (own.baseline !== said.from || own.target !== said.to)) return null;
	return {
		metric: said.metric,
		baseline: said.from,
		target: said.to,
		unit: own?.unit || said.unit || '',
		deadline: said.deadline
	};
}

/** `… (Ana)`, `… [Ana]`, `… @Ana`, `… – Owner: Ana` at the end of a line. */
function takeOwner(text: string, { people }: PasteContext) {
	const patterns = [
		/^(.*\S)\s*[([](?:owner|verantwortlich|zuständig)?:?\s*([^()[\]]{1,60})[)\]]$/isu,
		/^(.*\S)\s+@([^@]{1,60})$/su,
		/^(.*\S)\s*[,;·|–—-]\s*(?:owner|verantwortlich|zuständig):?\s*(.{1,60})$/isu
	];
	for (const pattern of patterns) {
		const [, rest = '', name = ''] = pattern.exec(text) ?? [];
		const ownerId = findPerson(name, people);
		if (ownerId) return { rest, ownerId };
	}
	return { rest: text, ownerId: null };
}

/** `… by 31 Dec`, `… (due 2026-12-31)`, `… bis zum 31.12.`, `… by the end of the quarter` at the end of a line. */
function takeDay(text: string, context: PasteContext) {
	const [, rest = '', day = ''] =
		/^(.*\S)[\s,;·|(–—-]+(?:by|until|due(?: on| by)?|bis(?: zum)?|fällig(?: am)?):?\s+([^()]{2,40})\)?$/isu.exec(
			text
		) ?? [];
	const dueOn = day === '' ? null : readDueDay(day, context);
	return dueOn ? { rest, dueOn } : { rest: text, dueOn: null };
}

interface Numbers {
	metric: string;
	baseline: number;
	target: number;
	unit: string;
}

/** From one number to another, by an arrow or in words. */
function readNumbers(text: string, locale: string): Numbers | null {
	const [start, end] = splitAtMovement(text) ?? [];
	const baseline = start === undefined ? null : readEnd(start, locale);
	const target = end === undefined || !baseline ? null : readStart(end, locale, baseline.unit);
	if (!baseline || !target) return null;
	const unit = target.unit || baseline.unit;
	if (baseline.unit !== '' && baseline.unit !== unit) return null;
	const metric = [baseline.rest, target.rest].map((piece) => piece.replace(edges, ''));
	return {
		metric: metric.filter(Boolean).join(' ') || text,
		baseline: baseline.value,
		target: target.value,
		unit
	};
}

const edges = /^[\s:,(–—-]{1,9}|(?<![\s:,(–—-])[\s:,(–—-]{1,9}$/gu;

function splitAtMovement(text: string): [string, string] | null {
	const arrow = /→|->|=>|➔|➜/.exec(text);
	if (arrow)
		return [text.slice(0, arrow.index).trim(), text.slice(arrow.index + arrow[0].length).trim()];
	const from = /(?:^|[\s(,;:])(?:from|von)\s/i.exec(text);
	if (!from) return null;
	const at = from.index + from[0].length;
	const to = /\s(?:to|auf)\s/i.exec(text.slice(at));
	if (!to) return null;
	const before = text.slice(0, from.index);
	return [
		`${before} ${text.slice(at, at + to.index)}`.trim(),
		text.slice(at + to.index + to[0].length).trim()
	];
}

/** A word that leads to what comes next is no part of a unit: `40 % by …`. */
const leads = /(?:^|\s)(?:by|until|till|due|within|bis|vor|in|for)$/iu;

/**
 * The number at the start of a text: as many words of it as make one, at most three. A word behind it is
 * a unit only if it is the other end's too: it may as well be a verb.
 */
function readStart(text: string, locale: string, unit: string) {
	const words = text.replace(/[).,;]+$/, '').split(/\s+/);
	for (let count = Math.min(3, words.length); count > 0; count--) {
		const number = readNumber(words.slice(0, count).join(' '), locale);
		const isSign = number && (!/^\p{L}/u.test(number.unit) || isCurrency(number.unit));
		if (number && !leads.test(number.unit) && (isSign || number.unit === unit))
			return { ...number, rest: words.slice(count).join(' ') };
	}
	return null;
}

function readEnd(text: string, locale: string) {
	const words = text.split(/\s+/);
	for (let count = Math.min(3, words.length); count > 0; count--) {
		const number = readNumber(words.slice(-count).join(' '), locale);
		if (number) return { ...number, rest: words.slice(0, -count).join(' ') };
	}
	return null;
}
