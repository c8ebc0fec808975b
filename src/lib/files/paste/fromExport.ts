import type { PersonId } from '#lib/okr/ids.ts';
import { readCycleFile } from '../cycleFile.ts';
import { findPerson, withAuthors, withOwners } from './people.ts';
import { createKeyResultDraft } from '#lib/okr/planDraft.ts';
import { createKeys, draftObjective, withKept } from './lines.ts';
import type { ReadLine, ReadPaste } from './readPaste.ts';

/** A plan that Cairn exported as JSON; null for any other text. */
export function readExport(
	text: string,
	people: readonly { id: PersonId; name: string }[]
): ReadPaste | null {
	if (!/^\s*\{\s*"cairn"\s*:/.test(text.slice(0, 200))) return null;
	const read = readCycleFile(text);
	if (!read.ok) return read;
	const keyOf = createKeys();
	const strangers = new Set<string>();
	const lines = read.file.objectives.flatMap(({ keyResults, ...objective }): ReadLine[] => {
		const children = keyResults.map(({ owner, initiatives, checkIns, ...keyResult }): ReadLine => {
			const ownerId = owner === null ? null : findPerson(owner, people);
			const isStranger = owner !== null && owner !== '' && ownerId === null;
			if (isStranger) strangers.add(owner);
			const kept = isStranger ? [{ label: '', text: owner, why: 'nobody' as const }] : [];
			return {
				key: keyOf(JSON.stringify({ ...keyResult, owner })),
				source: keyResult.metric,
				reading: 'keyResult',
				objective: draftObjective(keyResult.metric),
				keyResult: {
					...keyResult,
					metric: withKept(keyResult.metric, kept),
					ownerId,
					...(initiatives && { initiatives: withOwners(initiatives, people) }),
					...(checkIns && { checkIns: withAuthors(checkIns, people) })
				},
				kept
			};
		});
		const head: ReadLine = {
			key: keyOf(JSON.stringify(objective)),
			source: objective.title,
			reading: 'objective',
			objective,
			keyResult: createKeyResultDraft({ metric: objective.title }),
			kept: []
		};
		return [head, ...children];
	});
	return {
		ok: true,
		as: 'export',
		lines,
		columns: [],
		strangers: [...strangers],
		versions: (read.file.versions ?? []).map(({ n, hash, content, agreements, owners }) => ({
			n,
			hash,
			content,
			agreements,
			...(owners && { owners })
		})),
		...(read.file.pack && { pack: read.file.pack })
	};
}
