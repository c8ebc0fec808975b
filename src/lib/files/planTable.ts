import Papa from 'papaparse';
import { askedBy, learningFields } from '#lib/okr/keyResult.ts';
import { formatNumber } from '#lib/okr/number.ts';
import type { Exported, ExportedKeyResult } from './exported.ts';

/** The headings of the table in the person's language; each is one that pasting recognises. */
export interface TableWords {
	objective: string;
	audience: string;
	metric: string;
	kind: string;
	baseline: string;
	target: string;
	unit: string;
	dueOn: string;
	owner: string;
	ambition: string;
	/** Of whole days; empty where a key result follows the team. */
	measuredEvery: string;
	/** Of what is there to learn. */
	question: string;
	evidence: string;
	decision: string;
	kinds: Record<ExportedKeyResult['kind'], string>;
	ambitions: Record<ExportedKeyResult['ambition'], string>;
}

/**
 * A plan as CSV, a row for each key result and for each objective without one. Written so that the sheets
 * of the locale open it by a double click: with the mark of UTF-8, and split by `;` where the comma is
 * the decimal sign. What a sheet would run as a formula is text: a `'` stands before it.
 */
export function planToCsv({ plan, nameOf, locale }: Exported, words: TableWords): string {
	const hasDecimalComma = formatNumber(0.5, locale).includes(',');
	const number = (value: number | null) => {
		if (value === null) return '';
		return hasDecimalComma ? String(value).replace('.', ',') : String(value);
	};
	const headings = [
		words.objective,
		words.audience,
		words.metric,
		words.kind,
		words.baseline,
		words.target,
		words.unit,
		words.dueOn,
		words.owner,
		words.ambition,
		words.measuredEvery,
		...learningFields.map((field) => words[field])
	];
	const rows = plan.objectives.flatMap(({ title, audience, keyResults }) => {
		const start = [guarded(title), guarded(audience)];
		if (keyResults.length === 0) return [start];
		return keyResults.map((keyResult) => [
			...start,
			guarded(keyResult.metric),
			words.kinds[keyResult.kind],
			number(keyResult.baseline),
			number(keyResult.target),
			guarded(keyResult.unit),
			keyResult.dueOn ?? '',
			guarded(keyResult.ownerId === null ? '' : (nameOf(keyResult.ownerId) ?? '')),
			words.ambitions[keyResult.ambition],
			number(keyResult.measuredEveryDays),
			...learningFields.map((field) => guarded(askedBy(keyResult)[field] ?? ''))
		]);
	});
	const delimiter = hasDecimalComma ? ';' : ',';
	return `\uFEFF${Papa.unparse([headings, ...rows], { delimiter, newline: '\r\n' })}\r\n`;
}

/** Sheets take a cell for a formula by its first sign, some also by its wide form or after a tab. */
function guarded(text: string): string {
	return /^\s*[=+\-@＝＋－＠]|^[\t\r]/.test(text) ? `'${text}` : text;
}
