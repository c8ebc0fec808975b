import {
	type CardId,
	type ClusterId,
	createId,
	type RoundId,
	type StageId,
	type WorkshopId
} from '#lib/okr/ids.ts';
import { foundWorkshop } from '#lib/doc/workshop/foundWorkshop.ts';
import { addMove } from '#lib/doc/workshop/moves.ts';
import { readWorkshop } from '#lib/doc/workshop/readWorkshop.ts';
import type { Stage } from '#lib/workshop/agenda.ts';
import { moveTo } from '#lib/workshop/steps.ts';
import { createBytes, createRandom, type Replica } from './replicas.ts';

const ids = createBytes(createRandom(2026));
const newId = <Id extends CardId | ClusterId | RoundId | StageId | WorkshopId>(): Id =>
	createId<Id>(ids(10));

export const cardId = () => newId<CardId>();
export const clusterId = () => newId<ClusterId>();
export const roundId = () => newId<RoundId>();
export const workshopId = () => newId<WorkshopId>();

/** A stage of each kind, five minutes long. */
export function stagesOf(...kinds: string[]): Stage[] {
	return kinds.map((kind) => ({ id: newId<StageId>(), kind, minutes: 5 }));
}

/** A workshop that one replica prepared. */
export function prepared(replica: Replica, ...kinds: string[]): Stage[] {
	const agenda = stagesOf(...kinds);
	foundWorkshop(replica.doc, replica, agenda);
	return agenda;
}

/** A tap that leads to a stage. False where one stands there already. */
export function go(replica: Replica, to: StageId): boolean {
	const { doc, by } = replica;
	const { standing, agenda } = readWorkshop(doc);
	const move = moveTo(standing, agenda, to);
	return move !== null && addMove(doc, { ...move, by, at: replica.now() });
}

/** The kind of the stage a replica stands in. */
export function stageAt({ doc }: { doc: Replica['doc'] }): string | undefined {
	const { standing, agenda } = readWorkshop(doc);
	return agenda.find(({ id }) => id === standing.step?.to)?.kind;
}
