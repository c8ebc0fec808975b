// What an open team does seldom. Its code comes when somebody does it.

import type * as Y from 'yjs';
import type { TeamEntry } from '#lib/device/store.ts';
import type { Writer } from '#lib/doc/writer.ts';
import type { AgreedPlan } from '#lib/okr/agreedPlan.ts';
import type { BroughtVersion } from '#lib/okr/broughtVersion.ts';
import type { ItemId } from '#lib/okr/ids.ts';
import type { PackDraft } from '#lib/okr/pack.ts';
import type { ObjectiveDraft } from '#lib/okr/planDraft.ts';
import type { Landing } from '#lib/protocol/linkText.ts';
import type { CodeProblem, WallCode } from './codes.ts';
import type { CheckInMeans, CheckInVerbs } from './checkIns.ts';
import type { Device } from './device.ts';
import type { createDraftVerbs, DraftVerbs } from './drafts.ts';
import type { Keyring } from './keyring.ts';
import type { PackVerbs } from './pack.ts';
import type { Reaching, ReachingMeans } from './reaching.ts';
import type { Rounds, RoundsMeans } from './rounds.ts';
import type { Workshops, WorkshopsMeans } from './workshops.ts';

export interface WallCodeVerbs {
	/**
	 * Makes a short code that stands for the members' link for a few hours. That of a workshop is the same on every
	 * member's device, and making it again prolongs it.
	 */
	makeWallCode(to?: Landing): Promise<({ ok: true } & WallCode) | { ok: false; why: CodeProblem }>;
	/** Ends the code of a workshop. Without a connection it ends by itself, some hours later. */
	endWallCode(to: Landing): Promise<void>;
}

/** See codes.ts. Where its code cannot be fetched, the relay could not be reached either. */
export function createWallCodeVerbs(device: Device, entry: () => TeamEntry): WallCodeVerbs {
	const codes = () => import('./codes.ts').catch(() => null);
	return {
		makeWallCode: async (to) =>
			(await codes())?.makeWallCode(device, entry(), to) ?? { ok: false, why: 'unreachable' },
		endWallCode: async (to) => (await codes())?.endWallCode(device, entry(), to)
	};
}

/** See doc/addPlan.ts. False also where its code cannot be fetched now. */
export async function addPlan(
	withWriter: (act: (w: Writer) => boolean) => boolean,
	doc: Y.Doc,
	...plan: PlanGiven
): Promise<boolean> {
	const code = await import('#lib/doc/addPlan.ts').catch(() => null);
	return code !== null && withWriter((w) => code.addPlan(doc, w, ...plan));
}

/** See doc/takeBack.ts. False as for `addPlan`. */
export async function takeBack(
	withWriter: (act: (w: Writer) => boolean) => boolean,
	doc: Y.Doc,
	item: ItemId,
	/** What it is to be again, and the plan as it is now, asked for once the code is here. */
	plans: () => readonly [wanted: AgreedPlan | null | undefined, now: AgreedPlan]
): Promise<boolean> {
	const code = await import('#lib/doc/takeBack.ts').catch(() => null);
	const [wanted, now] = plans();
	return code !== null && !!wanted && withWriter((w) => code.takeBack(doc, w, item, wanted, now));
}

/** Objectives, and the versions and the context pack that came with them. */
export type PlanGiven = [
	objectives: readonly ObjectiveDraft[],
	versions?: readonly BroughtVersion[],
	pack?: readonly PackDraft[]
];

/** Tries a link that waits for the relay's answer, which few devices have. Returns how to stop. */
export function tryOffered(device: Device, keyring: Keyring, renew: () => void): () => void {
	if (!keyring.entry.offered) return () => undefined;
	let stop: (() => void) | undefined;
	let isStopped = false;
	void import('./offer.ts').then(
		({ settleOffer }) => {
			if (!isStopped) stop = settleOffer(device, () => keyring.entry, keyring.patch, renew);
		},
		() => undefined
	);
	return () => {
		isStopped = true;
		stop?.();
	};
}

/** Fetches what a check-in waits for once its cycle is open. Never rejects: whoever needs it asks again. */
export async function fetchCheckIns(): Promise<void> {
	await import('./checkIns.ts').catch(() => undefined);
}

/** See checkIns.ts. Rejects where its code cannot be fetched. */
export async function openCheckIns(given: CheckInMeans): Promise<CheckInVerbs> {
	const { createCheckInVerbs } = await import('./checkIns.ts');
	return createCheckInVerbs(given);
}

/** See pack.ts, once for each cycle. Rejects where its code cannot be fetched. */
export function startPack(
	...means: [doc: Y.Doc, withWriter: (act: (w: Writer) => boolean) => boolean]
): () => Promise<PackVerbs> {
	let coming: Promise<PackVerbs> | null = null;
	return () => {
		coming ??= import('./pack.ts').then(({ createPackVerbs }) => createPackVerbs(...means));
		coming.catch(() => (coming = null));
		return coming;
	};
}

/** See drafts.ts. Rejects where its code cannot be fetched. */
export async function openDrafts(
	...given: Parameters<typeof createDraftVerbs>
): Promise<DraftVerbs> {
	const code = await import('./drafts.ts');
	return code.createDraftVerbs(...given);
}

/** Watches for what reaches the relay, once its code is here; nothing is drawn with it. */
export function startReaching(
	given: Omit<ReachingMeans, 'relayUrl'>,
	relayUrl: string | null
): Reaching {
	let reaching: Reaching | null = null;
	let isStopped = relayUrl === null;
	const coming =
		relayUrl === null
			? Promise.resolve()
			: import('./reaching.ts').then(
					({ watchReaching }) => {
						if (!isStopped) reaching = watchReaching({ ...given, relayUrl });
						// What may be wanted only once the server is gone, where no worker keeps the app.
						for (const fetch of [
							() => import('./checkIns.ts'),
							() => import('#lib/doc/addPlan.ts'),
							() => import('#lib/doc/takeBack.ts')
						])
							void fetch().catch(() => undefined);
					},
					() => undefined
				);
	return {
		get clockOffMs() {
			return reaching?.clockOffMs ?? null;
		},
		async confirmNow() {
			await coming;
			return (await reaching?.confirmNow()) ?? false;
		},
		stop() {
			isStopped = true;
			reaching?.stop();
		}
	};
}

/** What a device owes a workshop can wait until the place it opened is drawn. */
const owingAfterMs = 3000;

/** The workshops of a cycle, whose code comes when somebody asks, or else once it is quiet. */
export function startWorkshops(given: WorkshopsMeans): {
	/** Rejects where its code cannot be fetched. */
	open: () => Promise<Workshops>;
	settle: () => Promise<void>;
	close: () => Promise<void>;
} {
	let coming: Promise<Workshops> | null = null;
	const open = (): Promise<Workshops> => {
		coming ??= import('./workshops.ts').then(({ createWorkshops }) => createWorkshops(given));
		coming.catch(() => (coming = null));
		return coming;
	};
	const timer = setTimeout(() => void open().catch(() => undefined), owingAfterMs);
	return {
		open,
		settle: async () => (await coming)?.settle(),
		async close() {
			clearTimeout(timer);
			await (await coming)?.close();
		}
	};
}

/** See rounds.ts. Where its code cannot be fetched, the next occasion tries again. */
export function startRounds(means: RoundsMeans): Rounds {
	let rounds: Rounds | null = null;
	let isStopped = false;
	return {
		look() {
			if (rounds) return rounds.look();
			void import('./rounds.ts').then(
				({ createRounds }) => {
					if (isStopped) return;
					rounds ??= createRounds(means);
					rounds.look();
				},
				() => undefined
			);
		},
		stop() {
			isStopped = true;
			rounds?.stop();
		}
	};
}
