import type { ObjectiveDraft } from '#lib/okr/planDraft.ts';
import type { Kept } from './readPaste.ts';

/** Every sign that ends a line somewhere. */
export const lineBreak = /\r\n?|[\n\u2028\u2029]/;

/** Whether more lines of a text than this say anything; of a long one no more is looked at than that takes. */
export function hasMoreLines(text: string, most: number): boolean {
	let count = 0;
	for (const [line] of text.matchAll(/[^\r\n\u2028\u2029]+/g))
		if (line.trim() !== '' && ++count > most) return true;
	return false;
}

/** Makes keys from the lines themselves, so that an edit elsewhere leaves corrections where they were. */
export function createKeys(): (source: string, part?: string) => string {
	const times = new Map<string, number>();
	return (source, part = '') => {
		const name = `${part}:${source.trim()}`;
		const time = (times.get(name) ?? 0) + 1;
		times.set(name, time);
		return `${time}${name}`;
	};
}

export function draftObjective(title: string, audience = ''): Omit<ObjectiveDraft, 'keyResults'> {
	return { title, audience, lifecycle: 'draft' };
}

/** The words of a key result with what has no field: `NPS · Current: 41`. */
export function withKept(metric: string, kept: readonly Kept[]): string {
	const pieces = kept.map(({ label, text }) => (label === '' ? text : `${label}: ${text}`));
	return [metric, ...pieces].filter((piece) => piece !== '').join(' · ');
}
