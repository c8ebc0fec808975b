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
