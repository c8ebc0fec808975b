import type * as Y from 'yjs';
import type { PrivateStore } from '#lib/device/privateStore.ts';
import { setIdeaCount } from '#lib/doc/workshop/marks.ts';
import { markLate, withdrawCard } from '#lib/doc/workshop/publishCards.ts';
import { addSeal } from '#lib/doc/workshop/rounds.ts';
import { takeOutWords } from '#lib/doc/workshop/takeOutWords.ts';
import type { Writer } from '#lib/doc/writer.ts';
import type { Canonical } from '#lib/okr/canonical.ts';
import type { CardId, PersonId, RoundId, StageId, WorkshopId } from '#lib/okr/ids.ts';
import { isLater, sealedOf } from '#lib/workshop/ballot.ts';
import { countIdeas, type Idea } from '#lib/workshop/idea.ts';
import { leftOutIdOf } from '#lib/workshop/leftOut.ts';
import type { Clock } from '#lib/workshop/timer.ts';
import type { Workshop } from '#lib/workshop/workshop.ts';
import { openBallotBox } from './ballots.ts';
import type { Device } from './device.ts';
import { type NotKept, openIdeas, type Words } from './ideas.ts';
import { openBallots, publishIdeas } from './publishPrivate.ts';

/** What a person writes for themselves in a workshop, and how it comes to the others when its time has come. */
export interface OwnWords {
	/** What this person wrote on this device, published or not. Nobody else has it. */
	ideas(): readonly Idea[];
	/** Why ideas are in this page alone; null where the device keeps them. */
	ideasNotKept(): NotKept;
	/** Begins an idea, which is half-typed until it is finished. Null where nothing may be written. */
	beginIdea(stage: StageId, words: Words): CardId | null;
	changeIdea(id: CardId, words: Partial<Words>): boolean;
	/** Finishes an idea: it waits for the reveal, or comes onto the wall at once where that has been. */
	finishIdea(id: CardId): boolean;
	/** Opens a finished idea again. */
	reopenIdea(id: CardId): boolean;
	dropIdea(id: CardId): boolean;
	/** Takes a card of this device's, or one signed by this person, off the wall for good, and its words out of the cycle. */
	withdraw(id: CardId): boolean;
	canWithdraw(id: CardId): boolean;

	/** Gives a sealed ballot in an open round; of several the last counts. */
	castBallot(round: RoundId, value: Canonical): Promise<boolean>;
	/** What was given last in a round on this device, and whether it is the ballot of this person that counts. */
	ownBallot(round: RoundId): { value: Canonical; isLast: boolean } | null;
	/** Why a ballot is in this page alone; null where the device keeps it. */
	ballotsNotKept(): NotKept;
}

interface Means {
	doc: Y.Doc;
	cycleDoc: Y.Doc;
	device: Device;
	mine: PrivateStore;
	teamId: string;
	workshopId: WorkshopId;
	read: () => Workshop;
	/** Whoever has the device now, be it that it was passed to them. */
	writer: () => Writer | null;
	/** Whose device it is. */
	owner: () => Writer | null;
	/** The person the device was passed to; '' while it is with its own. */
	holder: () => PersonId | '';
	withWriter: (act: (w: Writer) => boolean) => boolean;
	personOf: (entry: string) => string;
	clock: () => Clock;
	/** What arrives now is news, and not the catching up after an absence. */
	isLive: () => boolean;
	onChange: () => void;
}

/** A reveal that was heard this long after it was made is no late one, whoever was away for a moment. */
const lateAfterMs = 60_000;

/** Opens this device's private half of a workshop. `start` once its document is open; `changed` after every change of it. */
export async function openOwnWords(given: Means): Promise<{
	verbs: OwnWords;
	start(): void;
	changed(isLocal: boolean): void;
	/** Whether it is connected is another answer now, perhaps. */
	connected(): void;
	settle(): Promise<void>;
	close(): void;
}> {
	const { doc, device, mine, teamId, workshopId, read, writer, withWriter, personOf } = given;
	/** Reveals this device knows of, those that happened while it was there, and ideas that were finished after theirs. */
	let known = new Set(read().reveals.keys());
	const heard = new Set<StageId>();
	const after = new Set<CardId>();
	let canPublish = false;
	const ideas = await openIdeas({
		...{ device, mine, teamId, workshopId, holder: given.holder },
		onChange: () => {
			publish();
			given.onChange();
		}
	});
	const ballots = await openBallotBox({
		...{ device, mine, teamId, workshopId, personOf },
		onChange: () => {
			publish();
			given.onChange();
		}
	});

	function isLate(idea: Idea): boolean {
		if (after.has(idea.id)) return true;
		// What is said openly comes late when the others have gone on.
		if (isOpenStage(idea)) return isLeft(idea);
		// Where nothing was to be revealed nothing comes after it.
		if (heard.has(idea.stageId) || !read().reveals.has(idea.stageId)) return false;
		const at = read().reveals.get(idea.stageId)?.at ?? 0;
		const { now, isMeasured } = given.clock();
		return !isMeasured || now - at > lateAfterMs;
	}
	function isOpenStage({ stageId }: Idea): boolean {
		const { agenda, removed } = read();
		return [...agenda, ...removed].some(({ id, kind }) => id === stageId && kind === 'stop');
	}
	/** The others have gone on from where it was written. */
	function isLeft({ stageId }: Idea): boolean {
		const { standing, endedAt } = read();
		return endedAt !== null || (standing.step !== null && standing.step.to !== stageId);
	}
	/** What was said openly on a device that was away comes late, if the others had gone on when it came. */
	function noteUnheard(): void {
		if (!given.isLive()) return;
		const unheard = ideas.all().filter(({ isUnheard }) => isUnheard);
		if (unheard.length === 0) return;
		for (const idea of unheard) if (isLeft(idea)) markLate(doc, idea.id, idea.k);
		ideas.keep(unheard.map((idea) => ({ ...idea, isUnheard: false })));
	}
	/** Publishes what the document says is due. It may be said at any time, and as often as one likes. */
	function publish(): void {
		const w = given.owner();
		if (!w || !canPublish || read().tooNew) return;
		// What is written here is heard here too.
		canPublish = false;
		const published = publishIdeas(doc, read(), ideas.all(), {
			...{ by: w.by, isLate, random: device.random }
		});
		const isUnheard = !given.isLive();
		if (published.length > 0)
			ideas.keep(published.map((idea) => (isOpenStage(idea) ? { ...idea, isUnheard } : idea)));
		noteUnheard();
		openBallots(doc, read(), ballots.list(), personOf);
		canPublish = true;
	}
	function noteCount(w: Writer, stageId: StageId): void {
		const count = countIdeas(ideas.list(), stageId);
		const { deviceId: own } = device.identity;
		const holder = given.holder();
		const deviceId = holder === '' ? own : (`${own}.${holder}` as const);
		const told = read().marks.ideas.find(
			(one) => one.stageId === stageId && one.device === deviceId
		);
		if ((told?.count ?? 0) !== count) setIdeaCount(doc, w, deviceId, stageId, count);
	}
	function changeIdea(id: CardId, change: Parameters<typeof ideas.change>[1]): boolean {
		return withWriter((w) => {
			const stageId = ideas.find(id)?.stageId;
			if (!stageId || !ideas.change(id, change)) return false;
			noteCount(w, stageId);
			return true;
		});
	}
	function canWithdraw(id: CardId): boolean {
		const { cards, stops } = read();
		const card = [...cards, ...stops].find((one) => one.id === id);
		const me = writer()?.by;
		if (!card || me === undefined) return false;
		return ideas.find(id) !== undefined || (card.by !== '' && personOf(card.by) === personOf(me));
	}

	return {
		verbs: {
			ideas: () => ideas.list(),
			ideasNotKept: () => ideas.notKept,
			beginIdea(stage, words) {
				let id: CardId | null = null;
				withWriter(() => {
					id = ideas.begin(stage, words);
					return true;
				});
				return id;
			},
			changeIdea,
			finishIdea(id) {
				const idea = ideas.find(id);
				if (!idea || idea.text.trim() === '') return false;
				if (read().reveals.has(idea.stageId)) after.add(id);
				return changeIdea(id, { state: 'finished' });
			},
			reopenIdea: (id) => changeIdea(id, { state: 'typing' }),
			dropIdea: (id) =>
				withWriter((w) => {
					const stageId = ideas.find(id)?.stageId;
					if (!stageId || !ideas.drop(id)) return false;
					noteCount(w, stageId);
					return true;
				}),
			canWithdraw,
			withdraw: (id) =>
				withWriter((w) => {
					const idea = ideas.find(id);
					const k = idea?.k ?? id.slice(0, 12);
					const { cards, clusters, stops } = read();
					const text = [...cards, ...stops].find((one) => one.id === id)?.text ?? '';
					if (!canWithdraw(id) || !withdrawCard(doc, id, k)) return false;
					takeOutWords(given.cycleDoc, w, text, {
						workshop: workshopId,
						ideas: new Set([...clusters, ...cards].map((one) => leftOutIdOf(one.id)))
					});
					if (idea) ideas.keep([{ ...idea, state: 'withdrawn' }]);
					return true;
				}),
			async castBallot(roundId, value) {
				const w = writer();
				const round = read().rounds.find(({ id }) => id === roundId);
				if (!w || !round || round.closed !== null) return false;
				const ballot = await ballots.cast(w.by, round, value);
				return withWriter(() => addSeal(doc, roundId, ballot));
			},
			ownBallot(roundId) {
				const seals = read().rounds.find(({ id }) => id === roundId)?.seals ?? [];
				const person = personOf(writer()?.by ?? '');
				const given = ballots.list().filter(({ by }) => personOf(by) === person);
				const mine = sealedOf(given, roundId, seals).at(-1);
				if (!mine) return null;
				const me = personOf(mine.by);
				const isLast = seals.every((seal) => personOf(seal.by) !== me || !isLater(seal, mine));
				return { value: mine.value, isLast };
			},
			ballotsNotKept: () => ballots.notKept
		},
		start() {
			canPublish = true;
			publish();
		},
		changed(isLocal) {
			const revealed = new Set(read().reveals.keys());
			if (isLocal || given.isLive())
				for (const stageId of revealed) if (!known.has(stageId)) heard.add(stageId);
			known = revealed;
			publish();
		},
		connected: noteUnheard,
		settle: () => ideas.settle(),
		close: () => {
			ideas.close();
			ballots.close();
		}
	};
}
