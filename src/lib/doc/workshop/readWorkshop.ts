import type * as Y from 'yjs';
import { standingAfter } from '#lib/workshop/steps.ts';
import { stopsIn } from '#lib/workshop/stops.ts';
import type { Workshop } from '#lib/workshop/workshop.ts';
import { readEntities } from '../entity.ts';
import { isTooNew } from '../gate.ts';
import { readFields } from '../register.ts';
import { readStages } from './agenda.ts';
import { readCards, readClusters } from './cards.ts';
import { readGroups } from './groups.ts';
import { readEnded, readLease, readMarks, readReveals, readTimer } from './marks.ts';
import { readMoves } from './moves.ts';
import { readRounds } from './rounds.ts';
import { theWorkshop } from './shape.ts';

/** Reads a workshop's document. Total: junk is not there, and nothing is written. */
export function readWorkshop(doc: Y.Doc): Workshop {
	const entities = [...readEntities(doc).values()];
	const fields = readFields(doc, theWorkshop);
	const stages = readStages(entities);
	const all = readCards(entities);
	const isStop = stopsIn([...stages.agenda, ...stages.removed]);
	const standing = standingAfter(readMoves(doc));
	return {
		...stages,
		standing,
		timer: standing.step && readTimer(fields, standing.step.id),
		lease: readLease(fields),
		marks: readMarks(fields),
		reveals: readReveals(fields),
		cards: all.filter((card) => !isStop(card)),
		stops: all.filter(isStop),
		clusters: readClusters(entities),
		groups: readGroups(fields, entities),
		rounds: readRounds(doc, entities),
		endedAt: readEnded(fields),
		tooNew: isTooNew(doc)
	};
}
