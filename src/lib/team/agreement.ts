import type * as Y from 'yjs';
import {
	agreePlan,
	agreeToo,
	draftOf,
	fixWording,
	type AgreeOutcome,
	type Draft
} from '#lib/doc/agreePlan.ts';
import { hasSignatures } from '#lib/doc/agreement.ts';
import { bringBack, putAside } from '#lib/doc/aside.ts';
import { addIdea, type CycleSnapshot } from '#lib/doc/cycle.ts';
import type { Writer } from '#lib/doc/writer.ts';
import type { Aside } from '#lib/okr/aside.ts';
import type { Cycle } from '#lib/okr/cycle.ts';
import { createId, type ItemId, type ObjectiveId, type VersionId } from '#lib/okr/ids.ts';
import type { Device } from './device.ts';
import { takeBack } from './seldom.ts';

export { loadSignatures } from '#lib/doc/agreement.ts';
export type { AgreeOutcome, Draft } from '#lib/doc/agreePlan.ts';
export type { PlanVersion } from '#lib/doc/planVersions.ts';

/** What is agreed, what is not in the plan, and how one becomes the other. */
export interface AgreementVerbs {
	/** The plan as it would be agreed now, and what is different in it from what was. */
	draft(): Draft;
	/** See `agreePlan`: `expected` is the hash of the draft that was read, `days` the cycle's own. */
	agree(how: {
		expected: string;
		reason: string;
		days: Pick<Cycle, 'startOn' | 'endOn'> | null;
	}): AgreeOutcome;
	agreeToo(version: VersionId): boolean;
	/** Keeps the words of these items as they are now, without a new version. */
	fixWording(items: readonly ItemId[]): boolean;
	/** Makes an item again what it is in the version that stands. */
	takeBack(item: ItemId): Promise<boolean>;
	putAside(id: ItemId, aside: Aside): boolean;
	bringBack(id: ItemId): boolean;
	/** A new idea for another cycle; null where nothing may be written. */
	addIdea(): ObjectiveId | null;
}

export function createAgreementVerbs({
	doc,
	device,
	read,
	withWriter,
	settleTexts
}: {
	doc: Y.Doc;
	device: Device;
	read: () => CycleSnapshot;
	withWriter: (act: (w: Writer) => boolean) => boolean;
	/** Ends what is being typed, so that what is agreed has its versions. */
	settleTexts: () => void;
}): AgreementVerbs {
	/** A draft is asked for at every keystroke, and is the same until the plan is another. */
	let known: { snapshot: CycleSnapshot; draft: Draft } | null = null;
	const draft = (): Draft => {
		const snapshot = read();
		if (known?.snapshot !== snapshot) known = { snapshot, draft: draftOf(snapshot) };
		return known.draft;
	};
	return {
		draft,
		agree(how) {
			settleTexts();
			let outcome: AgreeOutcome = { ok: false, why: 'refused' };
			// Without its code, as on a page that lost its server in its first second, nobody signs.
			if (!hasSignatures()) return { ok: false, why: 'refused' };
			withWriter((w) => {
				outcome = agreePlan(doc, w, read(), { ...how, device: device.identity });
				return outcome.ok;
			});
			return outcome;
		},
		agreeToo: (version) =>
			hasSignatures() && withWriter((w) => agreeToo(doc, w, read(), version, device.identity)),
		fixWording(items) {
			settleTexts();
			return withWriter((w) => fixWording(doc, w, read(), items));
		},
		takeBack: (item) => takeBack(withWriter, doc, item, () => [read().agreed?.plan, draft().plan]),
		putAside: (id, aside) => withWriter((w) => putAside(doc, w, id, aside)),
		bringBack: (id) => withWriter((w) => bringBack(doc, w, id)),
		addIdea() {
			const id = createId<ObjectiveId>(device.random(10));
			return withWriter((w) => addIdea(doc, w, id)) ? id : null;
		}
	};
}
