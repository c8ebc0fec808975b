import { isOneOfSections, longestPackText, mostPackItems, type PackDraft } from '#lib/okr/pack.ts';
import { toRecord, toText } from './fromJson.ts';

/** A context pack as it reads, in its order. */
export function filePack(items: readonly PackDraft[]): { pack?: PackDraft[] } {
	if (items.length === 0) return {};
	return {
		pack: items.map(({ section, text, source, figure }) => ({ section, text, source, figure }))
	};
}

/** What can be read of it: lines of other sections and empty ones are left out, long ones are cut. Never throws. */
export function readPackItems(value: unknown): { pack?: PackDraft[] } {
	if (!Array.isArray(value)) return {};
	const pack = (value as unknown[]).slice(0, mostPackItems).flatMap((row): PackDraft[] => {
		const { section, text, source, figure } = toRecord(row);
		if (!isOneOfSections(section)) return [];
		const draft = {
			...{ section, text: cut(text) },
			...{ source: cut(source), figure: cut(figure) }
		};
		return draft.text + draft.source + draft.figure === '' ? [] : [draft];
	});
	return pack.length > 0 ? { pack } : {};
}

function cut(value: unknown): string {
	return toText(value).trim().slice(0, longestPackText);
}
