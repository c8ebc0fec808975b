import { type Blocker, blockerKinds } from './checkIn.ts';
import type { KeyResultStanding } from './cycleStanding.ts';
import type { Deprioritised } from './deprioritised.ts';
import type { KeyResultId } from './ids.ts';
import { asksQuestion } from './keyResult.ts';
import type { Removed } from './removed.ts';
import { type Status, statuses } from './status.ts';

/** What somebody saw of a status: small enough to be kept on their device, as JSON. */
export interface StatusLook {
	/** 0 while nothing was agreed. */
	version: number;
	keyResults: Partial<Record<KeyResultId, SeenKeyResult>>;
	/** What was deprioritised, by id. */
	deprioritised: string[];
}

interface SeenKeyResult {
	status: Status;
	value: number | null;
	/** What was known then, of what asks a question; missing where nothing was. */
	answer?: string;
	/** What is in the way. Every check-in says it anew for as long as it is, so it is known by what it says. */
	blocker: Blocker | null;
}

/** What is different from an earlier look. Of a key result it is what stands now, and what it was then. */
export type StatusChange =
	| { kind: 'agreed'; n: number }
	| {
			kind: 'keyResult';
			standing: KeyResultStanding;
			/** Null where it was not in the plan then. */
			before: Pick<SeenKeyResult, 'status' | 'value'> | null;
			/** Something came into its way. */
			isBlocked: boolean;
			/** What is known now, where that was not known then. */
			answer?: string;
	  }
	| { kind: 'deprioritised'; item: Deprioritised }
	| { kind: 'removed'; item: Removed };

interface Looked {
	version: number | null;
	objectives: readonly { keyResults: readonly KeyResultStanding[] }[];
	deprioritised: readonly Deprioritised[];
	removed: readonly Removed[];
}

/** What there is to see in a report. */
export function lookOf({
	version,
	objectives,
	deprioritised
}: Omit<Looked, 'removed'>): StatusLook {
	return {
		version: version ?? 0,
		keyResults: Object.fromEntries(
			keyResultsOf(objectives).map((standing) => [standing.keyResult.id, seen(standing)])
		),
		deprioritised: deprioritised.map(({ id }) => id)
	};
}

/**
 * What changed since a look: a new agreement first, then the key results in the order of the plan, of which the status, the
 * value or what is in the way is another one, and what was deprioritised or deleted. What passes because a day passes,
 * such as going stale, is a change too.
 */
export function changesSince(now: Looked, look: StatusLook): StatusChange[] {
	const changes: StatusChange[] = [];
	if (now.version !== null && now.version > look.version)
		changes.push({ kind: 'agreed', n: now.version });
	// With the first agreement everything is new, and that is said once.
	if (look.version === 0) return changes;
	for (const standing of keyResultsOf(now.objectives)) {
		const { status, value, answer, blocker } = seen(standing);
		const before = look.keyResults[standing.keyResult.id];
		const isBlocked = blocker !== null && !isSameBlocker(blocker, before?.blocker);
		const isAnswered = answer !== undefined && answer !== before?.answer;
		if (before && before.status === status && before.value === value && !isBlocked && !isAnswered)
			continue;
		changes.push({
			kind: 'keyResult',
			standing,
			before: before ? { status: before.status, value: before.value } : null,
			isBlocked,
			...(isAnswered && { answer })
		});
	}
	for (const item of now.deprioritised)
		if (!look.deprioritised.includes(item.id)) changes.push({ kind: 'deprioritised', item });
	for (const item of now.removed)
		if (look.keyResults[item.id]) changes.push({ kind: 'removed', item });
	return changes;
}

/** What a device keeps of its looks at one cycle. */
export interface KeptLook {
	/** What the last visit but this one left behind; null before the second. */
	before: { look: StatusLook; at: number } | null;
	last: { look: StatusLook; at: number };
}

/** Coming back within half an hour, as by reloading, is the same visit: what was news to it still is. */
const visitMs = 30 * 60_000;

/** What is to be kept after looking at `now` (epoch ms); `before` of it is what that look is compared with. */
export function keepLook(kept: KeptLook | null, look: StatusLook, now: number): KeptLook {
	const isSameVisit = kept !== null && Math.abs(now - kept.last.at) < visitMs;
	return { before: isSameVisit ? kept.before : (kept?.last ?? null), last: { look, at: now } };
}

/** Reads what was kept totally; null for what is no look. */
export function readKeptLook(kept: unknown): KeptLook | null {
	if (!isRecord(kept)) return null;
	const last = readLookAt(kept.last);
	return last && { before: readLookAt(kept.before), last };
}

function readLookAt(kept: unknown): KeptLook['before'] {
	if (!isRecord(kept) || typeof kept.at !== 'number' || !isRecord(kept.look)) return null;
	const { version, keyResults, deprioritised } = kept.look;
	if (typeof version !== 'number' || !isRecord(keyResults) || !Array.isArray(deprioritised))
		return null;
	const known = Object.entries(keyResults).flatMap(([id, kept]) => {
		const seen = readSeen(kept);
		return seen ? [[id, seen] as const] : [];
	});
	return {
		at: kept.at,
		look: {
			version,
			keyResults: Object.fromEntries(known),
			deprioritised: deprioritised.filter((id) => typeof id === 'string')
		}
	};
}

function readSeen(kept: unknown): SeenKeyResult | null {
	if (!isRecord(kept)) return null;
	const { status, value, answer, blocker } = kept;
	if (!statuses.includes(status as Status)) return null;
	if (value !== null && typeof value !== 'number') return null;
	return {
		status: status as Status,
		value,
		...(typeof answer === 'string' && { answer }),
		blocker: readBlocker(blocker)
	};
}

function readBlocker(kept: unknown): Blocker | null {
	if (!isRecord(kept) || typeof kept.helper !== 'string') return null;
	const kind = blockerKinds.find((one) => one === kept.kind) ?? 'other';
	return { kind, helper: kept.helper, urgent: kept.urgent === true };
}

function isSameBlocker(one: Blocker, other: Blocker | null | undefined): boolean {
	return one.kind === other?.kind && one.helper === other.helper && one.urgent === other.urgent;
}

/** Of a question what is known, and no value: old ones in its log say nothing of it. */
function seen({ status, measure, current, blocker }: KeyResultStanding): SeenKeyResult {
	const isQuestion = asksQuestion(measure);
	const answer = isQuestion ? current.answer?.answer : undefined;
	return {
		status,
		value: isQuestion ? null : current.value,
		...(answer && { answer }),
		blocker: blocker?.blocker ?? null
	};
}

function keyResultsOf(objectives: Looked['objectives']): KeyResultStanding[] {
	return objectives.flatMap(({ keyResults }) => keyResults);
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}
