import { flushSync } from 'svelte';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { addObjective, readCycle } from '#lib/doc/cycle.ts';
import { createId, type ObjectiveId, type PersonId } from '#lib/okr/ids.ts';
import { CycleState } from '#lib/state/cycle.svelte.ts';
import { createPresence } from '#lib/sync/presence.ts';
import type { OpenCycle } from '#lib/team/cycle.ts';
import { createListeners } from '#lib/team/listeners.ts';

test('[PACE-3] whoever reads the plan is woken by what is written, and by no caret and no word from the relay', () => {
	const doc = new Y.Doc();
	const presence = createPresence(doc);
	const listeners = createListeners();
	let snapshot = readCycle(doc);
	doc.on('update', () => {
		snapshot = readCycle(doc);
		listeners.tell();
	});
	presence.onChange(listeners.tell);
	const cycle = new CycleState({
		onChange: listeners.add,
		snapshot: () => snapshot,
		others: () => presence.others()
	} as Partial<OpenCycle> as OpenCycle);
	let [plans, others] = [0, 0];
	const stop = $effect.root(() => {
		$effect(() => void (cycle.snapshot.plan, plans++));
		$effect(() => void (cycle.others, others++));
	});
	flushSync();
	presence.set({ person: 'ana', name: 'Ana', colour: 0, place: 'plan', caret: null });
	flushSync();
	listeners.tell();
	flushSync();
	expect([plans, others]).toEqual([1, 3]);
	const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));
	const w = { by: createId<PersonId>(random(10)), now: Date.now, random };
	addObjective(doc, w, { id: createId<ObjectiveId>(random(10)) });
	flushSync();
	expect([plans, others]).toEqual([2, 4]);
	expect(cycle.snapshot.plan.objectives).toHaveLength(1);
	stop();
	presence.close();
});
