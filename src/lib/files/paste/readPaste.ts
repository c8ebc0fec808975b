import type { BroughtVersion } from '#lib/okr/broughtVersion.ts';
import type { ParsedKeyResult } from '#lib/okr/coach/advice.ts';
import type { PersonId } from '#lib/okr/ids.ts';
import type { PackDraft } from '#lib/okr/pack.ts';
import type { KeyResultDraft, ObjectiveDraft } from '#lib/okr/planDraft.ts';
import { readColumns, type ColumnRole } from './columns.ts';
import { readExport } from './fromExport.ts';
import { hasMoreLines } from './lines.ts';
import { readList } from './list.ts';
import { readRows } from './rows.ts';
import { splitTable } from './table.ts';

/*
 * A plan as people have it today: a text, Markdown, or cells of a sheet. Every line of it is read as
 * one thing and shown with that reading before anything lands; a reading is a guess, and a person corrects it.
 */

export const readings = ['objective', 'keyResult', 'ignored'] as const;
export type Reading = (typeof readings)[number];

/** A piece of a line that has no field of its own: it stands in the words of the key result. */
export interface Kept {
	/** What it was called where it came from; '' where it had no name. */
	label: string;
	text: string;
	/**
	 * `current`: there is nowhere yet to put a measured value · `nobody`: no one person by that name ·
	 * `number`, `date`, `unit`: not one that can be read with certainty · `column`: of no known column
	 */
	why: 'current' | 'nobody' | 'number' | 'date' | 'unit' | 'column';
}

/** One line of the preview. It carries both readings, so that a correction only chooses. */
export interface ReadLine {
	/** The same line of the same text has the same key: corrections hang on it. */
	key: string;
	/** As it was pasted. What is shown of it may not be shorter than this. */
	source: string;
	reading: Reading;
	objective: Omit<ObjectiveDraft, 'keyResults'>;
	keyResult: KeyResultDraft;
	kept: Kept[];
	/** The row that names the columns of a table. */
	isHeadings?: true;
	/** It says the question, the evidence or the decision of the key result above it, and has landed with that. */
	isPart?: true;
}

/** A column of a table, with what it is taken for. */
export interface ReadColumn {
	/** Its heading, or its first cell where it has none. */
	name: string;
	role: ColumnRole;
}

export type PasteAs = 'list' | 'table';

export type ReadPaste =
	| {
			ok: true;
			/** `export`: a plan that Cairn wrote into a file. */
			as: PasteAs | 'export';
			lines: ReadLine[];
			/** Of a table only. */
			columns: ReadColumn[];
			/** Names in an exported plan of people who are not in this team, each once. */
			strangers: string[];
			/** What was agreed where an exported plan comes from, to be read. */
			versions?: BroughtVersion[];
			/** Its context pack. */
			pack?: PackDraft[];
	  }
	| { ok: false; why: PasteProblem };

/**
 * `too-large`: more than 1 MiB · `too-long`: more lines than a person can look through ·
 * `cut`: the beginning of a plan that Cairn wrote · `newer`: one that a later Cairn wrote ·
 * `foreign`: a file of Cairn that is no plan, or bytes that are no text
 */
export type PasteProblem = 'empty' | 'too-large' | 'too-long' | 'cut' | 'newer' | 'foreign';

/** What is known where it is pasted. */
export interface PasteContext {
	/** BCP 47, of the person who pastes: numbers and dates are read by its customs. */
	locale: string;
	/** The cycle it shall go into: a date without a year means the one inside it. */
	startOn: string;
	endOn: string;
	/** Those an owner can be. */
	people: readonly { id: PersonId; name: string }[];
	/** The coach's reading of a line, once it is loaded. */
	parseLine?: ((text: string) => ParsedKeyResult) | undefined;
	/** A choice of the person; left out, it is found from the text. */
	as?: PasteAs | undefined;
	/** What the person takes columns for, by their index. */
	roles?: Readonly<Record<number, ColumnRole>> | undefined;
}

/** In bytes of UTF-8 for a file, in UTF-16 units for a text. */
export const largestPaste = 1024 * 1024;
const mostLines = 2000;
/** Key results that land at once. */
export const mostKeyResults = 200;

/** Reads a pasted text. Never throws; whatever is not blank in it is in the source of some line. */
export function readPaste(text: string, context: PasteContext): ReadPaste {
	if (text.length > largestPaste) return { ok: false, why: 'too-large' };
	const clean = text.replace(/^\uFEFF+/, '');
	if (clean.trim() === '') return { ok: false, why: 'empty' };
	// Bytes of a picture or a sheet's own format, taken for text.
	if (clean.includes('\0')) return { ok: false, why: 'foreign' };
	const exported = readExport(clean, context.people);
	if (exported) return exported;

	if (hasMoreLines(clean, mostLines)) return { ok: false, why: 'too-long' };
	const table = context.as === 'list' ? null : splitTable(clean, context.as === 'table');
	if (!table) {
		return { ok: true, as: 'list', lines: readList(clean, context), columns: [], strangers: [] };
	}
	const columns = readColumns(table, context);
	const lines = readRows(table, columns, context);
	return { ok: true, as: 'table', lines, columns: columns.all, strangers: [] };
}
