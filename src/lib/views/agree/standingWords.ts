import { m } from '#lib/messages/messages.js';
import type { PlanVersion } from '#lib/state/cycle.svelte.ts';
import type { TeamState } from '#lib/state/team.svelte.ts';
import { formatMoment } from '../locale.ts';
import { nameIn } from '../personNames.ts';

/** Who agreed to a version, and when the first of them did; empty where no signature fits. */
export function agreedWords(team: TeamState, { agreements }: PlanVersion): string {
	const signed = agreements.filter(({ isSigned }) => isSigned);
	const [first] = signed;
	if (!first) return '';
	const people = new Set(signed.map(({ by }) => by)).size;
	const facts = { name: nameIn(team, first.by), when: formatMoment(first.at) };
	return people === 1
		? m.agree_standing_by(facts)
		: m.agree_standing_more({ ...facts, count: people - 1 });
}
