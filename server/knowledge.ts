import { concatBytes } from '#lib/protocol/bytes.ts';
import { IdSet } from '#lib/protocol/ranges.ts';
import { validateUpdate, type UpdateShape } from '#lib/protocol/validate.ts';
import { createEncoder, toUint8Array, writeVarUint } from 'lib0/encoding';
import * as Y from 'yjs';
import { cutStructs } from './cut.ts';

/** Whether an update brings something, brings nothing, or builds on something that is not here. */
export type Verdict = 'new' | 'dup' | 'gap';

type ReachOf = (client: number) => number;

interface Waiter {
	/** The clock that must be passed. */
	until: number;
	client: number;
}

/** What a room holds, in ids alone: enough to tell new from known without a Y.Doc. */
export class Knowledge {
	readonly structs = new IdSet();
	readonly deletes = new IdSet();

	add(update: UpdateShape): void {
		this.structs.addAll(update.structs);
		this.deletes.addAll(update.deletes);
	}

	judge(update: UpdateShape): Verdict {
		const newStructs = update.structs.without(this.structs);
		const newDeletes = update.deletes.without(this.deletes);
		if (newStructs.isEmpty && newDeletes.isEmpty) return 'dup';
		const reachOf = this.#reachWith(update);
		return isWithin(newStructs, reachOf) && isWithin(newDeletes, reachOf) ? 'new' : 'gap';
	}

	/**
	 * An update without what is known already; a step 2 repeats the whole delete set each time. No id is
	 * ever taken twice: of two structs under one id, which only a forger makes, Yjs may fall over the second.
	 */
	newPartOf(bytes: Uint8Array, update: UpdateShape): Uint8Array {
		const newDeletes = update.deletes.without(this.deletes);
		const newStructs = update.structs.without(this.structs);
		const hasAllStructs = newStructs.covers(update.structs);
		if (hasAllStructs && newDeletes.covers(update.deletes)) return bytes;
		if (hasAllStructs) {
			return concatBytes(bytes.subarray(0, update.deleteSetAt), writeDeletes(newDeletes));
		}
		for (const trim of [trimBelow, cutStructs]) {
			const trimmed = trim(bytes, newStructs, this.stateVector());
			const checked = validateUpdate(trimmed);
			if (!checked.ok || !newStructs.covers(checked.update.structs)) continue;
			return concatBytes(trimmed.subarray(0, checked.update.deleteSetAt), writeDeletes(newDeletes));
		}
		return bytes;
	}

	/** The encoded state vector. */
	stateVector(): Uint8Array {
		return Y.encodeStateVector(this.structs.stateVector());
	}

	/** Whether one with this state vector lacks no struct. */
	isKnownTo(vector: Map<number, number>): boolean {
		for (const client of this.structs.clients()) {
			if ((vector.get(client) ?? 0) < this.structs.rangesOf(client).at(-1)!) return false;
		}
		return true;
	}

	/** An update of all deletes and no struct. */
	deletesAsUpdate(): Uint8Array {
		return concatBytes(Uint8Array.of(0), writeDeletes(this.deletes));
	}

	/**
	 * Plays through what Yjs does on integration: per client the clocks rise without a hole, and each
	 * struct waits for those it refers to. Returns how far each client gets.
	 */
	#reachWith(update: UpdateShape): ReachOf {
		const reach = new Map<number, number>();
		const reachOf: ReachOf = (client) => reach.get(client) ?? this.structs.endFrom(client, 0);
		const nextNeed = new Map<number, number>();
		const waiting = new Map<number, Waiter[]>();
		const open = [...update.structs.clients()];
		// References zigzagging between clients could be crafted to take quadratic time; what Yjs writes
		// stays far below this, and what does not counts as not connected.
		let budget = 1000 + 100 * open.length;
		for (const needs of update.needs.values()) budget += 10 * needs.length;
		for (let client = open.pop(); client !== undefined && budget > 0; client = open.pop()) {
			const before = reachOf(client);
			const unmet = firstUnmetNeed(update, client, before, reachOf, nextNeed);
			if (unmet) waitersOf(waiting, unmet.needs).push({ until: unmet.until, client });
			const after = this.#advance(update, client, before, unmet?.at ?? Infinity);
			if (after === before) continue;
			reach.set(client, after);
			const waiters = waiting.get(client);
			budget -= 1 + (waiters?.length ?? 0);
			if (!waiters) continue;
			waiting.set(
				client,
				waiters.filter(({ until }) => until >= after)
			);
			open.push(...waiters.filter(({ until }) => until < after).map((waiter) => waiter.client));
		}
		return reachOf;
	}

	#advance(update: UpdateShape, client: number, from: number, stop: number): number {
		for (let at = from; ;) {
			const end = Math.max(update.structs.endFrom(client, at), this.structs.endFrom(client, at));
			if (end >= stop) return Math.max(from, stop);
			if (end === at) return at;
			at = end;
		}
	}
}

// Enough for most, and quick: what is known of a client has no holes.
function trimBelow(bytes: Uint8Array, _: IdSet, stateVector: Uint8Array): Uint8Array {
	return Y.diffUpdate(bytes, stateVector);
}

function waitersOf(waiting: Map<number, Waiter[]>, client: number): Waiter[] {
	const waiters = waiting.get(client) ?? [];
	waiting.set(client, waiters);
	return waiters;
}

function firstUnmetNeed(
	update: UpdateShape,
	client: number,
	known: number,
	reachOf: ReachOf,
	nextNeed: Map<number, number>
): { at: number; needs: number; until: number } | null {
	const needs = update.needs.get(client) ?? [];
	for (let i = nextNeed.get(client) ?? 0; i < needs.length; i += 3) {
		const [at, other, clock] = [needs[i]!, needs[i + 1]!, needs[i + 2]!];
		if (at >= known && reachOf(other) <= clock) {
			nextNeed.set(client, i);
			return { at, needs: other, until: clock };
		}
	}
	nextNeed.set(client, needs.length);
	return null;
}

function isWithin(ids: IdSet, reachOf: ReachOf): boolean {
	for (const client of ids.clients()) {
		if (ids.rangesOf(client).at(-1)! > reachOf(client)) return false;
	}
	return true;
}

function writeDeletes(deletes: IdSet): Uint8Array {
	const encoder = createEncoder();
	const clients = [...deletes.clients()].sort((a, b) => b - a);
	writeVarUint(encoder, clients.length);
	for (const client of clients) {
		const ranges = deletes.rangesOf(client);
		writeVarUint(encoder, client);
		writeVarUint(encoder, ranges.length / 2);
		for (let i = 0; i < ranges.length; i += 2) {
			writeVarUint(encoder, ranges[i]!);
			writeVarUint(encoder, ranges[i + 1]! - ranges[i]!);
		}
	}
	return toUint8Array(encoder);
}
