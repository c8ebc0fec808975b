import type * as Y from 'yjs';
import type { Canonical } from '#lib/okr/canonical.ts';
import { canonicalJson } from '#lib/okr/canonical.ts';
import type { RoundId, StageId } from '#lib/okr/ids.ts';
import { longestBallot, type Opening, type Seal } from '#lib/workshop/ballot.ts';
import { type Cut, fewestDots } from '#lib/workshop/vote.ts';
import type { Round } from '#lib/workshop/workshop.ts';
import { type Entity, IS, readEntity, validEntries, valueOf } from '../entity.ts';
import { isTooNew } from '../gate.ts';
import { listAt, setField } from '../register.ts';
import { USER, write, type Writer } from '../writer.ts';
import { isSeal, roundFields } from './shape.ts';

/** Nobody votes so often; a stranger's log that is longer is read so far. */
const mostBallots = 5000;
const longestBy = 64;
const highestN = 1_000_000;

/** The rounds of a document by id, each with what was sealed and opened in it. */
export function readRounds(doc: Y.Doc, entities: Iterable<Entity>): Round[] {
	return [...entities].flatMap((entity): Round[] => {
		if (entity.kind !== 'round') return [];
		const stored = valueOf(entity, 'round', roundFields.round);
		if (!stored) return [];
		const id = entity.id as RoundId;
		// Opened apart with other numbers, it has the larger one: no ballot becomes too large for it.
		const dots = validEntries(entity.fields, 'round', roundFields.round).map(
			({ v }) => v?.dots ?? fewestDots
		);
		return [
			{
				...{ id, stageId: stored.stage, kind: stored.kind, turn: stored.turn ?? 0 },
				dots: Math.max(...dots),
				cut: valueOf(entity, 'cut', roundFields.cut),
				...readBallots(doc, id),
				closed: valueOf(entity, 'closed', roundFields.closed)?.seals ?? null,
				counted: valueOf(entity, 'counted', roundFields.counted)?.seals ?? null
			}
		];
	});
}

/** Opens a round. False if there is anything by its id. */
export function addRound(
	doc: Y.Doc,
	w: Writer,
	{
		id,
		stageId,
		kind,
		turn = 0,
		dots = fewestDots
	}: { id: RoundId; stageId: StageId; kind: string; turn?: number; dots?: number }
): boolean {
	if (readEntity(doc, id) || isTooNew(doc)) return false;
	write(doc, USER, () => {
		setField(doc, w, id, IS, 'round');
		setField(doc, w, id, 'round', { stage: stageId, kind, turn, dots });
	});
	return true;
}

/** Draws the line under what was voted on. False where there is no such round. */
export function setCut(doc: Y.Doc, w: Writer, id: RoundId, { below, why }: Cut): boolean {
	if (readEntity(doc, id)?.kind !== 'round' || isTooNew(doc)) return false;
	write(doc, USER, () => setField(doc, w, id, 'cut', { below: [...below], why }));
	return true;
}

/** Gives a ballot that nobody can read yet. False where there is no such round, or it is closed as far as is known. */
export function addSeal(doc: Y.Doc, id: RoundId, { by, seal, n }: Seal): boolean {
	if (!isOpen(doc, id) || isTooNew(doc)) return false;
	return append(doc, id, ['s', by, seal, Math.min(n, highestN)]);
}

/** Opens a ballot. False where the round is not closed. */
export function addOpening(doc: Y.Doc, id: RoundId, { by, salt, value }: Opening): boolean {
	if (isOpen(doc, id) || readEntity(doc, id)?.kind !== 'round' || isTooNew(doc)) return false;
	return append(doc, id, ['o', by, salt, value]);
}

/** Closes a round with the seals that count, once; two who do so apart are one closing, the later one. */
export function closeRound(doc: Y.Doc, w: Writer, id: RoundId, seals: readonly string[]): boolean {
	return isOpen(doc, id) && setSeals(doc, w, id, 'closed', seals);
}

/** Counts what is open, whoever else still has to open theirs. Once. */
export function countRound(doc: Y.Doc, w: Writer, id: RoundId, seals: readonly string[]): boolean {
	const round = readEntity(doc, id);
	if (round?.kind !== 'round' || isOpen(doc, id)) return false;
	if (valueOf(round, 'counted', roundFields.counted)) return false;
	return setSeals(doc, w, id, 'counted', seals);
}

function setSeals(
	doc: Y.Doc,
	w: Writer,
	id: RoundId,
	field: 'closed' | 'counted',
	seals: readonly string[]
): boolean {
	if (isTooNew(doc)) return false;
	write(doc, USER, () => setField(doc, w, id, field, { seals: [...seals] }));
	return true;
}

function isOpen(doc: Y.Doc, id: RoundId): boolean {
	const round = readEntity(doc, id);
	return (
		round?.kind === 'round' && validEntries(round.fields, 'closed', roundFields.closed).length === 0
	);
}

function append(doc: Y.Doc, id: RoundId, entry: unknown[]): true {
	write(doc, USER, () => {
		doc.getArray(rootOf(id)).push([entry]);
	});
	return true;
}

function readBallots(doc: Y.Doc, id: RoundId): { seals: Seal[]; openings: Opening[] } {
	const seals: Seal[] = [];
	const openings: Opening[] = [];
	for (const value of (listAt(doc, rootOf(id))?.toArray() ?? []).slice(0, mostBallots)) {
		if (!Array.isArray(value)) continue;
		const [what, by, text, rest] = value as unknown[];
		if (typeof by !== 'string' || by === '' || by.length > longestBy) continue;
		if (what === 's' && isSeal(text) && isCount(rest)) seals.push({ by, seal: text, n: rest });
		if (what === 'o' && typeof text === 'string' && text.length <= longestBy && isVote(rest))
			openings.push({ by, salt: text, value: rest });
	}
	return { seals, openings };
}

function isCount(value: unknown): value is number {
	return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= highestN;
}

/** Whether a value has a spelling, and not too long a one. */
function isVote(value: unknown): value is Canonical {
	try {
		return canonicalJson(value as Canonical).length <= longestBallot;
	} catch {
		return false;
	}
}

function rootOf(id: RoundId): string {
	return `b/${id}`;
}
