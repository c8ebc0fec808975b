import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { createMemoryStore } from '#lib/device/memoryStore.ts';
import { readWorkshop } from '#lib/doc/workshop/readWorkshop.ts';
import type { CardId } from '#lib/okr/ids.ts';
import { deviceOver } from '#lib/team/device.ts';
import { openOwnWords } from '#lib/team/ownWords.ts';
import { meet, team } from '../doc/replicas.ts';
import { go, prepared, workshopId } from '../doc/workshops.ts';

/** Ben's own half of a workshop that Ana leads, which hears of the others only while it is live. */
async function apart() {
	const { ana, ben } = team('ana', 'ben');
	const [, stop, agree] = prepared(ana, 'join', 'stop', 'agree');
	go(ana, stop!.id);
	meet(ana, ben);
	const made = await deviceOver(createMemoryStore(), {
		whyNotKept: 'no-storage',
		openDisk: () => {
			throw new Error('Nothing is kept here.');
		},
		relayUrl: ''
	});
	const device = { ...made, random: (bytes: number) => ben.random(bytes) };
	const mine = await device.store.openPrivate();
	let isLive = false;
	const own = await openOwnWords({
		...{ doc: ben.doc, cycleDoc: new Y.Doc(), device, mine },
		...{ teamId: 'team', workshopId: workshopId(), read: () => readWorkshop(ben.doc) },
		...{ writer: () => ben, owner: () => ben, holder: () => '' as const },
		...{ withWriter: (act) => act(ben), personOf: (entry) => entry },
		...{
			clock: () => ({ now: 0, isMeasured: true }),
			isLive: () => isLive,
			onChange: () => undefined
		}
	});
	ben.doc.on('update', () => own.changed(true));
	own.start();
	const say = (text: string): CardId => {
		const id = own.verbs.beginIdea(stop!.id, { text, isSigned: true })!;
		own.verbs.finishIdea(id);
		return id;
	};
	const connect = (to: boolean) => {
		isLive = to;
		if (to) meet(ana, ben);
		own.connected();
	};
	const shown = () => readWorkshop(ana.doc).stops.map(({ text, isLate }) => [text, isLate]);
	return { ana, ben, agree: agree!, say, connect, shown };
}

test('[STOP-3] what is said on a device that is away is late if the others had gone on when it came, and only then', async () => {
	const { ana, ben, agree, say, connect, shown } = await apart();
	say('the newsletter');
	// It is back before anybody has gone on.
	connect(true);
	connect(false);
	say('the fax');
	go(ana, agree.id);
	connect(true);
	meet(ana, ben);
	expect(shown().toSorted()).toEqual([
		['the fax', true],
		['the newsletter', false]
	]);
	// Hearing of it once more marks nothing anew.
	connect(true);
	meet(ana, ben);
	expect(shown().filter(([, isLate]) => isLate)).toHaveLength(1);
});
