import type * as Y from 'yjs';
import { agreedPlanOf, type AgreedPlan, writeContent } from '#lib/okr/agreedPlan.ts';
import { canonicalText } from '#lib/okr/canonical.ts';
import { comparePlans, isWordField, type PlanChange } from '#lib/okr/changeSet.ts';
import type { Cycle } from '#lib/okr/cycle.ts';
import type { ItemId, VersionId } from '#lib/okr/ids.ts';
import { readinessOf } from '#lib/okr/readiness.ts';
import { type DeviceKey, signAgreement } from './agreement.ts';
import { IS } from './entity.ts';
import {
	agreedField,
	hashOf,
	type PlanVersion,
	versionIdOf,
	wordingField
} from './planVersions.ts';
import type { CycleSnapshot } from './readCycle.ts';
import { setField } from './register.ts';
import { planEntity } from './shape.ts';
import { SYSTEM, USER, write, type Writer } from './writer.ts';

/** The plan as it would be agreed now. */
export interface Draft {
	/** The number it would get. */
	n: number;
	/** Names what a person read, so that they agree to just that. */
	hash: string;
	plan: AgreedPlan;
	/** Since the version that stands; none where there is none, or it cannot be relied on. */
	changes: PlanChange[];
}

export type AgreeOutcome =
	| { ok: true; version: VersionId; n: number }
	/**
	 * `moved`: somebody changed the plan since it was read. `open`: something stands in the way.
	 * `unchanged`: it is what was agreed already. `refused`: this device may not write.
	 */
	| { ok: false; why: 'moved' | 'open' | 'unchanged' | 'refused' };

/** What one would agree to, and what is different in it. */
export function draftOf(snapshot: CycleSnapshot): Draft {
	const { plan, asides, agreed } = snapshot;
	const now = agreedPlanOf(plan, asides);
	const n = (agreed?.n ?? 0) + 1;
	const text = writeContent({ n, previous: hashBefore(snapshot), plan: now });
	return { n, hash: hashOf(text), plan: now, changes: changesSince(agreed, now) };
}

/**
 * Agrees the plan as it stands: a version that stays for ever, signed by this device. Not an undo step:
 * what was agreed is changed by agreeing to something else.
 *
 * @param expected the hash of the draft that the person read
 * @param reason why the plan is changed; needed from the second version on
 * @param days the cycle's first and last day, for due dates; null where they are not known
 */
export function agreePlan(
	doc: Y.Doc,
	w: Writer,
	snapshot: CycleSnapshot,
	{
		expected,
		reason,
		device,
		days
	}: {
		expected: string;
		reason: string;
		device: DeviceKey;
		days: Pick<Cycle, 'startOn' | 'endOn'> | null;
	}
): AgreeOutcome {
	const { plan, conflicts, agreed, tooNew, isUnseen } = snapshot;
	const draft = draftOf(snapshot);
	if (tooNew || isUnseen || agreed?.state === 'unreadable') return { ok: false, why: 'refused' };
	if (draft.hash !== expected) return { ok: false, why: 'moved' };
	if (readinessOf(plan, conflicts, days).obstacles.length > 0) return { ok: false, why: 'open' };
	if (agreed?.state === 'sound' && draft.changes.length === 0)
		return { ok: false, why: 'unchanged' };
	return { ok: true, version: storeVersion(doc, w, snapshot, reason, device), n: draft.n };
}

/** Stores the plan as it stands as the version that stands, ready or not. Returns its id. */
export function storeVersion(
	doc: Y.Doc,
	w: Writer,
	snapshot: CycleSnapshot,
	reason: string,
	device: DeviceKey
): VersionId {
	const { n, hash, plan } = draftOf(snapshot);
	const text = writeContent({ n, previous: hashBefore(snapshot), plan });
	const id = versionIdOf(hash);
	const said = { by: w.by, at: w.now(), n, hash, reason: canonicalText(reason.trim()) };
	write(doc, SYSTEM, () => {
		setField(doc, w, id, IS, 'version');
		setField(doc, w, id, 'content', { text });
		setField(doc, w, id, agreedField(device.deviceId), signAgreement(said, device));
		setField(doc, w, planEntity, 'agreed', id);
	});
	return id;
}

/** Adds this device's signature to a sound version. False if it has signed already, or may not. */
export function agreeToo(
	doc: Y.Doc,
	w: Writer,
	{ versions, tooNew }: CycleSnapshot,
	id: VersionId,
	device: DeviceKey
): boolean {
	const version = versions.find((one) => one.id === id);
	if (version?.state !== 'sound' || tooNew) return false;
	const hasSigned = version.agreements.some(
		(one) => one.isSigned && one.device === device.deviceId
	);
	if (hasSigned) return false;
	const { n, hash, agreements } = version;
	const reason = agreements[0]?.reason ?? '';
	const statement = signAgreement({ by: w.by, at: w.now(), n, hash, reason }, device);
	write(doc, SYSTEM, () => setField(doc, w, id, agreedField(device.deviceId), statement));
	return true;
}

/**
 * Keeps the words of these items as they stand now as wording fixes of the version that stands, in
 * one undo step. False where none of them has other words than were agreed.
 */
export function fixWording(
	doc: Y.Doc,
	w: Writer,
	snapshot: CycleSnapshot,
	items: readonly ItemId[]
): boolean {
	const { agreed, tooNew } = snapshot;
	if (!agreed || tooNew) return false;
	const fixes = draftOf(snapshot)
		.changes.filter(({ item, kind }) => kind === 'changed' && items.includes(item))
		.flatMap(({ item, fields }) =>
			fields.flatMap(({ field, after }) =>
				isWordField(field) && typeof after === 'string' ? [{ item, field, after }] : []
			)
		);
	if (fixes.length === 0) return false;
	write(doc, USER, () => {
		for (const { item, field, after } of fixes)
			setField(doc, w, agreed.id, wordingField(item, field), after);
	});
	return true;
}

/** Of a version that was broken so far that nobody's signature names it there is no hash. */
function hashBefore({ agreed }: CycleSnapshot): string | null {
	return agreed && agreed.hash !== '' ? agreed.hash : null;
}

function changesSince(agreed: PlanVersion | null, now: AgreedPlan): PlanChange[] {
	return agreed?.plan ? comparePlans(agreed.plan, now) : [];
}
