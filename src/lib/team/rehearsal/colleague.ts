import * as Y from 'yjs';
import { createMemoryStore } from '#lib/device/memoryStore.ts';
import type { Writer } from '#lib/doc/writer.ts';
import {
	type CardId,
	createId,
	type DeviceId,
	type StageId,
	type WorkshopId
} from '#lib/okr/ids.ts';
import { createPresence, type Presence } from '#lib/sync/presence.ts';
import { rehearsedBytes } from '#lib/workshop/rehearsal.ts';
import type { OpenCycle } from '../cycle.ts';
import { type Device, deviceOver } from '../device.ts';
import type { Replicated } from '../replicated.ts';
import { type OpenWorkshop, openWorkshop } from '../workshop.ts';

/** Where colleagues come into, and by whose replica. */
export interface ColleagueMeans {
	teamId: string;
	cycle: OpenCycle;
	workshop: OpenWorkshop;
	workshopId: WorkshopId;
}

/** Somebody of the crew, with a device in this page's memory. */
export interface Colleague {
	id: string;
	name: string;
	colour: number;
	writer: Writer;
	workshop: OpenWorkshop;
	cycleDoc: Y.Doc;
	presence: Presence;
	/** Cuts the network; null while it is cut. */
	part: (() => void) | null;
	join: () => void;
	/** Cuts the network for a while, with the device asleep. */
	sleep: () => void;
	/** Begins the story's idea of this number, from 0: the same one is called the same in every page. */
	beginIdea: (stage: StageId, at: number, text: string) => CardId | null;
	/** How many of the story's ideas they wrote. */
	written: number;
}

/** Whoever was away had their device asleep for so long: what comes then is late, however fast one rehearses. */
const awayMs = 5 * 60_000;

/** A colleague whose device is on and has no network yet. */
export async function comeAbout(
	{ id, name, colour }: Pick<Colleague, 'id' | 'name' | 'colour'>,
	{ teamId, cycle, workshop: theirs, workshopId }: ColleagueMeans
): Promise<Colleague> {
	let sleptMs = 0;
	let isOnline = false;
	const made = await deviceOver(createMemoryStore(), {
		whyNotKept: 'no-storage',
		openDisk: () => {
			throw new Error('Nothing of a rehearsal is kept for those who are simulated.');
		},
		relayUrl: ''
	});
	const called: Uint8Array[] = [];
	const deviceId = createId<DeviceId>(rehearsedBytes(teamId, id).subarray(0, 10));
	const device: Device = {
		...made,
		identity: { ...made.identity, deviceId },
		now: () => made.now() + sleptMs,
		random: (bytes) => called.shift() ?? made.random(bytes)
	};
	const cycleDoc = new Y.Doc();
	const presence = createPresence(cycleDoc);
	const writer: Writer = { by: id, now: device.now, random: device.random };
	let replicated: Replicated | null = null;
	const workshop = await openWorkshop({
		...{ device, teamId, workshopId, cycleDoc },
		// Tabs of one room hear each other, and these are no tabs.
		room: `${teamId}.rehearsal.${id}`,
		means: {
			relayUrl: null,
			role: 'edit',
			openDisk: null,
			show: () => ({ token: '', record: null, permit: null })
		},
		writer: () => writer,
		sameAs: () => new Map(),
		seed: () => undefined,
		isOnline: () => isOnline,
		onOpened: (opened) => (replicated = opened)
	});
	const colleague: Colleague = {
		...{ id, name, colour, writer, workshop, cycleDoc, presence },
		...{ part: null, written: 0 },
		beginIdea(stage, at, text) {
			const bytes = rehearsedBytes(teamId, `${id} ${at}`);
			// An idea is called by so many bytes, and its entry by so many more: see ideas.ts.
			called.push(bytes.subarray(0, 10), bytes.subarray(10, 19));
			const idea = workshop.beginIdea(stage, { text, isSigned: at === 0 });
			called.length = 0;
			return idea;
		},
		sleep() {
			colleague.part?.();
			sleptMs += awayMs;
		},
		join() {
			if (!replicated || colleague.part) return;
			const parts = [theirs.join(replicated), cycle.join({ doc: cycleDoc, presence })];
			isOnline = true;
			workshop.present({ person: id, name, colour });
			colleague.part = () => {
				isOnline = false;
				for (const part of parts) part();
				colleague.part = null;
			};
		}
	};
	return colleague;
}
