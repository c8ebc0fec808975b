import type { ParsedLink } from '#lib/protocol/link.ts';
import type { RefusedWhy } from '#lib/protocol/codes.ts';
import type { InputProblem } from '#lib/okr/checkInInput.ts';

/** Why a link opens nothing, and what to do about it. */
export function linkSentence(why: Extract<ParsedLink, { ok: false }>['why'] | 'refused'): string {
	return {
		cut: 'The link is not whole: it was cut short or mistyped. Copy all of it again from the team’s page.',
		'not-a-link':
			'This is no link of a team. It looks like https://…/join#1.e.… and ends with four letters.',
		newer: 'This link was made by a later version of Cairn. Update this one.',
		refused:
			'The relay does not accept this link: the team’s links were renewed. Ask for the new one.'
	}[why];
}

/** Why the relay does not let this client in. */
export function refusedSentence(why: RefusedWhy, host: string): string {
	const said: Partial<Record<RefusedWhy, string>> = {
		forbidden: `${host} does not accept this link any more: the team’s links were renewed. Give the new one by --link.`,
		deleted: `This team was deleted at ${host}.`,
		'unknown-team': `${host} does not know this team: it may have lost its disk. A member’s app brings it back by connecting.`,
		'not-allowed': `${host} takes no new teams, and does not know this one.`,
		'too-old': `${host} wants a later version of this client.`,
		'too-large': `${host} takes nothing more of this team: its documents are too large.`
	};
	return said[why] ?? `${host} refuses this client (${why}).`;
}

/** What is said of a document that could not be read. */
export function unreadableSentence(file: string): string {
	return `A document of the store could not be read. It is put aside as ${file}; what was not yet sent may be in it alone, and is not sent.`;
}

/** Why a check-in cannot be taken. */
export function inputSentence(why: InputProblem, value: string): string {
	const no = `"${value}" is no value: `;
	return {
		'no-value': 'Give --value, --answer of a question, or --value none where nobody could measure.',
		'not-a-number': `${no}there is no number in it.`,
		'several-numbers': `${no}there are several numbers in it.`,
		ambiguous: `${no}it can be read in two ways. Write it like 1234.5, or name its --locale.`,
		'unknown-unit': `${no}its unit is not known. Leave the unit out.`,
		'other-unit': `${no}its unit is not that of the key result. Leave the unit out, or give the value in it.`,
		'too-large': `${no}it is too large.`,
		'no-confidence':
			'Give --confidence from 1 to 5 with the first check-in of a key result; later ones keep the last.',
		'no-day':
			'--measured-at takes a day such as 2026-11-26, or an instant such as 2026-11-26T09:30Z.',
		'too-late': 'The day measured lies ahead: only what was measured can be checked in.'
	}[why];
}
