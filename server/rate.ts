/** A token bucket: says whether a message of some cost may pass at a time (ms). Starts full. */
export function createBucket(
	perSecond: number,
	burst: number
): (now: number, cost?: number) => boolean {
	let tokens = burst;
	let filledAt: number | null = null;
	return (now, cost = 1) => {
		const elapsedMs = filledAt === null ? 0 : Math.max(0, now - filledAt);
		tokens = Math.min(burst, tokens + (elapsedMs / 1000) * perSecond);
		filledAt = now;
		if (tokens < cost) return false;
		tokens -= cost;
		return true;
	};
}

/** Buckets by address, `perMinute` each, all of it at once if need be. An idle address costs nothing. */
export function createBuckets(
	perMinute: number
): (address: string, now: number, cost?: number) => boolean {
	let buckets = new Map<string, { pass: ReturnType<typeof createBucket>; usedAt: number }>();
	let sweptAt = 0;
	return (address, now, cost) => {
		// After a minute every bucket is full again, as a new one would be.
		if (now - sweptAt > 60_000) {
			buckets = new Map([...buckets].filter(([, { usedAt }]) => now - usedAt < 60_000));
			sweptAt = now;
		}
		const bucket = buckets.get(address) ?? {
			pass: createBucket(perMinute / 60, perMinute),
			usedAt: now
		};
		bucket.usedAt = now;
		buckets.set(address, bucket);
		return bucket.pass(now, cost);
	};
}
