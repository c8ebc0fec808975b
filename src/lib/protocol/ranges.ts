/**
 * A set of Yjs ids: for each client, clocks as sorted half-open ranges that neither touch nor overlap.
 * Structs received and structs deleted are both such sets, and growing is all they do.
 */
export class IdSet {
	// from, to, from, to … — most clients of a healthy room have one pair.
	readonly #byClient = new Map<number, number[]>();

	/** The clients with at least one id. */
	clients(): Iterable<number> {
		return this.#byClient.keys();
	}

	/** The ranges of a client as a flat list: from, to, from, to … */
	rangesOf(client: number): readonly number[] {
		return this.#byClient.get(client) ?? [];
	}

	get isEmpty(): boolean {
		return this.#byClient.size === 0;
	}

	/** Whether every client's clocks are here from 0 on without a hole, so that a state vector tells them all. */
	get isGapless(): boolean {
		for (const ranges of this.#byClient.values()) {
			if (ranges.length > 2 || ranges[0] !== 0) return false;
		}
		return true;
	}

	/** Adds the clocks `from` … `to - 1`. */
	add(client: number, from: number, to: number): void {
		if (to <= from) return;
		const ranges = this.#byClient.get(client);
		if (!ranges) {
			this.#byClient.set(client, [from, to]);
		} else if (from > ranges.at(-1)!) {
			ranges.push(from, to);
		} else {
			insert(ranges, from, to);
		}
	}

	/** Adds every id of another set. */
	addAll(other: IdSet): void {
		for (const [client, ranges] of other.#byClient) {
			// A copy takes what it needs, where a list that grew takes half as much again.
			if (!this.#byClient.has(client)) this.#byClient.set(client, ranges.slice());
			else for (let i = 0; i < ranges.length; i += 2) this.add(client, ranges[i]!, ranges[i + 1]!);
		}
	}

	/** Whether all clocks `from` … `to - 1` are in the set. */
	has(client: number, from: number, to: number): boolean {
		return this.endFrom(client, from) >= to;
	}

	/** The first clock from `at` on that is not in the set. */
	endFrom(client: number, at: number): number {
		const ranges = this.#byClient.get(client);
		if (!ranges) return at;
		const i = rangeBefore(ranges, at);
		return i >= 0 && at < ranges[i + 1]! ? ranges[i + 1]! : at;
	}

	/** Whether every id of another set is in this one. */
	covers(other: IdSet): boolean {
		return other.without(this).isEmpty;
	}

	/** The ids of this set that are not in another. */
	without(other: IdSet): IdSet {
		const rest = new IdSet();
		for (const [client, ranges] of this.#byClient) {
			const taken = other.rangesOf(client);
			for (let i = 0, t = 0; i < ranges.length; i += 2) {
				let from = ranges[i]!;
				const to = ranges[i + 1]!;
				while (t < taken.length && taken[t + 1]! <= from) t += 2;
				for (let u = t; u < taken.length && taken[u]! < to; u += 2) {
					rest.add(client, from, taken[u]!);
					from = taken[u + 1]!;
				}
				rest.add(client, from, to);
			}
		}
		return rest;
	}

	/** Client → the clock up to which everything from 0 on is here; what a Yjs state vector says. */
	stateVector(): Map<number, number> {
		const vector = new Map<number, number>();
		for (const client of this.#byClient.keys()) {
			const clock = this.endFrom(client, 0);
			if (clock > 0) vector.set(client, clock);
		}
		return vector;
	}
}

function insert(ranges: number[], from: number, to: number): void {
	// The pairs first … last - 1 touch or overlap the new one and melt into it.
	let first = rangeBefore(ranges, from);
	if (first < 0 || ranges[first + 1]! < from) first += 2;
	let last = first;
	while (last < ranges.length && ranges[last]! <= to) last += 2;
	if (last > first) {
		from = Math.min(from, ranges[first]!);
		to = Math.max(to, ranges[last - 1]!);
	}
	ranges.splice(first, last - first, from, to);
}

/** The index of the last pair that begins at or before a clock; -2 if there is none. */
function rangeBefore(ranges: readonly number[], clock: number): number {
	let low = 0;
	let high = ranges.length / 2;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (ranges[middle * 2]! <= clock) low = middle + 1;
		else high = middle;
	}
	return (low - 1) * 2;
}
