import type { PrivateStore } from '#lib/device/privateStore.ts';
import type { DeviceStore, WriteResult } from '#lib/device/store.ts';
import {
	type CardId,
	createId,
	type PersonId,
	type StageId,
	type WorkshopId
} from '#lib/okr/ids.ts';
import { bytesToBase64url } from '#lib/protocol/bytes.ts';
import { byBeginning, type Idea, longestIdea } from '#lib/workshop/idea.ts';
import type { Device } from './device.ts';

/** Why words stand in this page alone and not on the device's disk; null where they are kept. */
export type NotKept = Exclude<WriteResult, { ok: true }>['why'] | null;

/** The ideas of one workshop on this device. Nothing of this reaches a document. */
export interface Ideas {
	/** Of whoever has the device now, in the order they were begun. */
	list(): readonly Idea[];
	/** Of everybody who wrote on this device. */
	all(): readonly Idea[];
	find(id: CardId): Idea | undefined;
	/** Begins an idea, half-typed. */
	begin(stageId: StageId, words: Words): CardId;
	/** Changes an idea that was not published. False where there is none. */
	change(id: CardId, change: Partial<Words & Pick<Idea, 'state'>>): boolean;
	/** Replaces ideas as they are to be kept, whatever state they had. */
	keep(ideas: readonly Idea[]): void;
	/** Throws an idea away that was not published. */
	drop(id: CardId): boolean;
	readonly notKept: NotKept;
	/** Resolves once everything that can be kept is. */
	settle(): Promise<void>;
	close(): void;
}

export type Words = Pick<Idea, 'text' | 'isSigned'>;

/** How long after it refused the disk is asked again, unless a key asks before. */
const againMs = 3000;

export async function openIdeas(given: {
	device: Pick<Device, 'store' | 'now' | 'random'>;
	mine: PrivateStore;
	teamId: string;
	workshopId: WorkshopId;
	/** The person the device was passed to; '' while it is with its own. */
	holder?: () => PersonId | '';
	onChange: () => void;
}): Promise<Ideas> {
	const { device, mine, teamId, workshopId, holder = () => '', onChange } = given;
	const ideas = new Map<CardId, Idea>();
	/** Ideas that are newer in memory than on the disk; null for one that was thrown away. */
	const waiting = new Map<CardId, Idea | null>();
	/** Of these the ones that the disk refused, which are tried again. */
	const refused = new Map<CardId, Idea | null>();
	let writing: Promise<void> | null = null;
	let written = 0;
	let notKept: NotKept = null;
	let again: ReturnType<typeof setTimeout> | undefined;

	const isTheirs = ({ by }: Idea): boolean => (by ?? '') === holder();
	const theirs = (id: CardId): Idea | undefined => {
		const idea = ideas.get(id);
		return idea && isTheirs(idea) ? idea : undefined;
	};
	async function reread(): Promise<void> {
		const before = written;
		const kept = await mine.listIdeas(teamId, workshopId);
		// Something was written meanwhile, so what was read may be older: that write is heard of too.
		if (before !== written || waiting.size > 0 || notKept !== null) return;
		ideas.clear();
		for (const idea of kept) ideas.set(idea.id, idea);
		onChange();
	}
	/** One write at a time, always of the newest: a key that is struck meanwhile waits for no queue. */
	async function writeAll(): Promise<void> {
		for (const [id, idea] of waiting) {
			waiting.delete(id);
			const answer = idea
				? await mine.putIdea(teamId, workshopId, idea)
				: await mine.deleteIdea(teamId, workshopId, id);
			written++;
			if (!answer.ok && answer.why !== 'gone' && !waiting.has(id)) refused.set(id, idea);
			// That one is kept says nothing of the others.
			if (!answer.ok) say(answer.why);
			else if (refused.size + waiting.size === 0) say(null);
		}
		writing = null;
		clearTimeout(again);
		if (refused.size > 0) again = setTimeout(tryAgain, againMs);
	}
	function say(why: NotKept): void {
		if (why === notKept) return;
		notKept = why;
		onChange();
	}
	/** What the disk refused goes before what is newer. */
	function tryAgain(): void {
		const missed = [...refused].filter(([id]) => !waiting.has(id));
		refused.clear();
		for (const [id, idea] of missed) waiting.set(id, idea);
		if (waiting.size > 0) writing ??= writeAll();
	}
	function put(idea: Idea): void {
		ideas.set(idea.id, idea);
		wait(idea.id, idea);
	}
	function wait(id: CardId, idea: Idea | null): void {
		waiting.set(id, idea);
		// A key that is struck while the disk is full tries everything once more.
		tryAgain();
		onChange();
	}
	await reread();
	const unwatch: ReturnType<DeviceStore['onChange']> = device.store.onChange((what) => {
		if (what === 'private') void reread();
	});

	return {
		list: () => [...ideas.values()].filter(isTheirs).sort(byBeginning),
		all: () => [...ideas.values()].sort(byBeginning),
		find: theirs,
		begin(stageId, { text, isSigned }) {
			const id = createId<CardId>(device.random(10));
			const k = bytesToBase64url(device.random(9));
			// Of two that were begun within a millisecond the second one comes second.
			const last = Math.max(0, ...[...ideas.values()].map((idea) => idea.at));
			const at = Math.max(device.now(), last + 1);
			const words = { text: text.slice(0, longestIdea), isSigned };
			const by = holder();
			put({ id, stageId, k, ...words, ...(by && { by }), state: 'typing', at });
			return id;
		},
		change(id, change) {
			const idea = theirs(id);
			if (!idea || idea.state === 'published' || idea.state === 'withdrawn') return false;
			const text = (change.text ?? idea.text).slice(0, longestIdea);
			put({ ...idea, ...change, text });
			return true;
		},
		keep(list) {
			for (const idea of list) put(idea);
		},
		drop(id) {
			const idea = theirs(id);
			if (!idea || idea.state === 'published') return false;
			ideas.delete(id);
			wait(id, null);
			return true;
		},
		get notKept() {
			return notKept;
		},
		async settle() {
			while (writing) await writing;
		},
		close() {
			clearTimeout(again);
			unwatch();
		}
	};
}
