import type { HealthMetricId } from './ids.ts';

/** A number the team keeps an eye on while it goes for its goals. It is watched and never scored. */
export interface HealthMetric {
	id: HealthMetricId;
	name: string;
	unit: string;
	/** Healthy from here (included); null is no lower bound. */
	low: number | null;
	/** Healthy up to here (included); null is no upper bound. */
	high: number | null;
	/** The last value somebody measured, with the day it was true; null before the first. */
	reading: Reading | null;
	/** A fractional index. */
	order: string;
}

export interface Reading {
	value: number;
	/** An ISO date. */
	on: string;
}

/** `unknown` without a value or without any bound. */
export type Health = 'healthy' | 'too-low' | 'too-high' | 'unknown';

/** Where the last value lies against the healthy range; its ends are healthy. */
export function healthOf({
	low,
	high,
	reading
}: Pick<HealthMetric, 'low' | 'high' | 'reading'>): Health {
	if (reading === null || (low === null && high === null)) return 'unknown';
	if (low !== null && reading.value < low) return 'too-low';
	return high !== null && reading.value > high ? 'too-high' : 'healthy';
}
