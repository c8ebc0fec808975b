import type * as Y from 'yjs';
import type { AsideItem } from '#lib/okr/aside.ts';
import type { CheckIn } from '#lib/okr/checkIn.ts';
import type { Conflict } from '#lib/okr/conflict.ts';
import type { Dismissal } from '#lib/okr/dismissal.ts';
import type { KeyResultId, ObjectiveId } from '#lib/okr/ids.ts';
import type { Initiative } from '#lib/okr/initiative.ts';
import type { Origin } from '#lib/okr/objective.ts';
import type { Plan, PlanObjective } from '#lib/okr/plan.ts';
import { isSetAside, readAside } from './aside.ts';
import { loggedKeyResults, readLog } from './checkIns.ts';
import { type KeptVersion, readBroughtVersions } from './broughtVersions.ts';
import { conflictsOf } from './conflicts.ts';
import { valueOf } from './entity.ts';
import { readDismissals } from './dismissals.ts';
import { isTooNew } from './gate.ts';
import {
	type DeletedItem,
	isItem,
	isObjective,
	readDeleted,
	readInitiative,
	readKeyResult,
	readObjective
} from './items.ts';
import { readPens } from './pens.ts';
import { readReached } from './reached.ts';
import { inOrder } from './place.ts';
import { listAt } from './register.ts';
import { holdsUnseen, type PlanVersion, readVersions, standingVersion } from './planVersions.ts';
import { objectiveFields, planEntity } from './shape.ts';
import type { StoredSteps } from './stepMarks.ts';
import { isDeleted, isGone, type Node, readTree } from './tree.ts';

export type { DeletedItem };

/** The log of a key result that was deleted. */
export interface GoneLog {
	keyResultId: KeyResultId;
	/** As it read last; '' where only the log has arrived. */
	metric: string;
	/** In its order, never empty. */
	checkIns: CheckIn[];
}

export interface CycleSnapshot {
	/** What stands, in order; items that somebody deleted or dropped under an edit stand too. */
	plan: Plan;
	/** Deprioritised items and ideas for another cycle, in order. What belongs to them goes with them. */
	asides: AsideItem[];
	/** Which objectives were made of a workshop's cards, and of which. */
	origins: ReadonlyMap<ObjectiveId, Origin>;
	/** Of every key result that stands or is aside, in order; no entry for one without. */
	initiatives: ReadonlyMap<KeyResultId, Initiative[]>;
	/** The log of every key result that stands or is aside, in its order; no entry for one without. */
	checkIns: ReadonlyMap<KeyResultId, CheckIn[]>;
	/** What was said of the next steps of check-ins, as it is stored: the plan is drawn without it. */
	steps: StoredSteps;
	/** What was checked in on key results that are gone, perhaps by somebody who did not know. It counts nowhere. */
	goneLogs: GoneLog[];
	/** Everything that was ever agreed, the latest first. */
	versions: PlanVersion[];
	/** Versions of another cycle that came with a plan from a file; `readBrought` reads them. */
	brought: KeptVersion[];
	/** The version that stands; null while the plan is being drafted. */
	agreed: PlanVersion | null;
	/** Somebody agreed to something, and it cannot be checked yet: nothing is written or agreed meanwhile. */
	isUnseen: boolean;
	/**
	 * What can be restored, the latest first. Key results of a deleted objective come back with it
	 * and are not listed; one whose objective is nowhere to be found is, and restoring gives it a
	 * new place.
	 */
	deleted: DeletedItem[];
	/** About what was agreed first, then in the order of the plan, then of what is aside. */
	conflicts: Conflict[];
	/** Every no to a piece of advice about what is not deleted, the oldest first. */
	dismissals: Dismissal[];
	/** Written by an app newer than this one can write for: every verb returns false. */
	tooNew: boolean;
}

/** Reads a cycle document. Total: junk is not there, and nothing is written. */
export function readCycle(doc: Y.Doc): CycleSnapshot {
	const tree = readTree(doc);
	const standing = inOrder([...tree.values()].filter((node) => isObjective(node) && !isGone(node)));
	const conflicts: Conflict[] = [];
	const origins = new Map<ObjectiveId, Origin>();
	const initiatives = new Map<KeyResultId, Initiative[]>();
	const checkIns = new Map<KeyResultId, CheckIn[]>();
	const asides: AsideItem[] = [];
	const pens = readPens(doc);
	const reached = readReached(doc);

	const keyResultOf = (node: Node, isAsked: boolean) => {
		const children = inOrder(node.children.filter((child) => !isGone(child)));
		const keyResult = readKeyResult(doc, node);
		if (isAsked) conflicts.push(...[node, ...children].flatMap((one) => conflictsOf(doc, one)));
		if (children.length > 0) initiatives.set(keyResult.id, children.map(readInitiative));
		const log = readLog(doc, keyResult.id, pens, reached);
		if (log.length > 0) checkIns.set(keyResult.id, log);
		return keyResult;
	};
	const objectiveOf = (node: Node, isAsked: boolean): PlanObjective => {
		if (isAsked) conflicts.push(...conflictsOf(doc, node));
		const children = inOrder(node.children.filter((child) => !isGone(child)));
		const inPlan = children.filter((child) => !isSetAside(doc, child));
		const keyResults = inPlan.map((child) => keyResultOf(child, isAsked));
		const origin = valueOf(node, 'origin', objectiveFields.origin);
		if (origin) origins.set(node.id as ObjectiveId, origin);
		return { ...readObjective(doc, node), keyResults };
	};
	/** A dropped item is asked about its dropping alone: the rest can wait until it comes back. */
	const putAside = (node: Node, objective: PlanObjective | null): void => {
		const found = readAside(doc, node);
		if (!found) return;
		const { aside, by, at } = found;
		const isIdea = aside.as === 'notThisCycle';
		if (!isIdea)
			conflicts.push(...conflictsOf(doc, node).filter(({ id }) => id === `${node.id}/aside`));
		asides.push(
			objective
				? {
						kind: 'keyResult',
						keyResult: keyResultOf(node, isIdea),
						objectiveTitle: objective.title,
						aside,
						by,
						at
					}
				: { kind: 'objective', objective: objectiveOf(node, isIdea), aside, by, at }
		);
	};

	const agreement = tree.get(planEntity);
	if (agreement) conflicts.push(...conflictsOf(doc, agreement));
	const inPlan = standing.filter((node) => !isSetAside(doc, node));
	const objectives = inPlan.map((node) => objectiveOf(node, true));
	for (const [at, node] of inPlan.entries())
		for (const child of inOrder(node.children))
			if (!isGone(child) && isSetAside(doc, child)) putAside(child, objectives[at] ?? null);
	for (const node of standing) if (isSetAside(doc, node)) putAside(node, null);

	const goneLogs = loggedKeyResults(doc)
		.filter((id) => !checkIns.has(id))
		.flatMap((keyResultId): GoneLog[] => {
			const node = tree.get(keyResultId);
			const metric = node?.kind === 'keyResult' ? readKeyResult(doc, node).metric : '';
			const log = readLog(doc, keyResultId, pens, reached);
			return log.length > 0 ? [{ keyResultId, metric, checkIns: log }] : [];
		});
	const versions = readVersions(tree.values());
	const deleted = [...tree.values()]
		.filter((node) => isRestorable(node))
		.map((node) => readDeleted(doc, node))
		.sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1));
	return {
		plan: { objectives },
		asides,
		origins,
		initiatives,
		checkIns,
		steps: { rows: listAt(doc, 'steps')?.toArray() ?? [], pens },
		goneLogs,
		versions,
		brought: readBroughtVersions(tree),
		agreed: standingVersion(agreement, versions),
		isUnseen: holdsUnseen(tree.values()),
		deleted,
		conflicts,
		dismissals: readDismissals(tree),
		tooNew: isTooNew(doc)
	};
}

function isRestorable(node: Node): boolean {
	if (!isItem(node)) return false;
	if (isObjective(node)) return isDeleted(node);
	if (!node.parent) return node.kind === 'keyResult';
	return isDeleted(node) && !isGone(node.parent);
}
