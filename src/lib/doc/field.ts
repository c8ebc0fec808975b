/**
 * What may stand in a field and what two people at odds about it means: `ask` is a card for a
 * person, `silent` lets the later one win. A value that is not valid is not there.
 */
export interface Field<T> {
	policy: 'ask' | 'silent';
	/** What an unset field reads as. */
	fallback: T;
	isValid(value: unknown): value is T;
}

export const isText = (value: unknown): value is string => typeof value === 'string';
export const isNumber = (value: unknown): value is number =>
	typeof value === 'number' && Number.isFinite(value);
export const isWhole =
	(least: number, most: number) =>
	(value: unknown): value is number =>
		Number.isInteger(value) && isNumber(value) && value >= least && value <= most;
export const orNull =
	<T>(isValid: (value: unknown) => value is T) =>
	(value: unknown): value is T | null =>
		value === null || isValid(value);
export const isOneOf =
	<T extends string>(words: readonly T[]) =>
	(value: unknown): value is T =>
		words.includes(value as T);

export function ask<T>(fallback: T, isValid: (value: unknown) => value is T): Field<T> {
	return { policy: 'ask', fallback, isValid };
}

export function silent<T>(fallback: T, isValid: (value: unknown) => value is T): Field<T> {
	return { policy: 'silent', fallback, isValid };
}

export function isBoolean(value: unknown): value is boolean {
	return typeof value === 'boolean';
}

export function isShortText(most: number) {
	return (value: unknown): value is string => isText(value) && value.length <= most;
}

export function isObject(value: unknown): value is object | null {
	return typeof value === 'object';
}
