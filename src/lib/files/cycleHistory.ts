import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import {
	type Blocker,
	blockerKinds,
	confidences,
	latestMeasured,
	longestHelper,
	longestNote,
	type CheckIn
} from '#lib/okr/checkIn.ts';
import { type AgreedPlan, readContent } from '#lib/okr/agreedPlan.ts';
import { type BroughtVersion, isBroughtVersion, planOfBrought } from '#lib/okr/broughtVersion.ts';
import { isDay } from '#lib/okr/day.ts';
import type { Initiative } from '#lib/okr/initiative.ts';
import { type StepMarks, type StepState, stepStates } from '#lib/okr/nextStep.ts';
import type { CheckInCopy } from '#lib/okr/planDraft.ts';
import type { Exported, ExportedVersion } from './exported.ts';
import { toRecord, toText } from './fromJson.ts';

/** People are named in a file: it is read in teams that do not know their ids. */
export type FiledInitiative = Pick<Initiative, 'title' | 'done'> & { owner: string | null };

export type FiledCheckIn = Omit<CheckInCopy, 'by' | 'writtenAt' | 'nextStep' | 'stepMark'> & {
	/** An ISO instant. */
	writtenAt: string;
	by: string | null;
	nextStep: FiledStep | null;
};

interface FiledStep {
	what: string;
	owner: string | null;
	dueOn: string | null;
	/** What was last said of it, by whom and when (an ISO instant); left out where nothing was. */
	became?: { state: StepState; by: string | null; at: string };
}

export type FiledVersion = BroughtVersion & { state: string };

type Named = Pick<Exported, 'nameOf'>;

/** A log of this many entries takes one a day for years. */
const longestLog = 2000;

export function fileWork(
	exported: Named,
	initiatives: readonly Initiative[]
): { initiatives?: FiledInitiative[] } {
	if (initiatives.length === 0) return {};
	return {
		initiatives: initiatives.map(({ title, ownerId, done }) => ({
			title,
			owner: nameIn(exported, ownerId),
			done
		}))
	};
}

/** The first written first; a correction names the place of what it corrects. */
export function fileLog(
	exported: Named,
	log: readonly CheckIn[],
	marks: StepMarks
): { checkIns?: FiledCheckIn[] } {
	if (log.length === 0) return {};
	const written = [...log].sort((a, b) => a.writtenAt - b.writtenAt);
	return {
		checkIns: written.map((entry) => {
			const { measuredAt, value, answer, confidence, note, blocker, nextStep, win } = entry;
			const mark = marks.get(entry.id);
			const place = written.findIndex(({ id }) => id === entry.corrects);
			return {
				measuredAt,
				writtenAt: new Date(entry.writtenAt).toISOString(),
				by: nameIn(exported, entry.by),
				value,
				...(answer && { answer }),
				confidence,
				note,
				blocker,
				nextStep: nextStep && {
					what: nextStep.what,
					owner: nameIn(exported, nextStep.ownerId),
					dueOn: nextStep.dueOn,
					...(mark && {
						became: {
							state: mark.state,
							by: nameIn(exported, mark.by),
							at: new Date(mark.at).toISOString()
						}
					})
				},
				win,
				corrects: place < 0 ? null : place,
				...(entry.takesBack && { takesBack: true }),
				...(entry.imported && { imported: true as const })
			};
		})
	};
}

export function fileVersions(
	exported: Named,
	versions: readonly ExportedVersion[]
): FiledVersion[] {
	return versions.map(({ n, hash, state, text, agreements }) => ({
		n,
		hash,
		state,
		content: text,
		agreements: agreements.map(({ by, at, reason, isSigned }) => ({
			by: nameIn(exported, by),
			at: new Date(Math.min(Math.max(at, 0), 8.6e15)).toISOString(),
			reason,
			isSigned
		})),
		...ownersIn(exported, readContent(text)?.plan)
	}));
}

/** The content names people by ids that no other team knows. */
function ownersIn(
	exported: Named,
	plan: AgreedPlan | undefined
): { owners?: FiledVersion['owners'] } {
	const ids = plan?.objectives.flatMap(({ keyResults }) => keyResults.map((one) => one.ownerId));
	const owners = [...new Set(ids)].flatMap((id) => {
		const name = nameIn(exported, id);
		return id !== null && name !== null ? [[id, name] as const] : [];
	});
	return owners.length > 0 ? { owners: Object.fromEntries(owners) } : {};
}

/** Reads versions totally: what was not sound there, or has other bytes than its hash says, is left out. */
export function readVersions(value: unknown): { versions?: FiledVersion[] } {
	if (!Array.isArray(value)) return {};
	const versions = value.flatMap((one: unknown): FiledVersion[] => {
		const { n, hash, state, content, agreements, owners } = toRecord(one);
		const version = { n, hash, content, agreements, ...(owners !== undefined && { owners }) };
		if (state !== 'sound' || !isBroughtVersion(version)) return [];
		return hashOf(version.content) === hash && planOfBrought(version)
			? [{ ...version, state }]
			: [];
	});
	return versions.length > 0 ? { versions } : {};
}

function hashOf(text: string): string {
	return bytesToHex(sha256(utf8ToBytes(text)));
}

/** Reads initiatives totally. */
export function readWork(value: unknown): { initiatives?: FiledInitiative[] } {
	if (!Array.isArray(value)) return {};
	const initiatives = value.flatMap((one: unknown): FiledInitiative[] => {
		const { title, owner, done } = toRecord(one);
		return typeof title === 'string' ? [{ title, owner: toName(owner), done: done === true }] : [];
	});
	return initiatives.length > 0 ? { initiatives } : {};
}

/** Reads a log totally: an entry that no log could hold is left out, and so is what corrects it. */
export function readLog(value: unknown): { checkIns?: FiledCheckIn[] } {
	if (!Array.isArray(value)) return {};
	const places = new Map<number, number>();
	const checkIns: FiledCheckIn[] = [];
	value.slice(0, longestLog).forEach((one: unknown, place) => {
		const entry = readEntry(toRecord(one));
		const corrects = entry?.corrects ?? null;
		const known = corrects === null ? null : places.get(corrects);
		if (!entry || known === undefined) return;
		places.set(place, checkIns.length);
		checkIns.push({ ...entry, corrects: known });
	});
	return checkIns.length > 0 ? { checkIns } : {};
}

function readEntry(row: Record<string, unknown>): FiledCheckIn | null {
	const { measuredAt, value, confidence, corrects, by } = row;
	const level = confidences.find((one) => one === confidence);
	const writtenAt = Date.parse(String(row.writtenAt));
	if (!isDay(measuredAt) || level === undefined || !(writtenAt >= 1000)) return null;
	if (measuredAt > latestMeasured(writtenAt)) return null;
	if (value !== null && !(typeof value === 'number' && Number.isFinite(value))) return null;
	const answer = toText(row.answer).slice(0, longestNote);
	return {
		measuredAt,
		writtenAt: new Date(writtenAt).toISOString(),
		by: toName(by),
		value,
		...(answer && { answer }),
		confidence: level,
		note: toText(row.note).slice(0, longestNote),
		blocker: readBlocker(row.blocker),
		nextStep: readNextStep(row.nextStep),
		win: toText(row.win).slice(0, longestNote),
		corrects: typeof corrects === 'number' ? corrects : null,
		...(row.takesBack === true && { takesBack: true }),
		...(row.imported === true && { imported: true as const })
	};
}

function readBlocker(value: unknown): Blocker | null {
	const { kind, helper, urgent } = toRecord(value);
	const known = blockerKinds.find((one) => one === kind);
	return known
		? { kind: known, helper: toText(helper).slice(0, longestHelper), urgent: urgent === true }
		: null;
}

function readNextStep(value: unknown): FiledCheckIn['nextStep'] {
	const { what, owner, dueOn } = toRecord(value);
	const words = toText(what).slice(0, longestNote);
	if (words === '') return null;
	const step = { what: words, owner: toName(owner), dueOn: isDay(dueOn) ? dueOn : null };
	return { ...step, ...readBecame(toRecord(value).became) };
}

function readBecame(value: unknown): Pick<FiledStep, 'became'> {
	const { state, by, at } = toRecord(value);
	const known = stepStates.find((one) => one === state);
	const moment = Date.parse(String(at));
	if (!known || !(moment >= 1000)) return {};
	return { became: { state: known, by: toName(by), at: new Date(moment).toISOString() } };
}

function nameIn({ nameOf }: Named, id: string | null): string | null {
	return id === null ? null : (nameOf(id) ?? null);
}

function toName(value: unknown): string | null {
	return typeof value === 'string' ? value : null;
}
