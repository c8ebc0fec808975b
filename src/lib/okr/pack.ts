import type { PackItemId } from './ids.ts';

/**
 * What a kickoff starts from, in the order it is read: `mission` · `parents`: objectives of those the team works for ·
 * `past`: how the last cycle came out · `lessons` · `evidence`: a sentence, a figure and where both come from · `links`
 */
export const packSections = ['mission', 'parents', 'past', 'lessons', 'evidence', 'links'] as const;
export type PackSection = (typeof packSections)[number];

export interface PackItem {
	id: PackItemId;
	section: PackSection;
	/** A sentence; of a link what it leads to. */
	text: string;
	/** Where it comes from: an address, or words. */
	source: string;
	/** A number as people write it, with its unit: it is looked at, and never reckoned with. */
	figure: string;
	/** A place among the others, see doc/order.ts. */
	order: string;
}

/** One that is not in any pack yet. */
export type PackDraft = Omit<PackItem, 'id' | 'order'>;

export function isOneOfSections(value: unknown): value is PackSection {
	return packSections.includes(value as PackSection);
}

/** What comes from a file is no longer than this; what is typed is not cut. */
export const longestPackText = 2000;
export const mostPackItems = 200;

/** The sections that have something, in their order. */
export function packBySection<T extends Pick<PackItem, 'section'>>(
	items: readonly T[]
): { section: PackSection; items: T[] }[] {
	return packSections
		.map((section) => ({ section, items: items.filter((item) => item.section === section) }))
		.filter((one) => one.items.length > 0);
}

/** How many lines of a section are read from across a room. */
const onWall: Partial<Record<PackSection, number>> = {
	mission: 1,
	parents: 3,
	past: 4,
	lessons: 4
};

/** What everybody should have before their eyes: the first lines with words of some sections, and how many more there are. */
export function packEssentials<T extends Pick<PackItem, 'section' | 'text'>>(
	items: readonly T[]
): { sections: { section: PackSection; items: T[] }[]; more: number } {
	const written = items.filter(({ text }) => text.trim() !== '');
	const sections = packBySection(written).flatMap(({ section, items }) => {
		const most = onWall[section] ?? 0;
		return most > 0 ? [{ section, items: items.slice(0, most) }] : [];
	});
	return {
		sections,
		more: written.length - sections.reduce((sum, { items }) => sum + items.length, 0)
	};
}

/**
 * A source as a link, with the host it leads to; null for everything that is none, such as the name of a report.
 * Only http and https: `javascript:` and its like are words. An address with a name before its host is words too, as
 * it is made to look like another host.
 */
export function linkOf(source: string): { href: string; host: string } | null {
	if (!/^https?:\/\//i.test(source.trim())) return null;
	let url: URL;
	try {
		url = new URL(source.trim());
	} catch {
		return null;
	}
	if (url.username !== '' || url.password !== '' || url.hostname === '') return null;
	return { href: url.href, host: url.host };
}

/** Whether a draft says what an item says already: bringing it twice would say it twice. */
export function isInPack(
	items: readonly Pick<PackItem, 'section' | 'text'>[],
	draft: Pick<PackDraft, 'section' | 'text'>
): boolean {
	return items.some(
		({ section, text }) => section === draft.section && text.trim() === draft.text.trim()
	);
}
