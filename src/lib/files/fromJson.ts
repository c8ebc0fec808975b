/*
 * What stands in a file as JSON, read without ever failing: whatever is not as it should be is empty.
 */

export function toRecord(value: unknown): Record<string, unknown> {
	return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** The rows of a list. */
export function toList(value: unknown): Record<string, unknown>[] {
	return Array.isArray(value) ? value.map(toRecord) : [];
}

export function toText(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
