import Papa from 'papaparse';
import { roleOfHeading } from './columns.ts';

/** One row of a table. */
export interface Row {
	cells: string[];
	/** As it was pasted, with its quotes, and its line breaks inside of cells. */
	source: string;
}

/** A table as pasted; rows without anything in them are left out. */
export interface Table {
	rows: Row[];
	/** Whether the first row names the columns. */
	hasHeadings: boolean;
}

const delimiters = ['\t', ';', ','] as const;
const mostColumns = 60;

/**
 * Finds the table in a text: cells copied from a sheet (tabs), CSV with `,` or `;` (only if the first row
 * names columns, as any text has commas), or a table of Markdown. Null where it is none; `surely`
 * says that a person takes it for one. `isHeading` tells what names a column, of a plan if left out.
 */
export function splitTable(
	text: string,
	surely = false,
	isHeading: (cell: string) => boolean = (cell) => roleOfHeading(cell) !== null
): Table | null {
	const markdown = splitMarkdown(text);
	if (markdown) return markdown;
	const candidates = delimiters.map((delimiter) => {
		const rows = splitBy(text, delimiter);
		const known = (rows[0]?.cells ?? []).filter(isHeading).length;
		return { delimiter, rows, known, width: widthOf(rows) };
	});
	const named = candidates.filter(({ known, width }) => known >= 2 && width >= 2);
	const [best] = named.sort((a, b) => b.known - a.known);
	if (best) return { rows: best.rows.map(cut), hasHeadings: true };
	const [tabs] = candidates;
	if (tabs && isGrid(tabs.rows)) return { rows: tabs.rows.map(cut), hasHeadings: false };
	if (!surely) return null;
	const [widest] = candidates.sort((a, b) => b.width - a.width);
	return widest ? { rows: widest.rows.map(cut), hasHeadings: false } : null;
}

/** How many cells the widest row has. Not by one call with all of them: a hundred thousand arguments are an error. */
export function widthOf(rows: readonly Row[]): number {
	return rows.reduce((most, { cells }) => Math.max(most, cells.length), 0);
}

/** At least two rows with something on both sides of a tab: no indented list has that. */
function isGrid(rows: Row[]): boolean {
	const full = rows.filter(({ cells }) => cells.filter((cell) => cell !== '').length >= 2);
	return full.length >= 2 && full.length * 2 >= rows.length;
}

function splitBy(text: string, delimiter: string): Row[] {
	const rows: Row[] = [];
	let at = 0;
	Papa.parse<string[]>(text, {
		delimiter,
		skipEmptyLines: false,
		step: ({ data, meta }) => {
			const source = text.slice(at, meta.cursor);
			at = meta.cursor;
			if (source.trim() !== '') rows.push({ cells: data.map((cell) => cell.trim()), source });
		}
	});
	if (text.slice(at).trim() !== '')
		rows.push({ cells: [text.slice(at).trim()], source: text.slice(at) });
	return rows;
}

/** `| a | b |` in every line, and under the first the line of dashes. */
function splitMarkdown(text: string): Table | null {
	const lines = text.split(/\r\n?|\n/).filter((line) => line.trim() !== '');
	if (lines.length < 2 || !lines.every((line) => line.trim().startsWith('|'))) return null;
	if (!/^\s*\|?[\s:|-]*-[\s:|-]*$/.test(lines[1] ?? '')) return null;
	const rows = lines.map((source) => ({
		source,
		cells: source
			.trim()
			.replace(/^\||\|$/g, '')
			.split(/(?<!\\)\|/)
			.map((cell) => cell.trim().replaceAll('\\|', '|'))
	}));
	// The line of dashes says nothing, and stands with the headings.
	const [headings, dashes, ...rest] = rows as [Row, Row, ...Row[]];
	const first = { ...headings, source: `${headings.source}\n${dashes.source}` };
	return { rows: [first, ...rest].map(cut), hasHeadings: true };
}

/** A row of a thousand cells is a mistake; what is beyond is still in the row, in its last cell. */
function cut(row: Row): Row {
	if (row.cells.length <= mostColumns) return row;
	const rest = row.cells.slice(mostColumns - 1).filter((cell) => cell !== '');
	return { ...row, cells: [...row.cells.slice(0, mostColumns - 1), rest.join(' ')] };
}
