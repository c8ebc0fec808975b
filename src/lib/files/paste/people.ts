import type { PersonId } from '#lib/okr/ids.ts';
import type { KeyResultDraft } from '#lib/okr/planDraft.ts';
import type { FiledCheckIn, FiledInitiative } from '../cycleHistory.ts';
import type { ReadLine } from './readPaste.ts';

/**
 * The one person somebody means: the whole name, or, where no whole name fits, a first name that only one
 * has. Null for nobody and for several.
 */
export function findPerson(
	name: string,
	people: readonly { id: PersonId; name: string }[]
): PersonId | null {
	const wanted = toKey(name.replace(/^@/, ''));
	if (wanted === '') return null;
	const whole = people.filter((person) => toKey(person.name) === wanted);
	const found =
		whole.length > 0
			? whole
			: people.filter((person) => toKey(person.name).split(' ')[0] === wanted);
	return found.length === 1 ? (found[0]?.id ?? null) : null;
}

type People = readonly { id: PersonId; name: string }[];

/** Initiatives of a file, each of whom it is here. */
export function withOwners(
	initiatives: readonly FiledInitiative[],
	people: People
): KeyResultDraft['initiatives'] {
	return initiatives.map(({ owner, ...rest }) => ({ ...rest, ownerId: idOf(owner, people) }));
}

/** A log out of a file, each entry by whom it is here. */
export function withAuthors(
	checkIns: readonly FiledCheckIn[],
	people: People
): KeyResultDraft['checkIns'] {
	return checkIns.map(({ by, nextStep, writtenAt, ...rest }) => ({
		...rest,
		writtenAt: Date.parse(writtenAt),
		by: idOf(by, people),
		nextStep: nextStep && {
			what: nextStep.what,
			ownerId: idOf(nextStep.owner, people),
			dueOn: nextStep.dueOn
		},
		...(nextStep?.became && {
			stepMark: {
				state: nextStep.became.state,
				by: idOf(nextStep.became.by, people),
				at: Date.parse(nextStep.became.at)
			}
		})
	}));
}

function idOf(name: string | null, people: People): PersonId | null {
	return name === null ? null : findPerson(name, people);
}

/**
 * The names, each once, that stand where an owner stands and are nobody's in the team. Left out is what may be
 * several people, and what several people of the team go by.
 */
export function unknownOwners(
	lines: readonly Pick<ReadLine, 'kept'>[],
	people: readonly { name: string }[]
): string[] {
	const known = people.flatMap(({ name }) => [toKey(name), toKey(name).split(' ')[0]]);
	const names = new Map<string, string>();
	for (const { text, why } of lines.flatMap(({ kept }) => kept)) {
		const name = text.replace(/^@/, '').trim();
		const isOne = name.length <= 60 && /\p{L}/u.test(name) && !several.test(name);
		if (why !== 'nobody' || !isOne || known.includes(toKey(name))) continue;
		if (!names.has(toKey(name))) names.set(toKey(name), name);
	}
	return [...names.values()];
}

const several = /[,;/&+|]|\s(?:and|und)\s/iu;

function toKey(name: string): string {
	return name.normalize('NFKC').trim().replace(/\s+/gu, ' ').toLowerCase();
}
