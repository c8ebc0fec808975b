import { loadavg } from 'node:os';

export function medianOf(times: readonly number[]): number {
	return [...times].sort((one, other) => one - other)[times.length >> 1] ?? NaN;
}

/** A line of what was measured against its goal, with how busy the machine was. */
export function printRatio(what: string, measured: number, against: number, goal: number): void {
	const ratio = measured / against;
	console.log(
		`${what}: ${measured.toFixed(0)} ms against ${against.toFixed(0)} ms, ${ratio.toFixed(2)} × ` +
			`(goal ${goal} ×; load ${loadavg()[0]?.toFixed(1)})`
	);
}
