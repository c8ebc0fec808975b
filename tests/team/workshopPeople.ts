import { vi } from 'vitest';
import type { StageId, WorkshopId } from '#lib/okr/ids.ts';
import type { StagePlan } from '#lib/workshop/agenda.ts';
import { currentStage } from '#lib/workshop/workshop.ts';
import type { OpenWorkshop } from '#lib/team/workshop.ts';
import { founder, joined, type Person, safe, startRelay, type TestRelay } from './people.ts';

/** Somebody with a workshop open. */
export interface Participant extends Person {
	workshop: OpenWorkshop;
}

export const within = { timeout: 20_000 };

const short: StagePlan[] = ['join', 'ideas', 'reveal', 'vote'].map((kind) => ({
	kind,
	minutes: 8
}));

/** Ana, who has prepared a kickoff and leads it, and others who came in. */
export async function kickoff(...names: string[]): Promise<{
	relay: TestRelay;
	ana: Participant;
	others: Participant[];
}> {
	const relay = await startRelay();
	const first = await founder(relay);
	const workshops = await first.cycle.workshops();
	const id = await workshops.prepare('kickoff', short);
	if (!id) throw new Error('It could not be prepared.');
	const ana = await entered(first, id);
	const link = first.team.links(relay.origin).edit ?? '';
	const others: Participant[] = [];
	for (const name of names) others.push(await entered(await joined(relay, link, name), id));
	return { relay, ana, others };
}

/** Opens a workshop for somebody, who takes part in the room. */
export async function entered(person: Person, id: WorkshopId): Promise<Participant> {
	const workshops = await person.cycle.workshops();
	await vi.waitUntil(() => workshops.list().some((entry) => entry.id === id), within);
	const workshop = await workshops.open(id);
	if (!workshop) throw new Error('There is no such workshop.');
	await vi.waitUntil(() => workshop.snapshot().agenda.length > 0, within);
	const participant = { ...person, workshop };
	show(participant);
	workshop.enter('room');
	return participant;
}

/** The workshop is on somebody's screen. */
export function show({ team, workshop }: Participant): void {
	const me = team.snapshot().people.find(({ id }) => id === team.me);
	workshop.present(me ? { person: me.id, name: me.name, colour: me.colour } : null);
}

/** On this device's clock it is so much later from now on. */
export function later({ device }: Participant, ms: number): void {
	const real = device.now;
	device.now = () => real() + ms;
}

export function stageOf({ workshop }: Participant, kind: string): StageId {
	const stage = workshop.snapshot().agenda.find((one) => one.kind === kind);
	if (!stage) throw new Error(`There is no stage "${kind}".`);
	return stage.id;
}

/** Writes an idea and finishes it. */
export function write(who: Participant, text: string, isSigned = false): void {
	const id = who.workshop.beginIdea(stageOf(who, 'ideas'), { text, isSigned });
	if (!id || !who.workshop.finishIdea(id)) throw new Error('It was not written.');
}

export const wall = ({ workshop }: Participant): string[] =>
	workshop
		.snapshot()
		.cards.map(({ text }) => text)
		.sort();

export const stage = ({ workshop }: Participant): string | undefined =>
	currentStage(workshop.snapshot())?.kind;

/** Everybody's device has everything, and all of it is acknowledged. */
export async function allAlike(...people: Participant[]): Promise<void> {
	await safe(...people);
	const shown = ({ workshop }: Participant): string => JSON.stringify(plain(workshop));
	await vi.waitUntil(() => new Set(people.map(shown)).size === 1, within);
}

function plain(workshop: OpenWorkshop): unknown {
	const { marks, reveals, ...rest } = workshop.snapshot();
	return { ...rest, seats: [...marks.seats], ready: [...marks.ready], reveals: [...reveals] };
}
