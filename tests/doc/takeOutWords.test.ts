import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { readCycle } from '#lib/doc/cycle.ts';
import { draftObjective } from '#lib/doc/draftObjective.ts';
import { readFields } from '#lib/doc/register.ts';
import { leaveOut } from '#lib/doc/workshop/leaveOut.ts';
import { takeOutWords } from '#lib/doc/workshop/takeOutWords.ts';
import { type CardId, createId, type ObjectiveId } from '#lib/okr/ids.ts';
import { leftOutIdOf } from '#lib/workshop/leftOut.ts';
import { meet, objectiveId, type Replica, team } from './replicas.ts';
import { clusterId, workshopId } from './workshops.ts';

test('[WALL-3] a card that is withdrawn is gone with its text from the cycle too, where nothing tells who did it', () => {
	const { ana, ben } = team('ana', 'ben');
	const workshop = workshopId();
	const secret = 'Nobody dares to say it';
	const alone = leftOutIdOf(createId<CardId>(ana.random(10)));
	const grouped = leftOutIdOf(clusterId());
	const listed: { id: ObjectiveId; title: string; cards: string[] }[] = [
		{ id: alone, title: secret, cards: [secret] },
		{ id: grouped, title: 'Courage', cards: ['Another one', secret] }
	];
	leaveOut(ana.doc, ana, listed, { why: 'no room', was: null });
	const [id, other] = [objectiveId(), objectiveId()];
	const drafted = { title: 'Courage', cards: [secret, 'Another one'] };
	const origin = { workshop, cluster: clusterId() };
	draftObjective(ana.doc, ana, { id, origin, ...drafted });
	draftObjective(ana.doc, ana, {
		id: other,
		...drafted,
		origin: { ...origin, workshop: workshopId() }
	});
	meet(ana, ben);
	const count = ({ doc }: Replica) =>
		new TextDecoder().decode(Y.encodeStateAsUpdate(doc)).split(secret).length - 1;
	expect(count(ben)).toBe(6);
	const ideas = new Set([alone, grouped]);
	expect(takeOutWords(ben.doc, ben, secret, { workshop, ideas })).toBe(true);
	meet(ana, ben);
	const { plan, asides } = readCycle(ana.doc);
	expect(plan.objectives.map(({ cards }) => cards)).toEqual([['Another one'], drafted.cards]);
	expect(JSON.stringify(asides)).not.toContain(secret);
	expect(JSON.stringify(asides)).toContain('Another one');
	expect(JSON.stringify(asides)).not.toContain(alone);
	expect([count(ana), count(ben)]).toEqual([1, 1]);
	const entries = [alone, grouped, id].flatMap((one) => [...readFields(ana.doc, one).values()]);
	expect(entries.flat().map(({ by }) => by)).not.toContain('ben');
	expect([...ana.doc.store.clients.keys()]).not.toContain(ben.doc.clientID);
});
