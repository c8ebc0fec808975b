import type * as Y from 'yjs';

/*
 * What must be there, by causality alone: for every deed which deeds its doer had seen. It knows the
 * rules of docs/data.md and nothing of how the document room follows them. Of the document it sees
 * only the keys and ranks of entries, once, when they are made.
 */

interface Known {
	k: string;
	id: string;
	f: string;
	v: unknown;
	n: number;
	deed: number;
	/** The entries it took the place of. */
	replaced: string[];
	/** Of a deletion: what its doer had before their eyes. */
	saw: { keys: Set<string>; texts: Map<string, string> } | null;
}

export interface Word {
	text: string;
	word: string;
	deed: number;
	/** Deeds that took it out; each had seen it. */
	gone: number[];
}

type RawEntry = Record<'k' | 'f', string> & { v: unknown; n: number };

export const texts: Record<string, string> = { objective: 'title', keyResult: 'metric' };
const asked: Record<string, string[]> = {
	objective: ['audience', 'lifecycle', 'aside'],
	keyResult: ['kind', 'unit', 'baseline', 'target', 'aside'],
	initiative: ['title'],
	plan: ['agreed']
};
const silent = ['order', 'objectiveId', 'keyResultId', 'done'];
const links: Record<string, string> = { keyResult: 'objectiveId', initiative: 'keyResultId' };
/** What nobody is asked about when it was not seen. */
const unasked = ['order', 'done', '$aside'];

export class Oracle {
	entries = new Map<string, Known>();
	words: Word[] = [];
	#removed: Set<string>[] = [];

	/** Runs a deed at a replica and learns from what it left, and who had seen what. */
	deed<T>(doc: Y.Doc, seen: Set<number>, act: () => T): T {
		const before = this.view(seen);
		const saw = new Map(before.items().map((id) => [id, before.read(doc, id)]));
		const deed = this.#removed.push(new Set()) - 1;
		const result = act();
		const fresh = rawEntries(doc).filter(({ k }) => !this.entries.has(k));
		const highest = new Map<string, number>();
		for (const { id, k, f, v, n } of fresh) {
			const others = before.of(id);
			const top = highest.get(id) ?? Math.max(0, ...others.map((entry) => entry.n));
			if (n !== top + 1) throw new Error(`${id} ${f} has rank ${n}, not ${top + 1}`);
			highest.set(id, n);
			const replaced = others.filter((entry) => entry.f === f).map((entry) => entry.k);
			for (const old of replaced) this.#removed[deed]?.add(old);
			const family = before.family(id);
			const keys = new Set(family.flatMap((member) => before.of(member)).map((entry) => entry.k));
			const read = new Map(family.map((member) => [member, saw.get(member) ?? '']));
			const isDeletion = (f === '$del' && v !== false) || f === '$aside';
			const shown = isDeletion ? { keys, texts: read } : null;
			this.entries.set(k, { k, id, f, v, n, deed, replaced, saw: shown });
		}
		seen.add(deed);
		return result;
	}

	/** The latest deed's number. */
	get last(): number {
		return this.#removed.length - 1;
	}

	/** The document as whoever has seen these deeds must have it. */
	view(seen: ReadonlySet<number>): View {
		const removed = new Set<string>();
		for (const deed of seen) for (const k of this.#removed[deed] ?? []) removed.add(k);
		const visible = [...this.entries.values()].filter(
			({ k, deed }) => seen.has(deed) && !removed.has(k)
		);
		return new View(visible);
	}

	/**
	 * Whether a text must be on a card or must not, as far as that is plain: of two versions that
	 * replaced the same one, by the words each changed; of two choices, by what they chose.
	 */
	textCard(view: View, id: string): 'must' | 'never' | 'open' {
		const versions = view.siblings(id, `$text.${texts[view.kind(id)]}`);
		const [a, b, more] = versions;
		if (!a || !b || textIn(a.v) === textIn(b.v)) return more || b ? 'open' : 'never';
		if (more || a.replaced.join() !== b.replaced.join()) return 'open';
		const parents = a.replaced.map((k) => textIn(this.entries.get(k)?.v));
		const [parent = ''] = parents;
		if (parents.length === 2) {
			const areChoices = parents.includes(textIn(a.v)) && parents.includes(textIn(b.v));
			return areChoices ? 'must' : 'open';
		}
		if (parents.length > 1) return 'open';
		const left = changedWords(parent, textIn(a.v));
		const right = changedWords(parent, textIn(b.v));
		if (left.to < right.from || right.to < left.from) return 'never';
		const isSamePlace = left.from === right.from && left.to === right.to;
		return isSamePlace && left.words.length === 1 && right.words.length === 1 ? 'must' : 'open';
	}

	/** Words somebody typed and nobody who had seen them took out. */
	wordsThatStand(seen: ReadonlySet<number>): Word[] {
		return this.words.filter(
			({ deed, gone }) => seen.has(deed) && !gone.some((later) => seen.has(later))
		);
	}
}

export class View {
	visible: Known[];
	#byField = new Map<string, Known[]>();
	#byId = new Map<string, Known[]>();
	#items: string[];
	#children = new Map<string, string[]>();

	constructor(visible: Known[]) {
		this.visible = visible.sort((a, b) => b.n - a.n || (a.k < b.k ? 1 : -1));
		for (const entry of visible) {
			push(this.#byField, `${entry.id} ${entry.f}`, entry);
			push(this.#byId, entry.id, entry);
		}
		this.#items = [...this.#byId.keys()].filter(
			(id) => id === 'plan' || this.value(id, '$is') !== undefined
		);
		for (const id of this.#items)
			if (links[this.kind(id)]) push(this.#children, this.parent(id), id);
	}

	of(id: string): Known[] {
		return this.#byId.get(id) ?? [];
	}

	siblings(id: string, f: string): Known[] {
		return this.#byField.get(`${id} ${f}`) ?? [];
	}

	value(id: string, f: string): unknown {
		return this.siblings(id, f)[0]?.v;
	}

	items(kind?: string): string[] {
		return this.#items.filter((id) => kind === undefined || this.kind(id) === kind);
	}

	kind(id: string): string {
		return id === 'plan' ? 'plan' : String(this.value(id, '$is'));
	}

	children(id: string): string[] {
		return this.#children.get(id) ?? [];
	}

	parent(id: string): string {
		return String(this.value(id, links[this.kind(id)] ?? ''));
	}

	/** It and all that belongs to it. */
	family(id: string): string[] {
		return [id, ...this.children(id).flatMap((child) => this.family(child))];
	}

	read(doc: Y.Doc, id: string): string {
		const field = texts[this.kind(id)];
		return field === undefined ? '' : doc.getText(`t/${id}/${field}`).toJSON();
	}

	/** `standing`, `deleted`, or `conflict` where somebody did something the deleters had not seen. */
	fate(doc: Y.Doc, id: string): 'standing' | 'deleted' | 'conflict' {
		const flags = this.siblings(id, '$del');
		if (flags.length === 0 || flags.some(({ v }) => v === false)) return 'standing';
		return this.#isUnseen(doc, id, flags, () => true) ? 'conflict' : 'deleted';
	}

	/** Whether something was done to it, or to what lives under it, that none of these flags saw. */
	#isUnseen(doc: Y.Doc, id: string, flags: Known[], counts: (entry: Known) => boolean): boolean {
		const wasSeen = (k: string) => flags.some(({ saw }) => saw?.keys.has(k));
		return this.#living(doc, id).some((member) => {
			const counting = this.visible.filter(
				(entry) =>
					entry.id === member &&
					!unasked.includes(entry.f) &&
					!entry.f.startsWith('$text.') &&
					(entry.f !== '$del' || entry.v === false) &&
					counts(entry)
			);
			const text = this.read(doc, member);
			const wasRead = flags.some(({ saw }) => saw?.texts.get(member) === text);
			return counting.some(({ k }) => !wasSeen(k)) || (text !== '' && !wasRead);
		});
	}

	#living(doc: Y.Doc, id: string): string[] {
		const children = this.children(id).filter((child) => this.fate(doc, child) !== 'deleted');
		return [id, ...children.flatMap((child) => this.#living(doc, child))];
	}

	/** In the plan, out of it, or dropped while somebody did something to it. */
	asideness(doc: Y.Doc, id: string): 'in' | 'idea' | 'dropped' | 'conflict' {
		const aside = this.value(id, 'aside') as { as: string } | null | undefined;
		if (!aside) return 'in';
		if (aside.as === 'notThisCycle') return 'idea';
		const isWork = ({ f, id: of }: Known) => f !== '$del' && (f !== 'aside' || of !== id);
		const flags = this.siblings(id, '$aside');
		return this.#isUnseen(doc, id, flags, isWork) ? 'conflict' : 'dropped';
	}

	/** Whether it stands in the plan, leaving out whether it is gone. */
	isIn(doc: Y.Doc, id: string): boolean {
		return ['in', 'conflict'].includes(this.asideness(doc, id));
	}

	/** What is on a list beside the plan: objectives, and key results of an objective in the plan. */
	asides(doc: Y.Doc): string[] {
		return this.items()
			.filter((id) => ['objective', 'keyResult'].includes(this.kind(id)))
			.filter((id) => !this.isGone(doc, id) && !this.isIn(doc, id))
			.filter((id) => this.kind(id) === 'objective' || this.isIn(doc, this.parent(id)))
			.sort();
	}

	isGone(doc: Y.Doc, id: string): boolean {
		if (this.fate(doc, id) === 'deleted') return true;
		if (!links[this.kind(id)]) return false;
		const parent = this.parent(id);
		const kind = this.kind(id) === 'initiative' ? 'keyResult' : 'objective';
		return !this.items(kind).includes(parent) || this.isGone(doc, parent);
	}

	/** Of what is dropped only the dropping is asked about, and of what belongs to it nothing. */
	#askedOf(doc: Y.Doc, id: string): 'all' | 'aside' | 'none' {
		const own = this.asideness(doc, id);
		if (this.kind(id) === 'initiative')
			return this.#askedOf(doc, this.parent(id)) === 'all' ? 'all' : 'none';
		if (this.kind(id) === 'keyResult') {
			const above = this.asideness(doc, this.parent(id));
			if (above === 'dropped' || (above === 'idea' && !this.isIn(doc, id))) return 'none';
		}
		return own === 'dropped' ? 'aside' : 'all';
	}

	/** Ids of the cards that must be there, those of texts left out. */
	cards(doc: Y.Doc): string[] {
		return this.items()
			.filter((id) => !this.isGone(doc, id))
			.flatMap((id) => {
				const isAsked = this.#askedOf(doc, id);
				const cards = [
					...(this.fate(doc, id) === 'conflict' ? [`${id}/deleted`] : []),
					...(this.asideness(doc, id) === 'conflict' ? [`${id}/dropped`] : []),
					...(asked[this.kind(id)] ?? [])
						.filter((f) => new Set(this.siblings(id, f).map(({ v }) => JSON.stringify(v))).size > 1)
						.map((f) => `${id}/${f}`)
				];
				return cards.filter(
					(card) => isAsked === 'all' || (isAsked === 'aside' && card === `${id}/aside`)
				);
			})
			.sort();
	}

	/** What is to be restored. */
	deleted(doc: Y.Doc): string[] {
		return this.items()
			.filter((id) => {
				if (this.fate(doc, id) !== 'deleted') return false;
				return !links[this.kind(id)] || !this.isGone(doc, this.parent(id));
			})
			.sort();
	}

	/** Items that stand, objectives each before its key results, in order. */
	outline(doc: Y.Doc): string[] {
		return this.#sorted(doc, this.items('objective')).flatMap((id) => [
			id,
			...this.#sorted(doc, this.children(id))
		]);
	}

	/** The initiatives of a key result, in order. */
	initiatives(doc: Y.Doc, id: string): string[] {
		return this.#sorted(doc, this.children(id));
	}

	#sorted(doc: Y.Doc, ids: string[]): string[] {
		return ids
			.filter((id) => !this.isGone(doc, id) && this.isIn(doc, id))
			.map((id) => ({ id, order: String(this.value(id, 'order')) }))
			.sort((a, b) => (a.order === b.order ? (a.id < b.id ? -1 : 1) : a.order < b.order ? -1 : 1))
			.map(({ id }) => id);
	}

	/** What every field of a standing item must read as, where it is set. */
	fields(id: string): Record<string, unknown> {
		const names = [...(asked[this.kind(id)] ?? []), ...silent].filter((f) => f !== 'aside');
		return Object.fromEntries(
			names.flatMap((f) => {
				const value = this.value(id, f);
				return value === undefined ? [] : [[f, value]];
			})
		);
	}
}

function textIn(version: unknown): string {
	return (version as { text: string } | undefined)?.text ?? '';
}

/** The one stretch of words between the first and the last that changed, and what is there now. */
function changedWords(old: string, text: string): { from: number; to: number; words: string[] } {
	const [before = [], after = []] = [old, text].map((one) => one.match(/\S+/g) ?? []);
	let from = 0;
	while (from < before.length && from < after.length && before[from] === after[from]) from++;
	let end = 0;
	const most = Math.min(before.length, after.length) - from;
	while (end < most && before.at(-1 - end) === after.at(-1 - end)) end++;
	return { from, to: before.length - end, words: after.slice(from, after.length - end) };
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
	const list = map.get(key) ?? [];
	list.push(value);
	map.set(key, list);
}

/** The entries of a document as bytes have it, without the document room. */
export function rawEntries(doc: Y.Doc): (RawEntry & { id: string })[] {
	return [...doc.share.keys()]
		.filter((name) => name.startsWith('e/'))
		.flatMap((name) =>
			doc
				.getArray<RawEntry>(name)
				.toArray()
				.map((entry) => ({ ...entry, id: name.slice(2) }))
		);
}
