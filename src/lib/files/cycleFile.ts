import { type Aside, isAside } from '#lib/okr/aside.ts';
import { isDay } from '#lib/okr/day.ts';
import {
	ambitions,
	guardSides,
	isEveryDays,
	keyResultKinds,
	learningFields,
	learningOf
} from '#lib/okr/keyResult.ts';
import { lifecycles, longestNote, mostNotes } from '#lib/okr/objective.ts';
import type { PackDraft } from '#lib/okr/pack.ts';
import {
	createKeyResultDraft,
	type KeyResultDraft,
	type ObjectiveDraft
} from '#lib/okr/planDraft.ts';
import type { Exported, ExportedKeyResult, ExportedObjective } from './exported.ts';
import {
	fileLog,
	type FiledCheckIn,
	type FiledInitiative,
	type FiledVersion,
	fileVersions,
	fileWork,
	readLog,
	readVersions,
	readWork
} from './cycleHistory.ts';
import { type FiledWorkshop, fileWorkshops, readWorkshops } from './cycleWorkshops.ts';
import { toList, toRecord, toText } from './fromJson.ts';
import { filePack, readPackItems } from './packFile.ts';

/** A person's own name instead of an id: a file is read in teams that do not know the id. */
export type FiledKeyResult = Omit<KeyResultDraft, 'ownerId' | 'initiatives' | 'checkIns'> & {
	owner: string | null;
	initiatives?: FiledInitiative[];
	checkIns?: FiledCheckIn[];
};

export type FiledObjective = Omit<ObjectiveDraft, 'keyResults'> & { keyResults: FiledKeyResult[] };

/** One cycle as JSON, for people and programs. docs/files.md describes it field by field. */
export interface CycleFile {
	cairn: 'cycle';
	version: 1;
	/** An ISO instant. */
	exportedAt: string;
	team: string;
	cycle: { name: string; startOn: string; endOn: string; timeZone: string };
	/** What stands, with those of its key results that are aside behind the others; then what is aside. */
	objectives: FiledObjective[];
	/** What was agreed, the latest first: to be read. They name items by ids that are only in their own cycle. */
	versions?: FiledVersion[];
	/** What came of the meetings of the cycle, the latest first: to be read. */
	workshops?: FiledWorkshop[];
	/** What its kickoff started from. */
	pack?: PackDraft[];
}

const version = 1;

/** The plan of a cycle as JSON text. */
export function writeCycleFile(exported: Exported): string {
	const { team, cycle, plan, beside, now } = exported;
	const { name, startOn, endOn, timeZone } = cycle;
	const file: CycleFile = {
		cairn: 'cycle',
		version,
		exportedAt: new Date(now).toISOString(),
		team,
		cycle: { name, startOn, endOn, timeZone },
		objectives: [
			...plan.objectives.map((objective) => fileObjective(exported, objective)),
			...(beside?.asides ?? []).flatMap((item) =>
				item.kind === 'objective'
					? // That it is deprioritised is what `aside` says; brought back, it is a draft.
						[
							{
								...fileObjective(exported, item.objective),
								lifecycle: 'draft' as const,
								aside: item.aside
							}
						]
					: []
			)
		],
		...(beside && { versions: fileVersions(exported, beside.versions) }),
		...fileWorkshops(exported.workshops ?? []),
		...filePack(exported.pack ?? [])
	};
	return `${JSON.stringify(file, null, '\t')}\n`;
}

function fileObjective(exported: Exported, objective: ExportedObjective): FiledObjective {
	const { id, title, audience, lifecycle, cards, keyResults } = objective;
	const dropped = (exported.beside?.asides ?? []).flatMap((item) =>
		item.kind === 'keyResult' && item.keyResult.objectiveId === id
			? [{ ...fileKeyResult(exported, item.keyResult), aside: item.aside }]
			: []
	);
	return {
		title,
		audience,
		lifecycle,
		...(cards && { cards }),
		keyResults: [...keyResults.map((one) => fileKeyResult(exported, one)), ...dropped]
	};
}

function fileKeyResult(exported: Exported, keyResult: ExportedKeyResult): FiledKeyResult {
	const { nameOf, beside } = exported;
	const { id, ownerId } = keyResult;
	return {
		...toFiled(keyResult, ownerId === null ? null : (nameOf(ownerId) ?? null)),
		...fileWork(exported, beside?.initiatives.get(id) ?? []),
		...fileLog(exported, beside?.checkIns.get(id) ?? [], beside?.stepMarks ?? new Map())
	};
}

/**
 * Reads what `writeCycleFile` wrote, perhaps an earlier or a careless other program: a missing or unfit
 * field is its default, what is not known is left out. `cut`: no whole JSON. Never throws.
 */
export function readCycleFile(
	text: string
): { ok: true; file: CycleFile } | { ok: false; why: 'cut' | 'newer' | 'foreign' } {
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch {
		return { ok: false, why: 'cut' };
	}
	const row = toRecord(json);
	if (row.cairn !== 'cycle' || typeof row.version !== 'number')
		return { ok: false, why: 'foreign' };
	if (row.version > version) return { ok: false, why: 'newer' };
	const cycle = toRecord(row.cycle);
	return {
		ok: true,
		file: {
			cairn: 'cycle',
			version,
			exportedAt: toText(row.exportedAt),
			team: toText(row.team),
			cycle: {
				name: toText(cycle.name),
				startOn: toText(cycle.startOn),
				endOn: toText(cycle.endOn),
				timeZone: toText(cycle.timeZone)
			},
			objectives: toList(row.objectives).map(readObjective),
			...readVersions(row.versions),
			...readWorkshops(row.workshops),
			...readPackItems(row.pack)
		}
	};
}

function readObjective(row: Record<string, unknown>): FiledObjective {
	return {
		title: toText(row.title),
		audience: toText(row.audience),
		lifecycle: oneOf(lifecycles, row.lifecycle, 'draft'),
		...readAside(row.aside),
		...readCards(row.cards),
		keyResults: toList(row.keyResults).map(readKeyResult)
	};
}

function readKeyResult(row: Record<string, unknown>): FiledKeyResult {
	const draft = createKeyResultDraft({
		metric: toText(row.metric),
		unit: toText(row.unit),
		baseline: toNumber(row.baseline),
		target: toNumber(row.target),
		dueOn: isDay(row.dueOn) ? row.dueOn : null
	});
	draft.kind = oneOf(keyResultKinds, row.kind, draft.kind);
	draft.guard = oneOf(guardSides, row.guard, draft.guard);
	draft.ambition = oneOf(ambitions, row.ambition, draft.ambition);
	const every = Number(row.measuredEveryDays);
	if (isEveryDays(every)) draft.measuredEveryDays = every;
	for (const field of learningFields) draft[field] = toText(row[field]);
	return {
		...toFiled(draft, typeof row.owner === 'string' ? row.owner : null),
		...readAside(row.aside),
		...readWork(row.initiatives),
		...readLog(row.checkIns)
	};
}

/** In the order in which a person reads a key result. */
function toFiled(draft: KeyResultDraft, owner: string | null): FiledKeyResult {
	const { metric, kind, unit, baseline, target, guard, dueOn, ambition, measuredEveryDays } = draft;
	return {
		...{ metric, kind, unit, baseline, target, guard, dueOn, owner, ambition, measuredEveryDays },
		...learningOf(draft)
	};
}

/** Why it is not in the plan, if it is not. */
function readAside(value: unknown): { aside?: Aside } {
	if (!isAside(value)) return {};
	const { as, why, decidedBy, comeback } = value;
	return { aside: { as, why, decidedBy, comeback } };
}

/** What stood on the cards that it came from, as far as there is room for it. */
function readCards(value: unknown): { cards?: string[] } {
	const cards = Array.isArray(value) ? value.filter((card) => typeof card === 'string') : [];
	const kept = cards.slice(0, mostNotes).map((card) => card.slice(0, longestNote));
	return kept.length > 0 ? { cards: kept } : {};
}

function toNumber(value: unknown): number | null {
	return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function oneOf<T extends string>(words: readonly T[], value: unknown, fallback: T): T {
	return words.find((word) => word === value) ?? fallback;
}
