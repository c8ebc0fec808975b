import { namesakeOf } from '#lib/views/namesake.ts';
import type { OpenTeam } from '#lib/team/team.ts';
import { fold } from './pick.ts';
import { Refusal } from './refusal.ts';

const colours = 12;

/**
 * Sees to it that this store writes as somebody: whom it joined as before, whom the link is of, or who is named, an
 * existing person or a new one. It is remembered. Throws a refusal where it is nobody, or somebody else already.
 */
export async function writeAs(
	team: OpenTeam,
	name: string | undefined,
	linked: string | undefined
): Promise<{ id: string; name: string }> {
	const { people } = team.snapshot();
	const personOf = (id: string | null) =>
		team
			.snapshot()
			.people.find((person) => person.id === id || person.also.some((one) => one.id === id));
	const me = personOf(team.me);
	const named = name === undefined ? null : namesakeOf(name, people);
	if (team.me !== null) {
		if (name !== undefined && named?.id !== team.me)
			throw new Refusal(
				'person',
				`This store checks in as ${me?.name ?? 'somebody else'}. Use another --store for ${name}.`
			);
		return { id: team.me, name: me?.name ?? '' };
	}
	const known = named ?? personOf(linked ?? null);
	const isJoined = known ? await team.joinAs(known.id) : await joinAsNew(team, name);
	if (!isJoined || team.me === null)
		throw new Refusal(
			'person',
			'The team takes no new people here: it needs a later version of Cairn.'
		);
	return { id: team.me, name: personOf(team.me)?.name ?? '' };
}

function joinAsNew(team: OpenTeam, name: string | undefined): Promise<boolean> {
	if (name === undefined || fold(name) === '')
		throw new Refusal(
			'person',
			'Who checks in? Give --person with a name: somebody of the team, or a name that is added. The store remembers it.'
		);
	const { people } = team.snapshot();
	return team.joinAsNew({ name: name.trim(), colour: people.length % colours });
}
