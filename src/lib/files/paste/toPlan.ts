import type { ObjectiveDraft } from '#lib/okr/planDraft.ts';
import type { Reading, ReadLine } from './readPaste.ts';

/** What lands, as the corrected lines say. */
export interface PastedPlan {
	objectives: ObjectiveDraft[];
	keyResults: number;
	/** Lines that are left out. */
	ignored: number;
	/** Key results that stood above the first objective; they land under one without a title. */
	homeless: number;
}

/** `corrections` holds by a line's key what a person takes it for. */
export function linesToPlan(
	lines: readonly ReadLine[],
	corrections: Readonly<Record<string, Reading>> = {}
): PastedPlan {
	const ignored = leftOut(lines, corrections).length;
	const plan: PastedPlan = { objectives: [], keyResults: 0, ignored, homeless: 0 };
	for (const line of lines) {
		const reading = corrections[line.key] ?? line.reading;
		if (reading === 'ignored') continue;
		if (reading === 'objective') plan.objectives.push({ ...line.objective, keyResults: [] });
		else {
			if (plan.objectives.length === 0) {
				plan.objectives.push({ title: '', audience: '', lifecycle: 'draft', keyResults: [] });
			}
			if (plan.objectives.length === 1 && isNameless(plan.objectives[0])) plan.homeless++;
			plan.objectives.at(-1)?.keyResults.push(line.keyResult);
			plan.keyResults++;
		}
	}
	return plan;
}

/** The lines of which nothing lands. The headings of a table have done what they are for, and parts land with their key result. */
export function leftOut(
	lines: readonly ReadLine[],
	corrections: Readonly<Record<string, Reading>> = {}
): ReadLine[] {
	return lines.filter(
		({ key, reading, isHeadings, isPart }) =>
			!isHeadings && !isPart && (corrections[key] ?? reading) === 'ignored'
	);
}

function isNameless(objective: ObjectiveDraft | undefined): boolean {
	return objective?.title === '';
}
