import { m } from '#lib/messages/messages.js';
import { standingPlanOf } from '#lib/okr/agreedPlan.ts';
import type { TableWords } from '#lib/files/planTable.ts';
import type { CycleId } from '#lib/okr/ids.ts';
import { planToMarkdown } from '#lib/files/planText.ts';
import type { Exported } from '#lib/files/exported.ts';
import type { PackDraft } from '#lib/okr/pack.ts';
import type { CycleState } from '#lib/state/cycle.svelte.ts';
import { stepMarksOf } from '#lib/state/standing.ts';
import type { TeamState } from '#lib/state/team.svelte.ts';
import { currentLocale } from '#lib/state/language.svelte.ts';
import { later, miss } from '#lib/ui/later.ts';
import { sectionName } from './pack/packWords.ts';
import { saveFile } from './saveFile.ts';

const cycleFile = later(() => import('#lib/files/cycleFile.ts'));
const planTable = later(() => import('#lib/files/planTable.ts'));

/** A team and a cycle, as far as files tell of them; also without a screen. */
export type ExportedTeam = Pick<TeamState, 'snapshot' | 'role' | 'person'>;
export type ExportedCycle = Pick<CycleState, 'snapshot'> & { verbs: { cycleId: CycleId } };

/** What a file says of the cycle on the screen, as it stands now. `pack`: its context pack, where it is told of. */
export function exportedOf(
	team: ExportedTeam,
	cycle: ExportedCycle,
	pack: readonly PackDraft[] = []
): Exported {
	const { name, cycles } = team.snapshot;
	const dates = cycles.find(({ id }) => id === cycle.verbs.cycleId);
	return {
		team: name,
		cycle: dates ?? { name: '', startOn: '', endOn: '', timeZone: 'UTC' },
		plan: planShown(team, cycle),
		beside: team.role === 'view' ? undefined : besideOf(cycle),
		pack: team.role === 'view' ? [] : pack,
		nameOf: (id) => team.person(id)?.name,
		locale: currentLocale(),
		now: Date.now()
	};
}

function besideOf({ snapshot }: ExportedCycle): Exported['beside'] {
	return { ...snapshot, stepMarks: stepMarksOf(snapshot) };
}

/** Whoever only reads is shown what was agreed, and takes no more along than that. */
function planShown(team: ExportedTeam, cycle: ExportedCycle): Exported['plan'] {
	const { plan, agreed } = cycle.snapshot;
	return team.role === 'view' && agreed?.plan ? standingPlanOf(agreed.plan) : plan;
}

export async function saveAsJson(exported: Exported): Promise<void> {
	const file = await cycleFile();
	if (!file) return miss();
	saveFile(titleOf(exported), 'json', 'application/json', file.writeCycleFile(exported));
}

export async function saveAsTable(exported: Exported): Promise<void> {
	const table = await planTable();
	if (!table) return miss();
	const csv = table.planToCsv(exported, tableWords());
	saveFile(titleOf(exported), 'csv', 'text/csv;charset=utf-8', csv);
}

/** The headings of a table, and what stands in its columns of words; pasting reads them back. */
export function tableWords(): TableWords {
	return {
		objective: m.file_objective(),
		audience: m.file_audience(),
		metric: m.file_metric(),
		kind: m.file_kind(),
		baseline: m.file_baseline(),
		target: m.file_target(),
		unit: m.file_unit(),
		dueOn: m.file_due(),
		owner: m.file_owner(),
		ambition: m.file_ambition(),
		measuredEvery: m.file_measured_every(),
		question: m.file_question(),
		evidence: m.file_evidence(),
		decision: m.file_decision(),
		kinds: {
			number: m.file_number(),
			milestone: m.file_milestone(),
			guard: m.file_guard()
		},
		ambitions: {
			committed: m.file_committed(),
			aspirational: m.file_aspirational(),
			learning: m.file_learning()
		}
	};
}

export function saveAsText(exported: Exported): void {
	saveFile(titleOf(exported), 'md', 'text/markdown;charset=utf-8', planAsText(exported));
}

/** The whole plan as Markdown. */
export function planAsText(exported: Exported): string {
	return planToMarkdown(exported, textWords);
}

/** Between the values of a key result. */
export const textWords = {
	audience: (who: string) => m.file_text_audience({ who }),
	fromTo: (from: string, to: string) => m.file_text_from_to({ from, to }),
	from: (from: string) => m.file_text_from({ from }),
	to: (to: string) => m.file_text_to({ to }),
	above: (limit: string) => m.file_text_above({ limit }),
	below: (limit: string) => m.file_text_below({ limit }),
	by: (day: string) => m.file_text_by({ day }),
	question: (text: string) => m.file_text_question({ text }),
	evidence: (text: string) => m.file_text_evidence({ text }),
	decision: (text: string) => m.file_text_decision({ text }),
	get untitled() {
		return m.plan_untitled();
	},
	get pack() {
		return m.pack_title();
	},
	section: sectionName
};

function titleOf({ team, cycle }: Exported): string {
	return `${team} ${cycle.name}`;
}
